import AWSSigning
import BedrockRuntime
import Ledger
import Retry
import Testing

@testable import BedrockLedger

@Suite("Readers of an answer")
struct ReaderTests {
    @Test("that wait for a part are told when somebody else wants the end alone")
    func overtaken() async throws {
        let handoff = Handoff()
        let reading = Task { try await handoff.next() }
        let ending = Task {
            // The reader waits by the time that its wait can be refused.
            while !(try await Self.isRefused(handoff)) { await Task.yield() }
            return try await handoff.end()
        }
        await #expect(throws: CancellationError.self) { _ = try await reading.value }
        handoff.finish(ExchangeEnd())
        #expect(try await ending.value.failure == nil)
    }

    /// A second wait for a part is refused while the first one waits.
    private static func isRefused(_ handoff: Handoff) async throws -> Bool {
        do {
            _ = try await handoff.next()
            return false
        } catch is CancellationError {
            return true
        }
    }

    @Test("that wait for the head all get it")
    func heads() async throws {
        let handoff = Handoff()
        async let first = handoff.head()
        async let second = handoff.head()
        handoff.deliver(ResponseHead(status: 200, headers: []))
        #expect(try await first.status == 200)
        #expect(try await second.status == 200)
    }

    @Test("that give up waiting for the end are let go at once")
    func impatient() async throws {
        let handoff = Handoff()
        let waiting = Task { try await handoff.end() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { _ = try await waiting.value }
        #expect(handoff.isAbandoned)
        handoff.finish(ExchangeEnd())
    }

    @Test("get no end that would hide what was let go of")
    func dropped() async throws {
        let handoff = Handoff()
        await handoff.offer(StreamPiece(bytes: [1], events: []))
        let ending = Task { try await handoff.end() }
        while true {
            // Until the part has been let go of, it can still be read; then the reader is told.
            do { if try await handoff.next() == nil { break } } catch { break }
        }
        handoff.finish(ExchangeEnd())
        _ = try await ending.value
        await #expect(throws: CancellationError.self) { _ = try await handoff.next() }
    }

    @Test("of a client that is closed in time are given up, and their calls charged")
    func closedInTime() async throws {
        let (bytes, feed) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        try await Desk.with(ScriptedSender(.fed(bytes))) { desk in
            feed.yield(Answers.stream()[0])
            let stream = try await desk.client.converseStream(model: Desk.model, messages: [.user("Hi")])
            await desk.client.close(within: .zero)
            #expect(try await desk.estimates == [true])
            await #expect(throws: LedgerError.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            }
            stream.cancel()
        }
        feed.finish()
    }

    @Test("of an id that was never sent may use it again")
    func reused() async throws {
        let sender = ScriptedSender(
            .failure(RequestNotSent(CancellationError())), .answer(Answers.converse()))
        try await Desk.with(sender) { desk in
            let options = CallOptions(id: "order-1")
            _ = try? await desk.client.converse(model: Desk.model, messages: [.user("Hi")], options: options)
            let response = try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], options: options)
            #expect(response.call.id == "order-1.2")
        }
    }

    @Test("keep their calls whatever a user or a tag is called")
    func labels() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse()))) { desk in
            let context = CallContext(user: "+49 170 1234", tags: ["=x": "a\nb"])
            let response = try await desk.client.converse(
                model: Desk.model, messages: [.user("Hi")], options: CallOptions(context: context))
            #expect(response.call.attribution.user == "_+49 170 1234")
            #expect(response.call.attribution.tags == ["_=x": "a_b"])
        }
    }
}
