/// What signing a request gives.
public struct RequestSignature: Sendable, Hashable {
    /// The headers to send, in place of headers of the same names: `X-Amz-Date`, `X-Amz-Security-Token` and
    /// `X-Amz-Content-SHA256` where they apply, `Authorization`.
    public let headers: [HeaderField]

    /// The value of the `Authorization` header.
    public let authorization: String

    /// The signature in 64 lower-case hexadecimal digits.
    public let signature: String

    /// What the signature was computed of, by way of the canonical request.
    public let stringToSign: String

    /// The canonical request; print its text where two sides disagree.
    public let canonicalRequest: CanonicalRequest
}

extension RequestSignature: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The names of the signed headers; a signature is as good as a secret while it is fresh.
    public var description: String {
        "signature of \(canonicalRequest.signedHeaders.joined(separator: ", "))"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror of the canonical request.
    public var customMirror: Mirror { Mirror(self, children: ["canonicalRequest": canonicalRequest]) }
}
