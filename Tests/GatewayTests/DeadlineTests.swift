import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Gateway

@Suite("A connection waits so long for its client, and no longer")
struct DeadlineTests {
    /// A connection whose clock goes on only when told to: 10 s for a head, 120 s for a body, 60 s idle or unread.
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handler: ConnectionDeadlines(limits: GatewayLimits()))
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    }

    private func pass(seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

    private func receive(_ part: HTTPRequestPart) throws { try channel.writeInbound(part) }

    private func send(_ part: HTTPResponsePart) throws { try channel.writeOutbound(part) }

    private let head = HTTPRequestPart.head(HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/"))

    @Test("For the first head ten seconds")
    func firstHead() {
        pass(seconds: 9)
        #expect(channel.isActive)
        pass(seconds: 1)
        #expect(!channel.isActive)
    }

    @Test("For a body two minutes, whatever comes meanwhile")
    func body() throws {
        try receive(head)
        for _ in 0..<11 {
            pass(seconds: 10)
            try receive(.body(ByteBuffer(string: "x")))
        }
        #expect(channel.isActive)
        pass(seconds: 10)
        #expect(!channel.isActive)
    }

    @Test("For the answer as long as it takes, and a minute for the next request")
    func answer() throws {
        try receive(head)
        try receive(.end(nil))
        pass(seconds: 100_000)
        #expect(channel.isActive)
        try send(.head(HTTPResponse(status: .ok)))
        try send(.end(nil))
        pass(seconds: 59)
        #expect(channel.isActive)
        pass(seconds: 1)
        #expect(!channel.isActive)
    }

    @Test("An answer that comes before the whole request leaves a minute for the rest of it")
    func earlyAnswer() throws {
        try receive(head)
        try send(.head(HTTPResponse(status: .forbidden)))
        try send(.end(nil))
        pass(seconds: 50)
        try receive(.end(nil))
        pass(seconds: 10)
        #expect(!channel.isActive)
    }

    @Test("A minute for an answer to be read on")
    func stalledReader() throws {
        try receive(head)
        try receive(.end(nil))
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        pass(seconds: 59)
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        pass(seconds: 59)
        #expect(channel.isActive)
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        pass(seconds: 60)
        #expect(!channel.isActive)
    }
}
