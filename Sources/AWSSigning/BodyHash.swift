internal import Crypto

/// The SHA-256 of a request's body.
public struct BodyHash: Sendable, Hashable, CustomStringConvertible {
    /// The hash in 64 lower-case hexadecimal digits.
    public let hexadecimal: String

    /// The hash of a body that is in memory.
    public init(of body: [UInt8]) {
        var hasher = BodyHasher()
        hasher.update(body.span.bytes)
        self = hasher.finish()
    }

    init(_ digest: SHA256.Digest) {
        hexadecimal = Hexadecimal.text(digest)
    }

    /// The hash of no body.
    public static let empty = BodyHash(of: [])

    /// The hash in hexadecimal digits.
    public var description: String { hexadecimal }
}
