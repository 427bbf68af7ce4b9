internal import AWSSigning
internal import Crypto

/// What the secrets of all keys are derived from, by HMAC-SHA256 over the id of a key.
///
/// Signature Version 4 needs the secret itself to verify, so a hash of it would not do; derived, no database has to hold
/// it. Whoever has the master key and the ids has every secret. No description or mirror shows it.
public struct MasterKey: Sendable {
    /// The number of bytes of a master key.
    static let byteCount = 32

    private let key: SymmetricKey

    /// A new one from the system's randomness.
    init() {
        key = SymmetricKey(size: .bits256)
    }

    /// One that was kept; nil unless it has the right number of bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The bytes, for the file that keeps them.
    var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// What a key signs and is verified with.
    func credentials(of id: String) -> Credentials {
        Credentials(accessKeyID: KeyName.accessKeyID(of: id), secretAccessKey: derived("secret-access-key", id))
    }

    /// The text of a key's bearer token.
    func token(of id: String) -> String {
        KeyName.tokenPrefix(of: id) + derived("bearer-token", id)
    }

    /// The purpose stands in front, so that what is derived for one is worth nothing for the other.
    private func derived(_ purpose: String, _ id: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("bedrock-ledger/1/\(purpose)/\(id)".utf8), using: key)
        return Hexadecimal.text(code)
    }
}

extension MasterKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A stand-in that is the same for all.
    public var description: String { "«master key»" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
