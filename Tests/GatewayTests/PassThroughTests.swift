import AWSSigning
import BedrockEmulator
import BedrockRuntime
import Ledger
import Pricing
import Testing

@testable import Gateway

@Suite("What the service answers reaches the client byte for byte")
struct PassThroughTests {
    private static let invocation =
        #"{"anthropic_version":"bedrock-2023-05-31","max_tokens":50,"#
        + #""messages":[{"role":"user","content":"Hi [[tokens:30]]"}]}"#

    @Test(
        "Bodies, streams and headers are those of the emulator",
        arguments: [
            ("converse", Caller.question), ("converse-stream", Caller.question), ("invoke", invocation),
            ("invoke-with-response-stream", invocation),
            ("count-tokens", #"{"input":{"converse":\#(Caller.question)}}"#),
        ])
    func equality(operation: String, body: String) async throws {
        let path = "/model/us.anthropic.claude-sonnet-5/\(operation)"
        // Another emulator of the same seed gives the same answer to the same first request.
        let direct = try await withEmulator { _, address in
            try await Caller.nobody.post(path, to: address.url, body: body)
        }
        try await Served.with { served in
            let caller = try await served.key()
            let passed = try await caller.post(path, to: served.gateway.url, body: body)
            #expect(passed.status == 200)
            #expect(passed.body == direct.body)
            for name in ["content-type", "x-amzn-requestid"]
                + direct.headers.map(\.name).filter({
                    $0.lowercased().hasPrefix("x-amzn-bedrock-")
                })
            {
                #expect(passed.headers.value(of: name) == direct.headers.value(of: name), "\(name)")
            }
            #expect(passed.headers.value(of: "x-ledger-call-id") != nil)
            let isWhole = !operation.contains("stream")
            #expect((passed.headers.value(of: "x-ledger-cost-usd") != nil) == isWhole)
            let call = try #require(try await served.calls().first)
            #expect(call.call.id == passed.headers.value(of: "x-ledger-call-id"))
            #expect(call.call.attribution.team == "search")
            #expect(try await served.agrees())
        }
    }

    @Test(
        "Errors keep their status, type, message and request id",
        arguments: [EmulatorRefusal.throttle, .unavailable, .internal, .validation, .modelError])
    func errors(refusal: EmulatorRefusal) async throws {
        let path = "/model/us.anthropic.claude-sonnet-5/converse"
        let direct = try await withEmulator { emulator, address in
            try emulator.enqueue(.init(.refuse(refusal)))
            return try await Caller.nobody.post(path, to: address.url)
        }
        try await Served.with { served in
            try served.emulator.enqueue(.init(.refuse(refusal)))
            let passed = try await served.key().post(path, to: served.gateway.url)
            #expect(passed.status == direct.status)
            #expect(passed.body == direct.body)
            for name in ["x-amzn-errortype", "x-amzn-requestid", "content-type"] {
                #expect(passed.headers.value(of: name) == direct.headers.value(of: name), "\(name)")
            }
            #expect(try await served.calls().map(\.call.status) == [.failed])
        }
    }

    @Test("An exception within a stream is passed on and ends it; a stream that breaks off is seen to break off")
    func brokenStreams() async throws {
        let path = "/model/us.anthropic.claude-sonnet-5/converse-stream"
        try await Served.with { served in
            let caller = try await served.key()
            try served.emulator.enqueue(.init(.streamException(afterEvents: 2, type: "throttlingException")))
            let ended = try await caller.post(path, to: served.gateway.url)
            #expect(ended.text.contains("throttlingException"))
            try served.emulator.enqueue(.init(.cutStream(afterEvents: 2)))
            let cut = try await caller.open(path, to: served.gateway.url)
            await #expect(throws: (any Error).self) { _ = try await cut.body.collect(upTo: 1 << 20) }
            let calls = try await served.calls()
            #expect(calls.map(\.call.status) == [.ambiguous, .ambiguous])
            #expect(calls.map(\.isEstimated) == [true, true])
        }
    }

    @Test("A stream that begins with an exception is the error that it stands for")
    func refusedStream() async throws {
        let path = "/model/us.anthropic.claude-sonnet-5/converse-stream"
        try await Served.with { served in
            try served.emulator.enqueue(.init(.streamException(afterEvents: 0, type: "throttlingException")))
            let reply = try await served.key().post(path, to: served.gateway.url)
            #expect((reply.status, reply.errorType) == (429, "ThrottlingException"))
            #expect(try await served.calls().map(\.call.status) == [.failed])
        }
    }

    @Test("An answer that was lost, and a service that is not there, have the form of the service's errors")
    func lost() async throws {
        let path = "/model/us.anthropic.claude-sonnet-5/converse"
        try await Served.with { served in
            let caller = try await served.key()
            try served.emulator.enqueue(.init(.loseResponse))
            let lost = try await caller.post(path, to: served.gateway.url)
            #expect(lost.status == 502)
            #expect(lost.errorType == "InternalServerException")
            #expect(lost.headers.value(of: "x-should-retry") == "false")
            #expect(try await served.calls().map(\.isEstimated) == [true])
        }
    }

    @Test("A client that goes away in the middle of a stream does not stop the metering")
    func departure() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            // As long as the gateway has to read on, the client has gone.
            try served.emulator.enqueue(.init(.slow(.milliseconds(5))))
            let path = "/model/us.anthropic.claude-sonnet-5/converse-stream"
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let response = try await caller.open(path, to: served.gateway.url)
                    var chunks = response.body.makeAsyncIterator()
                    _ = try await chunks.next()
                }
                try await group.waitForAll()
            }
            let calls = try await served.calls()
            #expect(calls.count == 1)
            #expect(calls.first?.isEstimated == false)
            #expect(try await served.agrees())
        }
    }
}
