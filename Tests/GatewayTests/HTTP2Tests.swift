import AWSSigning
import BedrockEmulator
import BedrockRuntime
import Ledger
import LedgerSQLite
import Pricing
import Testing

@testable import Gateway

@Suite("HTTP/2 is served like HTTP/1.1, on the same port")
struct HTTP2Tests {
    private let path = "/model/us.anthropic.claude-sonnet-5/converse"

    @Test("Calls and streams are passed on and metered, many of them on one connection")
    func calls() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try await HTTP2Connection.with(served.gateway) { connection in
                let answers = try await withThrowingTaskGroup(of: HTTP2Connection.Answer.self) { group in
                    for number in 0..<20 {
                        let path = number.isMultiple(of: 2) ? path : path + "-stream"
                        group.addTask { try await connection.post(path, by: caller) }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(answers.map(\.status) == Array(repeating: 200, count: 20))
                #expect(answers.allSatisfy { $0.isComplete && !$0.body.isEmpty })
                #expect(answers.allSatisfy { $0.headers.contains { $0.name == "x-ledger-call-id" } })
                // And one of HTTP/1.1 beside it.
                #expect(try await caller.post(path, to: served.gateway.url).status == 200)
            }
            #expect(try await served.calls().count == 21)
            #expect(try await served.agrees())
        }
    }

    @Test("Refusals, errors and broken streams look as they do over HTTP/1.1")
    func failures() async throws {
        try await Served.with {
            $0.gateway.limits.bodyBytes = 1000
        } _: { served in
            let caller = try await served.key()
            try await HTTP2Connection.with(served.gateway) { connection in
                let stranger = try await connection.post(path, by: .nobody)
                #expect((stranger.status, stranger.errorType) == (403, "UnrecognizedClientException"))
                let other = try await connection.get("/guardrail/x")
                #expect((other.status, other.errorType) == (403, "AccessDeniedException"))
                let large = try await connection.post(path, by: caller, body: String(repeating: " ", count: 1001))
                #expect((large.status, large.errorType) == (413, "RequestEntityTooLargeException"))
                let many = try await connection.post(
                    path, by: caller, headers: (0..<120).map { HeaderField("x-\($0)", "1") })
                #expect((many.status, many.errorType) == (400, "ValidationException"))
                try served.emulator.enqueue(.init(.refuse(.throttle)))
                let throttled = try await connection.post(path, by: caller)
                #expect((throttled.status, throttled.errorType) == (429, "ThrottlingException"))
                try served.emulator.enqueue(.init(.cutStream(afterEvents: 2)))
                let cut = try await connection.post(path + "-stream", by: caller)
                #expect(cut.status == 200 && !cut.isComplete && !cut.body.isEmpty)
            }
        }
    }

    @Test("The authority is what Host is: a signature covers it, and a page elsewhere cannot name another")
    func authority() async throws {
        try await Served.with {
            $0.gateway.servesWithoutKeys = true
        } _: { served in
            try await HTTP2Connection.with(served.gateway) { connection in
                #expect(try await connection.post(path, by: .nobody).status == 200)
                let rebound = try await connection.post(
                    path, by: .nobody, headers: [HeaderField("origin", "https://evil.test")])
                #expect(rebound.errorType == "AccessDeniedException")
            }
            let caller = try await served.key()
            try await HTTP2Connection.with(served.gateway) { connection in
                #expect(try await connection.post(path, by: caller).status == 200)
                let elsewhere = try await connection.post(path, by: caller, signedFor: "127.0.0.1:1")
                #expect((elsewhere.status, elsewhere.errorType) == (403, "InvalidSignatureException"))
            }
        }
    }

    @Test("Whoever waits to be told gets 100 before the body is read")
    func expectation() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try await HTTP2Connection.with(served.gateway) { connection in
                let answer = try await connection.post(
                    path, by: caller, headers: [HeaderField("expect", "100-continue")])
                #expect(answer.informational == [100])
                #expect(answer.status == 200)
            }
        }
    }

    @Test("A flood of frames that are cheap to send ends the connection", arguments: HTTP2Frames.Kind.allCases)
    func floods(kind: HTTP2Frames.Kind) async throws {
        func frames(_ count: UInt32) -> [UInt8] {
            var frames = HTTP2Frames()
            for number in 1...count {
                let stream = 2 * number - 1
                switch kind {
                case .headers: frames.add(.headers, flags: 0x4, stream: stream, HTTP2Frames.health)
                case .reset:
                    frames.addRequest(stream: stream)
                    frames.add(.reset, stream: stream, [0, 0, 0, 8])
                case .settings: frames.add(.settings)
                case .ping: frames.add(.ping, Array(repeating: 7, count: 8))
                case .continuation:
                    if number == 1 { frames.add(.headers, flags: 0x1, stream: 1, HTTP2Frames.health) }
                    frames.add(.continuation, flags: number == count ? 0x4 : 0, stream: 1, [0, 1, 0x61, 1, 0x62])
                }
            }
            frames.addRequest(stream: 2 * count + 1)
            return frames.bytes
        }
        try await Served.with {
            $0.gateway.limits.idleTimeout = .milliseconds(100)
            $0.gateway.limits.bodyTimeout = .milliseconds(100)
        } _: { served in
            // A few are answered; then the connection is closed for lack of requests.
            let few = try await RawConnection.exchange([frames(3)], with: served.gateway)
            #expect(String(decoding: few, as: UTF8.self).contains(#"{"status":"ok"}"#))
            let many = try await RawConnection.exchange([frames(600)], with: served.gateway)
            // Those before the limit may have been answered, the last one was not.
            let answers = String(decoding: many, as: UTF8.self).ranges(of: #"{"status":"ok"}"#).count
            #expect(answers < (kind == .reset ? 600 : 1))
        }
    }

    @Test("What is neither protocol, and a preface that comes slowly, are told apart")
    func detection() async throws {
        try await Served.with {
            $0.gateway.limits.idleTimeout = .milliseconds(100)
        } _: { served in
            var frames = HTTP2Frames()
            frames.addRequest(stream: 1)
            let slow = try await RawConnection.exchange(
                [Array(frames.bytes.prefix(10)), Array(frames.bytes.dropFirst(10))], with: served.gateway)
            #expect(String(decoding: slow, as: UTF8.self).contains(#"{"status":"ok"}"#))
            let other = try await RawConnection.exchange("PRI * HTTP/2.1\r\n\r\n", with: served.gateway)
            #expect(other.hasPrefix("HTTP/1.1 4") || other.isEmpty)
        }
    }

    @Test("A client that resets a stream does not stop the metering, and one that closes its side is let go of")
    func departure() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try served.emulator.enqueue(.init(.slow(.milliseconds(5))))
            try await HTTP2Connection.with(served.gateway) { connection in
                let answer = try await connection.post(path + "-stream", by: caller, reading: 1)
                #expect(!answer.isComplete && !answer.body.isEmpty)
                // The connection goes on.
                #expect(try await connection.get("/healthz").status == 200)
                try await connection.closeOutput()
                // With an idle time of a minute, it is the client's end that ends it.
                try await connection.closed()
            }
            let calls = try await served.calls()
            #expect(calls.map(\.isEstimated) == [false])
            #expect(try await served.agrees())
        }
    }
}
