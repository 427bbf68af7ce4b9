internal import Crypto

/// The key of one day, region and service, derived from a secret access key.
struct SigningKey: Sendable {
    private let key: SymmetricKey

    init(secret: Secret, scope: CredentialScope) {
        var key = secret.key(prefix: "AWS4")
        for part in [scope.day, scope.region, scope.service, CredentialScope.terminator] {
            let code = HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key)
            key = code.withUnsafeBytes { SymmetricKey(data: $0) }
        }
        self.key = key
    }

    /// The signature of a string in 64 lower-case hexadecimal digits.
    func signature(of text: String) -> String {
        Hexadecimal.text(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    /// Whether these bytes are the signature of a string; takes the same time wherever they are wrong.
    func isSignature(_ signature: [UInt8], of text: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: Array(text.utf8), using: key)
    }
}
