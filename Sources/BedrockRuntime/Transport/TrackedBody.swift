import NIOCore
import Synchronization

/// A request's body that knows how much of it the connection has taken.
///
/// A service cannot act on a request whose body, of a length that was announced, it has not got whole: so as long as the
/// last part was not handed over, a failure left no trace on the bill.
final class TrackedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    /// The size of the parts in which a body is handed over.
    static let partBytes = 256 << 10

    private let bytes: [UInt8]
    private let wasHandedOver = Mutex(false)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether the connection has taken the last part.
    var isHandedOver: Bool { wasHandedOver.withLock { $0 } }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    struct Iterator: AsyncIteratorProtocol {
        let body: TrackedBody
        var offset = 0

        mutating func next() async -> ByteBuffer? {
            guard offset < body.bytes.count else { return nil }
            let part = body.bytes[offset..<Swift.min(offset + TrackedBody.partBytes, body.bytes.count)]
            offset = part.endIndex
            if offset == body.bytes.count { body.wasHandedOver.withLock { $0 = true } }
            return ByteBuffer(bytes: part)
        }
    }
}
