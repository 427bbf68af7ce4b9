import BedrockLedger
import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing
import Retry
import Testing

@Suite("A streamed call")
struct StreamTests {
    private func stream(_ desk: Desk) async throws -> ConverseStream {
        try await desk.client.converseStream(model: Desk.model, messages: [.user("Hi")], maxTokens: 500)
    }

    @Test("gives its pieces in order, then the whole answer with its cost")
    func whole() async throws {
        try await Desk.with(ScriptedSender(.stream(Answers.stream()))) { desk in
            let stream = try await stream(desk)
            var text = ""
            for try await piece in stream.text { text += piece }
            #expect(text == "Hello.")
            let completion = try await stream.completion()
            #expect(completion.text == "Hello.")
            #expect(completion.stopReason == .endTurn)
            #expect(completion.usage.outputTokens == 100)
            #expect(completion.costUSD == Desk.usualCost)
            #expect(try await desk.statuses == [.succeeded])
        }
    }

    @Test("is the same however its bytes are cut", arguments: [1, 7, 64, 4096])
    func cuts(size: Int) async throws {
        let bytes = Answers.stream().flatMap { $0 }
        let chunks = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
        try await Desk.with(ScriptedSender(.stream(chunks))) { desk in
            let completion = try await stream(desk).completion()
            #expect(completion.text == "Hello.")
            #expect(completion.costUSD == Desk.usualCost)
        }
    }

    @Test("that ends without its metadata is an error, and is charged with what was held")
    func withoutMetadata() async throws {
        try await Desk.with(ScriptedSender(.stream(Answers.stream(metadata: false)))) { desk in
            let stream = try await stream(desk)
            await #expect(throws: BedrockError.self) { for try await _ in stream {} }
            let call = try #require(try await desk.calls.first)
            #expect(call.call.status == .ambiguous)
            #expect(call.isEstimated)
            #expect(call.call.requestID == "request-1")
            #expect((call.breakdown?.total ?? .zero) >= Desk.usualCost)
        }
    }

    @Test("whose connection breaks hands out what came, then the error", arguments: [1, 3, 5])
    func broken(after count: Int) async throws {
        let frames = Array(Answers.stream().prefix(count))
        try await Desk.with(ScriptedSender(.stream(frames, breaks: true))) { desk in
            let stream = try await stream(desk)
            var events = 0
            await #expect(throws: BedrockError.self) { for try await _ in stream { events += 1 } }
            #expect(events == count)
            #expect(try await desk.estimates == [true])
        }
    }

    @Test("whose connection breaks after its last event has its true cost")
    func brokenAtTheEnd() async throws {
        try await Desk.with(ScriptedSender(.stream(Answers.stream(), breaks: true))) { desk in
            let stream = try await stream(desk)
            await #expect(throws: BedrockError.self) { for try await _ in stream {} }
            let call = try #require(try await desk.calls.first)
            #expect(call.breakdown?.total == Desk.usualCost)
            #expect(!call.isEstimated)
        }
    }

    @Test("that is refused by its first frame is retried, and costs nothing if that does not help")
    func refusedAtOnce() async throws {
        let throttle = Answers.exception("throttlingException", "Too many requests, please wait before trying again.")
        try await Desk.with(ScriptedSender(.stream([throttle]), .stream(Answers.stream()))) { desk in
            let completion = try await stream(desk).completion()
            #expect(completion.call.attempts.map(\.outcome) == [.throttled, .succeeded])
        }
        let refusals = ScriptedSender(.stream([throttle]), .stream([throttle]), .stream([throttle]))
        try await Desk.with(refusals) { (desk) async throws in
            await #expect(throws: RetryExhausted.self) { try await stream(desk) }
            #expect(try await desk.totals == [.zero])
        }
    }

    @Test("with an exception in its middle is not retried, and is charged with what was held")
    func exceptionWithin() async throws {
        let frames = Answers.stream().prefix(2) + [Answers.exception("modelStreamErrorException", "the model fell")]
        try await Desk.with(ScriptedSender(.stream(Array(frames)))) { desk in
            let stream = try await stream(desk)
            let error = await #expect(throws: BedrockError.self) { for try await _ in stream {} }
            #expect(error?.code == "ModelStreamErrorException")
            #expect(error?.phase == .streaming)
            #expect(try await desk.statuses == [.ambiguous])
            #expect(desk.sender.sent.count == 1)
        }
    }

    @Test("whose frame is damaged is an error that names the byte")
    func damaged() async throws {
        var frames = Answers.stream()
        frames[2][20] ^= 1
        try await Desk.with(ScriptedSender(.stream(frames))) { desk in
            let stream = try await stream(desk)
            let error = await #expect(throws: BedrockError.self) { for try await _ in stream {} }
            #expect(error?.message.contains("damaged") == true)
            #expect(try await desk.estimates == [true])
        }
    }

    @Test("that its reader leaves early is read to its end, and recorded as aborted with its true cost")
    func leftEarly() async throws {
        let (bytes, feed) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        try await Desk.with(ScriptedSender(.fed(bytes))) { desk in
            let frames = Answers.stream()
            for frame in frames.prefix(2) { feed.yield(frame) }
            let stream = try await stream(desk)
            for try await event in stream where event.text != nil { break }
            stream.cancel()
            for frame in frames.dropFirst(2) { feed.yield(frame) }
            feed.finish()
            let completion = try await stream.completion()
            #expect(completion.call.status == .aborted)
            #expect(completion.costUSD == Desk.usualCost)
            #expect(completion.text == "Hello.")
            #expect(try await desk.estimates == [false])
        }
    }

    @Test("that is held and not read does not hold up the client's end")
    func heldUnread() async throws {
        let long = Answers.event(
            "contentBlockDelta",
            #"{"contentBlockIndex":0,"delta":{"text":"\#(String(repeating: "x", count: 400_000))"}}"#)
        let frames = Answers.stream().prefix(3) + [long, long, long] + Answers.stream().suffix(3)
        try await Desk.with(ScriptedSender(.stream(Array(frames)))) { desk in
            let stream = try await stream(desk)
            await desk.client.metering.finish()
            #expect(try await desk.statuses == [.succeeded])
            var bytes = 0
            for try await text in stream.text { bytes += text.utf8.count }
            #expect(bytes == 1_200_006)
        }
    }

    @Test("that nobody holds any more is read to its end too")
    func forgotten() async throws {
        try await Desk.with(ScriptedSender(.stream(Answers.stream()))) { desk in
            _ = try await stream(desk)
            await desk.client.metering.finish()
            let call = try #require(try await desk.calls.first)
            #expect(call.breakdown?.total == Desk.usualCost)
        }
    }

    @Test("that its reader leaves and that then stalls is charged with what was held once the limit is reached")
    func stalled() async throws {
        let (bytes, feed) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        var options = Desk.options()
        options.drain.duration = .zero
        try await Desk.with(ScriptedSender(.fed(bytes)), options: options) { desk in
            for frame in Answers.stream().prefix(2) { feed.yield(frame) }
            let stream = try await stream(desk)
            stream.cancel()
            await desk.client.metering.finish()
            let call = try #require(try await desk.calls.first)
            #expect(call.call.status == .aborted)
            #expect(call.isEstimated)
        }
        feed.finish()
    }

    @Test("of which more comes than the limit, after its reader left, is given up")
    func tooLong() async throws {
        let (bytes, feed) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        var options = Desk.options()
        options.drain.bytes = 1000
        try await Desk.with(ScriptedSender(.fed(bytes)), options: options) { desk in
            feed.yield(Answers.stream()[0])
            let stream = try await stream(desk)
            stream.cancel()
            for _ in 0..<100 { feed.yield(Answers.stream()[1]) }
            await desk.client.metering.finish()
            #expect(try await desk.estimates == [true])
        }
        feed.finish()
    }

    @Test("whose reading task is cancelled ends at once for the reader")
    func cancelled() async throws {
        let (bytes, feed) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        try await Desk.with(ScriptedSender(.fed(bytes))) { desk in
            feed.yield(Answers.stream()[0])
            let stream = try await stream(desk)
            let reading = Task { for try await _ in stream {} }
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            for frame in Answers.stream().dropFirst() { feed.yield(frame) }
            feed.finish()
            await desk.client.metering.finish()
            #expect(try await desk.statuses == [.aborted])
        }
    }

    @Test("has wishes for tools put together from their pieces")
    func tools() async throws {
        let frames = [
            Answers.event("messageStart", #"{"role":"assistant"}"#),
            Answers.event(
                "contentBlockStart",
                #"{"contentBlockIndex":0,"start":{"toolUse":{"name":"weather","toolUseId":"t1"}}}"#),
            Answers.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"toolUse":{"input":"{\"ci"}}}"#),
            Answers.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"toolUse":{"input":"ty\":1}"}}}"#),
            Answers.event("contentBlockStop", #"{"contentBlockIndex":0}"#),
            Answers.event("messageStop", #"{"stopReason":"tool_use"}"#), Answers.stream()[5],
        ]
        try await Desk.with(ScriptedSender(.stream(frames))) { desk in
            let completion = try await stream(desk).completion()
            let use = try #require(completion.toolUses.first)
            #expect(use.name == "weather")
            #expect(use.input["city"]?.integer == 1)
            #expect(completion.stopReason == .toolUse)
        }
    }
}
