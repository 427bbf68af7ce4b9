import BedrockLedger
import BedrockRuntime
import Ledger
import Testing

@Suite("What a call has taken of limits")
struct AllotmentTests {
    /// Tells when it is let go of.
    private final class Allotment: Sendable {
        private let end: AsyncStream<Void>.Continuation

        init(_ end: AsyncStream<Void>.Continuation) { self.end = end }

        deinit {
            end.yield()
            end.finish()
        }
    }

    @Test("is kept until the answer was read on after its reader has gone, and no longer")
    func draining() async throws {
        let (chunks, feed) = AsyncThrowingStream.makeStream(of: [UInt8].self)
        let frames = Answers.stream()
        try await Desk.with(ScriptedSender(.fed(chunks))) { desk in
            let (released, end) = AsyncStream.makeStream(of: Void.self)
            weak var allotment: Allotment?
            do {
                let held = Allotment(end)
                allotment = held
                let exchange = try desk.client.metering.start(
                    MeteredCall(
                        request: RuntimeRequest(
                            operation: .converseStream, modelID: Desk.model, headers: [],
                            body: Array(#"{"messages":[]}"#.utf8)),
                        attribution: Attribution(team: "search"), allotments: [held]))
                feed.yield(frames[0])
                _ = try await exchange.head()
                exchange.cancel()
            }
            #expect(allotment != nil)
            for frame in frames.dropFirst() { feed.yield(frame) }
            feed.finish()
            for await _ in released {}
            #expect(allotment == nil)
            await desk.client.metering.finish()
            #expect(try await desk.statuses == [.aborted])
        }
    }
}
