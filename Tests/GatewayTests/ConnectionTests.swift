import BedrockEmulator
import HTTPTypes
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTP2
import Testing

@testable import Gateway

@Suite("A connection finds its protocol, and ends when it should")
struct ConnectionTests {
    private static let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

    /// What a detector decided, and what came through it.
    private final class Decision {
        var isHTTP2: Bool?
    }

    @Test(
        "The first bytes tell, whatever the pieces they come in",
        arguments: [
            (preface + "frames", true), ("GET / HTTP/1.1\r\n", false), ("PRI * HTTP/2.1\r\n\r\nSM\r\n\r\n", false),
            ("P", nil), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r", nil), ("\r\n", false),
        ], [1, 5, 1000])
    func detection(sample: (bytes: String, isHTTP2: Bool?), size: Int) throws {
        let channel = EmbeddedChannel()
        let decision = Decision()
        let detector = ProtocolDetector<Bool>(on: channel.eventLoop) { isHTTP2 in
            decision.isHTTP2 = isHTTP2
            return isHTTP2
        }
        try channel.pipeline.syncOperations.addHandler(detector)
        var rest = Substring(sample.bytes).utf8
        while !rest.isEmpty {
            try channel.writeInbound(ByteBuffer(bytes: rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(decision.isHTTP2 == sample.isHTTP2)
        var passed = ""
        while let buffer = try channel.readInbound(as: ByteBuffer.self) { passed += String(buffer: buffer) }
        #expect(passed == (sample.isHTTP2 == nil ? "" : sample.bytes))
        _ = try? channel.finish()
        let result = Result { try detector.result.wait() }
        #expect((try? result.get()) == sample.isHTTP2)
    }

    @Test("The first request has its time from the connection on, whatever the protocol takes of it")
    func opening() throws {
        let channel = EmbeddedChannel(handler: OpeningDeadline(.uptimeNanoseconds(10_000_000_000)))
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
        let other = EmbeddedChannel(
            handler: ConnectionDeadlines(limits: GatewayLimits(), firstHead: .uptimeNanoseconds(3_000_000_000)))
        other.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        other.embeddedEventLoop.advanceTime(by: .seconds(3))
        #expect(!other.isActive)
    }

    /// A connection of HTTP/2 whose clock goes on only when told to.
    private func http2() throws -> (EmbeddedChannel, HTTP2Lifetime) {
        let lifetime = HTTP2Lifetime(limits: GatewayLimits(), firstRequest: .uptimeNanoseconds(10_000_000_000))
        let channel = EmbeddedChannel(handler: lifetime)
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        return (channel, lifetime)
    }

    private func isToldToLeave(_ channel: EmbeddedChannel) throws -> Bool {
        guard let frame = try channel.readOutbound(as: HTTP2Frame.self), case .goAway = frame.payload else {
            return false
        }
        return true
    }

    @Test("A connection of HTTP/2 without a request is told so, and closed")
    func idle() throws {
        let (channel, lifetime) = try http2()
        channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        lifetime.streamOpened()
        channel.embeddedEventLoop.advanceTime(by: .seconds(100_000))
        #expect(channel.isActive)
        lifetime.streamClosed()
        channel.embeddedEventLoop.advanceTime(by: .seconds(59))
        #expect(try !isToldToLeave(channel))
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try isToldToLeave(channel) && channel.isActive)
        // One that was on its way is answered still.
        lifetime.streamOpened()
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(channel.isActive)
        lifetime.streamClosed()
        channel.embeddedEventLoop.advanceTime(by: HTTP2Lifetime.leaveTaking)
        #expect(!channel.isActive)
    }

    @Test("A connection of HTTP/2 that never has a request is closed")
    func silent() throws {
        let (channel, _) = try http2()
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(try isToldToLeave(channel))
        channel.embeddedEventLoop.advanceTime(by: HTTP2Lifetime.leaveTaking)
        #expect(!channel.isActive)
    }

    @Test("A client of HTTP/2 that has closed its side is waited for no longer than it is answered", arguments: [0, 2])
    func halfClosed(streams: Int) throws {
        let (channel, lifetime) = try http2()
        for _ in 0..<streams { lifetime.streamOpened() }
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(channel.isActive == (streams > 0))
        for _ in 0..<streams { lifetime.streamClosed() }
        #expect(!channel.isActive)
    }

    @Test("A gateway that stops lets requests of HTTP/2 end")
    func stopping() throws {
        let (channel, lifetime) = try http2()
        lifetime.streamOpened()
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(try isToldToLeave(channel) && channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(100_000))
        #expect(channel.isActive)
        lifetime.streamClosed()
        channel.embeddedEventLoop.advanceTime(by: HTTP2Lifetime.leaveTaking)
        #expect(!channel.isActive)
    }

    @Test(
        "A connection of HTTP/1 ends with the answer where its client asks for that, however it is written",
        arguments: [
            ("HTTP/1.1", "Connection: close", true), ("HTTP/1.1", "connection: Close", true),
            ("HTTP/1.1", "Connection: keep-alive, CLOSE", true), ("HTTP/1.0", "X: y", true),
            ("HTTP/1.0", "Connection: Keep-Alive", false), ("HTTP/1.1", "X: y", false),
        ])
    func persistence(version: String, header: String, isLast: Bool) async throws {
        try await Served.with {
            $0.gateway.limits.idleTimeout = .seconds(isLast ? 3600 : 0)
        } _: { served in
            // It returns once the gateway closes the connection.
            let answer = try await RawConnection.exchange(
                "GET /healthz \(version)\r\nHost: x\r\n\(header)\r\n\r\n", with: served.gateway)
            #expect(answer.hasPrefix("\(version) 200"))
            #expect(answer.lowercased().contains("connection: close") == isLast)
            #expect(answer.hasSuffix(#"{"status":"ok"}"#))
        }
    }

    @Test("A stream over HTTP/1.0 comes without chunks")
    func oldStream() async throws {
        try await Served.with {
            $0.gateway.servesWithoutKeys = true
        } _: { served in
            let body = Caller.question
            let answer = try await RawConnection.exchange(
                [
                    Array(
                        ("POST /model/us.anthropic.claude-sonnet-5/converse-stream HTTP/1.0\r\nHost: 127.0.0.1\r\n"
                            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)").utf8)
                ], with: served.gateway)
            let text = String(decoding: answer, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.0 200"))
            #expect(!text.lowercased().contains("transfer-encoding"))
            #expect(text.contains("messageStop"))
        }
    }

    @Test("Whoever asks whether to send a body is told so only where there is room for it")
    func expectation() async throws {
        func ask(_ served: Served) async throws -> String {
            let token = try await served.key().token
            let body = Caller.question
            let head =
                "POST /model/us.anthropic.claude-sonnet-5/converse HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer \(token)\r\n"
                + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
            return try await RawConnection.exchange([head, body], with: served.gateway) {}
        }
        try await Served.with {
            $0.gateway.limits.bufferedBytes = 10
        } _: { served in
            let refused = try await ask(served)
            #expect(refused.hasPrefix("HTTP/1.1 503"))
            #expect(served.emulator.account.callCount == 0)
        }
        try await Served.with { served in
            let answer = try await ask(served)
            #expect(answer.hasPrefix("HTTP/1.1 100") && answer.contains("HTTP/1.1 200"))
        }
    }
}
