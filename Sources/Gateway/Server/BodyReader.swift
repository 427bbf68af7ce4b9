import AWSSigning
import HummingbirdCore
import NIOCore

/// Reads the body of a request, within a limit.
enum BodyReader {
    /// The length of the body that the head states; nil without one.
    static func statedLength(_ head: ReceivedHead) -> Int? {
        head["content-length"].flatMap { Int($0) }.map { max(0, $0) }
    }

    /// Refuses a body by its stated length, before anything of it is read.
    static func check(_ head: ReceivedHead, limit: Int) throws(GatewayRefusal) {
        guard statedLength(head) ?? 0 <= limit else { throw tooLarge(limit) }
    }

    /// Reads a body that nobody wants, within a limit: some clients take an answer that comes before they have sent their
    /// request for a broken connection.
    static func discard(_ body: RequestBody, limit: Int) async throws {
        var count = 0
        for try await buffer in body {
            count += buffer.readableBytes
            guard count <= limit else { return }
        }
    }

    private static func tooLarge(_ limit: Int) -> GatewayRefusal {
        GatewayRefusal(413, "RequestEntityTooLargeException", "The body has more than \(limit) bytes.")
    }

    /// The whole body with its hash.
    ///
    /// - Throws: ``GatewayRefusal`` for one that is too large, ``ConnectionClosed`` for one that breaks off.
    static func collect(
        _ body: RequestBody, head: ReceivedHead, limit: Int, in share: BodyRoom.Share
    ) async throws -> (bytes: [UInt8], hash: BodyHash) {
        let stated = statedLength(head)
        var bytes: [UInt8] = []
        for try await buffer in body {
            guard bytes.count + buffer.readableBytes <= limit else { throw tooLarge(limit) }
            try share.grow(by: buffer.readableBytes)
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        // A connection that ends within the body looks like the end of the body.
        if let stated, stated != bytes.count { throw ConnectionClosed() }
        return (bytes, BodyHash(of: bytes))
    }
}
