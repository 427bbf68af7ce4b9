import AWSSigning
import HummingbirdCore
import NIOCore

/// Reads the body of a request, within a limit.
enum BodyReader {
    /// The whole body with its hash.
    ///
    /// - Throws: ``GatewayRefusal`` for one that is too large, ``ConnectionClosed`` for one that breaks off.
    static func collect(
        _ body: RequestBody, head: ReceivedHead, limit: Int
    ) async throws -> (bytes: [UInt8], hash: BodyHash) {
        let tooLarge = GatewayRefusal(
            413, "RequestEntityTooLargeException", "The body has more than \(limit) bytes.")
        let stated = head["content-length"].flatMap { Int($0) }
        guard stated ?? 0 <= limit else { throw tooLarge }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(stated ?? 0)
        for try await buffer in body {
            guard bytes.count + buffer.readableBytes <= limit else { throw tooLarge }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        // A connection that ends within the body looks like the end of the body.
        if let stated, stated != bytes.count { throw ConnectionClosed() }
        return (bytes, BodyHash(of: bytes))
    }
}
