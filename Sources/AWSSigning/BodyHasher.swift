internal import Crypto

/// Hashes a body piece by piece while it arrives.
public struct BodyHasher: Sendable {
    private var hash = SHA256()

    /// A hasher before the first byte.
    public init() {}

    /// Takes more bytes.
    public mutating func update(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// The hash of all bytes so far.
    public func finish() -> BodyHash { BodyHash(hash.finalize()) }
}
