import AWSSigning
import BedrockRuntime
import Gateway
import HTTPTypes
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2
import NIOPosix
import Testing

/// A connection of HTTP/2 without TLS, as clients make it that know what the other side speaks.
struct HTTP2Connection: Sendable {
    /// An answer; the bytes that came before a stream was reset, where it was.
    struct Answer {
        var status = 0
        var headers: [HeaderField] = []
        var body: [UInt8] = []
        /// The statuses that came before the answer, as 100.
        var informational: [Int] = []
        var isComplete = false

        var errorType: String? { headers.value(of: "x-amzn-errortype").map { String($0.prefix { $0 != ":" }) } }
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let channel: any Channel
    private let multiplexer: NIOHTTP2Handler.AsyncStreamMultiplexer<Void>
    private let authority: String

    /// Connects, works, and closes.
    static func with(_ address: GatewayAddress, _ work: (HTTP2Connection) async throws -> Void) async throws {
        let (channel, multiplexer) = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.minutes(5))
            .connect(to: SocketAddress(ipAddress: address.host, port: address.port)) { channel in
                channel.configureAsyncHTTP2Pipeline(mode: .client) { $0.eventLoop.makeSucceededVoidFuture() }
                    .map { (channel, $0) }
            }
        do {
            try await work(
                HTTP2Connection(
                    channel: channel, multiplexer: multiplexer, authority: "\(address.host):\(address.port)"))
            try? await channel.close()
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// Tells the other side that nothing more will come.
    func closeOutput() async throws { try await channel.close(mode: .output) }

    /// Waits until the other side closes.
    func closed() async throws { try await channel.closeFuture.get() }

    /// Sends a request and reads its answer.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - caller: Who signs it.
    ///   - host: The host that is signed; the one that is called unless given.
    ///   - body: The body.
    ///   - headers: Headers that are not signed.
    ///   - pieces: After how many pieces of the answer's body the stream is reset; it is read to its end unless given.
    /// - Returns: The answer.
    /// - Throws: Why the stream could not be opened.
    func post(
        _ path: String, by caller: Caller, signedFor host: String? = nil, body: String = Caller.question,
        headers: [HeaderField] = [], reading pieces: Int = .max
    ) async throws -> Answer {
        let fields = try caller.fields(path, host: host ?? authority, body: body).dropFirst() + headers
        var request = HTTPRequest(method: .post, scheme: "http", authority: authority, path: path)
        for field in fields {
            request.headerFields.append(HTTPField(name: try #require(HTTPField.Name(field.name)), value: field.value))
        }
        return try await send(request, body: body, reading: pieces)
    }

    /// Sends a request without a body.
    func get(_ path: String, authority: String? = nil) async throws -> Answer {
        try await send(
            HTTPRequest(method: .get, scheme: "http", authority: authority ?? self.authority, path: path), body: "",
            reading: .max)
    }

    private func send(_ request: HTTPRequest, body: String, reading pieces: Int) async throws -> Answer {
        let stream = try await multiplexer.openStream { stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.pipeline.syncOperations.addHandler(HTTP2FramePayloadToHTTPClientCodec())
                return try NIOAsyncChannel<HTTPResponsePart, HTTPRequestPart>(wrappingChannelSynchronously: stream)
            }
        }
        return try await stream.executeThenClose { inbound, outbound in
            var answer = Answer()
            var rest = pieces
            do {
                try await outbound.write(.head(request))
                if !body.isEmpty { try await outbound.write(.body(ByteBuffer(string: body))) }
                try await outbound.write(.end(nil))
                for try await part in inbound {
                    switch part {
                    case .head(let head) where head.status.kind == .informational:
                        answer.informational.append(head.status.code)
                    case .head(let head):
                        answer.status = head.status.code
                        answer.headers = head.headerFields.map { HeaderField($0.name.canonicalName, $0.value) }
                    case .body(let buffer):
                        answer.body += Array(buffer: buffer)
                        rest -= 1
                        if rest == 0 { return answer }
                    case .end: answer.isComplete = true
                    }
                }
            } catch {
                // The stream was reset; what came before it stays.
            }
            return answer
        }
    }
}
