/// The value of an `Authorization` header of Signature Version 4.
struct AuthorizationHeader: Equatable {
    /// The only algorithm of the header.
    static let algorithm = "AWS4-HMAC-SHA256"

    let accessKeyID: String
    let scope: CredentialScope
    let signedHeaders: [String]
    let signature: String

    /// The value as it is sent.
    var text: String {
        let names = signedHeaders.joined(separator: ";")
        return "\(Self.algorithm) Credential=\(accessKeyID)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
    }

    /// Whether a text can be the name of an access key.
    static func isAccessKeyID(_ text: some StringProtocol) -> Bool {
        CredentialScope.isName(text, limit: 128)
    }
}

extension AuthorizationHeader {
    /// Reads a value: the algorithm, then each of the three parts once, in any order, separated by commas.
    init(parsing value: String) throws(VerificationError) {
        guard let space = value.firstIndex(of: " "), value[..<space] == Self.algorithm else {
            throw .unsupportedAlgorithm
        }
        // Swift holds some characters outside of ASCII for equal to a semicolon or a K.
        guard value.utf8.allSatisfy({ $0 < 0x80 }) else { throw .malformedAuthorization(.structure) }
        var parts: [Substring: Substring] = [:]
        for part in value[space...].split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, parts.updateValue(pair[1], forKey: pair[0]) == nil else {
                throw .malformedAuthorization(.structure)
            }
        }
        guard parts.count == 3, let credential = parts["Credential"], let names = parts["SignedHeaders"],
            let signature = parts["Signature"]
        else { throw .malformedAuthorization(.structure) }
        (accessKeyID, scope) = try Self.credential(credential)
        signedHeaders = try Self.signedHeaders(names)
        guard signature.utf8.count == 64, Hexadecimal.bytes(signature) != nil else {
            throw .malformedAuthorization(.signature)
        }
        self.signature = String(signature)
    }

    private static func credential(_ text: Substring) throws(VerificationError) -> (String, CredentialScope) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 5, isAccessKeyID(parts[0]), parts[4] == CredentialScope.terminator,
            let scope = CredentialScope(day: String(parts[1]), region: String(parts[2]), service: String(parts[3]))
        else { throw .malformedAuthorization(.credential) }
        return (String(parts[0]), scope)
    }

    /// The names, which have to be in lower case and sorted, so that there is one way to say them.
    private static func signedHeaders(_ text: Substring) throws(VerificationError) -> [String] {
        let names = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let areValid = names.allSatisfy { name in
            name == HeaderName.authority
                || !name.isEmpty
                    && name.utf8.allSatisfy { byte in
                        ByteClass.isToken(byte) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    }
        }
        guard areValid, zip(names, names.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .malformedAuthorization(.signedHeaders)
        }
        return names
    }
}
