internal import Crypto

/// A text that must not be shown: a secret key, a session token.
///
/// It is kept in memory that is wiped when the last copy goes. What Swift does not wipe is the `String` that it was made
/// from and those that ``revealed()`` gives, so let these live short. No description, debug description or mirror shows it,
/// and two secrets are compared in a time that does not depend on where they differ.
public struct Secret: Sendable, Equatable {
    private let storage: SymmetricKey

    /// Keeps a text secret.
    public init(_ text: String) {
        var text = text
        storage = text.withUTF8 { SymmetricKey(data: UnsafeRawBufferPointer($0)) }
    }

    /// The text itself, for the one place that has to send or store it.
    public func revealed() -> String {
        storage.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the text has no characters.
    public var isEmpty: Bool { storage.bitCount == 0 }

    /// Compares digests, in constant time, so that not even the lengths are told.
    public static func == (left: Secret, right: Secret) -> Bool {
        left.digest == right.digest
    }

    private var digest: SHA256.Digest {
        storage.withUnsafeBytes { bytes in
            var hash = SHA256()
            hash.update(bufferPointer: bytes)
            return hash.finalize()
        }
    }

    /// A key of these bytes after a prefix; the copy that this takes is overwritten.
    func key(prefix: StaticString) -> SymmetricKey {
        let prefixBytes = UnsafeRawBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
        return storage.withUnsafeBytes { secret in
            withUnsafeTemporaryAllocation(byteCount: prefixBytes.count + secret.count, alignment: 1) { buffer in
                defer { _ = buffer.initializeMemory(as: UInt8.self, repeating: 0) }
                buffer.copyBytes(from: prefixBytes)
                UnsafeMutableRawBufferPointer(rebasing: buffer[prefixBytes.count...]).copyBytes(from: secret)
                return SymmetricKey(data: UnsafeRawBufferPointer(buffer))
            }
        }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A stand-in that is the same for all secrets.
    public var description: String { "«secret»" }
    /// A stand-in that is the same for all secrets.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
