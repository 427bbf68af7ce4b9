public import Ledger

/// The names of one key: `abcd…` in the ledger, `BLAKABCD…` as an access key id, `bl-abcd…-…` as a bearer token.
enum KeyName {
    private static let accessKeyPrefix = "BLAK"
    private static let tokenPrefix = "bl-"

    /// A new id: 80 random bits as letters and digits.
    static func makeID() -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        var generator = SystemRandomNumberGenerator()
        return String((0..<GatewayKey.idLength).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
    }

    /// The access key id of a key.
    static func accessKeyID(of id: String) -> String { accessKeyPrefix + id.uppercased() }

    /// The key that an access key id names; nil where it cannot be one.
    static func id(ofAccessKey text: String) -> String? {
        guard text.hasPrefix(accessKeyPrefix) else { return nil }
        let name = text.dropFirst(accessKeyPrefix.count)
        let id = name.lowercased()
        return GatewayKey.isID(id) && id.uppercased() == name ? id : nil
    }

    /// What stands before the secret in a key's bearer token.
    static func tokenPrefix(of id: String) -> String { "\(tokenPrefix)\(id)-" }

    /// The key that a bearer token, in the value of an `Authorization` header, names; nil where it cannot be one.
    static func id(ofAuthorization value: String) -> String? {
        guard let space = value.firstIndex(of: " ") else { return nil }
        let token = value[value.index(after: space)...]
        guard token.hasPrefix(tokenPrefix) else { return nil }
        let id = token.dropFirst(tokenPrefix.count).prefix(GatewayKey.idLength)
        return GatewayKey.isID(id) ? String(id) : nil
    }
}

extension GatewayKey {
    /// The access key id by which callers sign.
    public var accessKeyID: String { KeyName.accessKeyID(of: id) }
}
