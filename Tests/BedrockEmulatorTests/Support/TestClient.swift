import BedrockEmulator
import NIOCore
import NIOHTTP1
import NIOPosix

/// A client that hides nothing: one connection a request, and what came of it.
enum TestClient {
    /// The connection ended before a response began.
    struct NoResponse: Error, Equatable {}

    private typealias Channel = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    /// Sends a request and reads its response.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - address: Where the emulator listens.
    ///   - enough: How many bytes of the body are read before the connection is closed; nil for all.
    /// - Returns: The response, as far as it came.
    /// - Throws: ``NoResponse``, or why there is no connection.
    static func send(
        _ request: TestRequest, to address: EmulatorAddress, enough: Int? = nil
    ) async throws -> TestResponse {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            // A busy machine may take its time to accept.
            .connectTimeout(.minutes(5))
            // Not by name: names are looked up on threads that the sweeps of other suites may keep busy for long.
            .connect(to: SocketAddress(ipAddress: address.host, port: address.port)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try Channel(wrappingChannelSynchronously: channel)
                }
            }
        let response = await withResponse(of: request, over: channel, host: "\(address.host):\(address.port)", enough)
        guard let response else { throw NoResponse() }
        return response
    }

    private static func withResponse(
        of request: TestRequest, over channel: Channel, host: String, _ enough: Int?
    ) async -> TestResponse? {
        var response: TestResponse?
        do {
            try await channel.executeThenClose { inbound, outbound in
                var head = HTTPRequestHead(
                    version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: request.target)
                let hasHost = request.headers.contains { $0.name.lowercased() == "host" }
                for (name, value) in (hasHost ? [] : [("Host", host)]) + request.headers {
                    head.headers.add(name: name, value: value)
                }
                head.headers.add(name: "Content-Length", value: String(request.body.count))
                head.headers.add(name: "Connection", value: "close")
                try await outbound.write(.head(head))
                try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: request.body))))
                try await outbound.write(.end(nil))
                for try await part in inbound {
                    switch part {
                    case .head(let head):
                        response = TestResponse(
                            status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) })
                    case .body(let buffer):
                        response?.body.append(contentsOf: buffer.readableBytesView)
                        if let enough, response?.body.count ?? 0 >= enough { return }
                    case .end:
                        response?.isComplete = true
                        return
                    }
                }
            }
        } catch {
            // A connection that breaks is what many tests are about; what came before is in the response.
        }
        return response
    }
}
