internal import Crypto

/// A request in the form that both sides compute, so that they can compare signatures of it.
///
/// Print ``text`` to find out why two sides disagree; it holds the session token, so never log it.
public struct CanonicalRequest: Sendable, Hashable {
    /// Method, path, query, headers, names of the signed headers and hash of the body, one below the other.
    public let text: String

    /// The names of the signed headers, in lower case and sorted.
    public let signedHeaders: [String]

    /// The SHA-256 of ``text`` in hexadecimal digits.
    public let hash: String

    init(method: String, path: CanonicalPath, query: CanonicalQuery, headers: CanonicalHeaders, bodyHash: String) {
        let names = headers.names.joined(separator: ";")
        text = "\(method)\n\(path.encoded)\n\(query.encoded)\n\(headers.lines)\n\(names)\n\(bodyHash)"
        signedHeaders = headers.names
        hash = Hexadecimal.text(SHA256.hash(data: Array(text.utf8)))
    }

    /// What the signature is computed of.
    func stringToSign(at time: UTCTime, scope: CredentialScope) -> String {
        "\(AuthorizationHeader.algorithm)\n\(time.basic)\n\(scope)\n\(hash)"
    }
}

extension CanonicalRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The hash, because the text may hold a session token.
    public var description: String { "canonical request \(hash)" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror of the hash.
    public var customMirror: Mirror { Mirror(self, children: ["hash": hash]) }
}
