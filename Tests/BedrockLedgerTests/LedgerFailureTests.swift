import BedrockLedger
import BedrockRuntime
import Ledger
import Pricing
import Testing

@Suite("When the ledger fails")
struct LedgerFailureTests {
    private typealias Failure = FailingStore.Failure

    private func ask(_ desk: Desk) async throws -> Metered<ConverseResponse> {
        try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], maxTokens: 500)
    }

    @Test(
        "before a call, nothing is sent",
        arguments: [LedgerError.Code.unavailable, .full, .damaged, .incompatible])
    func closed(code: LedgerError.Code) async throws {
        let failures = [Failure(operation: .reserve, code: code, isDone: false)]
        try await Desk.with(ScriptedSender(.answer(Answers.converse())), failures: failures) { (desk) async throws in
            let error = await #expect(throws: LedgerError.self) { try await ask(desk) }
            #expect(error?.code == code)
            #expect(desk.sender.sent.isEmpty)
        }
    }

    @Test(
        "in a way that leaves the outcome open, the same is offered again, and counts once",
        arguments: FailingStore.Operation.allCases, [true, false])
    func replayed(operation: FailingStore.Operation, isDone: Bool) async throws {
        let failures = [
            Failure(operation: operation, code: .unknownOutcome, isDone: isDone),
            Failure(operation: operation, code: .busy, isDone: false),
        ]
        try await Desk.with(ScriptedSender(.answer(Answers.converse())), failures: failures) { desk in
            if operation == .release {
                // A call that is cancelled before it is sent is released.
                let gate = Task { try await ask(desk) }
                gate.cancel()
                _ = try? await gate.value
                await desk.client.metering.finish()
            } else {
                let response = try await ask(desk)
                #expect(response.call.ledgerFailure == nil)
                #expect(try await desk.totals == [Desk.usualCost])
            }
            #expect(try await desk.store.openReservations().isEmpty)
        }
    }

    @Test(
        "after a call for a while, the end is written once it works again", arguments: [LedgerError.Code.full, .busy])
    func late(code: LedgerError.Code) async throws {
        let failures = Array(repeating: Failure(operation: .settle, code: code, isDone: false), count: 4)
        try await Desk.with(ScriptedSender(.answer(Answers.converse())), failures: failures) { (desk) async throws in
            let response = try await ask(desk)
            #expect(response.call.ledgerFailure?.code == code)
            // Whoever ends does not wait for the next attempt: it is made at once.
            for _ in 0..<4 { await desk.client.metering.finish() }
            #expect(try await desk.calls.allSatisfy { $0.breakdown?.total == Desk.usualCost })
        }
    }

    @Test("while the client ends, nobody is kept waiting for it to work again")
    func closing() async throws {
        let failures = Array(repeating: Failure(operation: .settle, code: .full, isDone: false), count: 8)
        let (bytes, feed) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        try await Desk.with(ScriptedSender(.fed(bytes)), failures: failures) { (desk) async throws in
            feed.yield(Answers.stream()[0])
            let stream = try await desk.client.converseStream(model: Desk.model, messages: [.user("Hi")])
            await desk.client.close(within: .zero)
            #expect(try await desk.calls.isEmpty)
            #expect(try await desk.store.openReservations().count == 1)
            stream.cancel()
        }
        feed.finish()
    }

    @Test("after a call, the answer is given with the failure, and what was held stays held")
    func unsettled() async throws {
        let failures = [Failure(operation: .settle, code: .damaged, isDone: false)]
        try await Desk.with(ScriptedSender(.answer(Answers.converse("Hello."))), failures: failures) { desk in
            try await desk.cap("1")
            let response = try await ask(desk)
            #expect(response.text == "Hello.")
            #expect(response.costUSD == Desk.usualCost)
            #expect(response.call.ledgerFailure?.code == .damaged)
            let open = try await desk.store.openReservations()
            #expect(open.map(\.id) == [response.call.id])
            #expect(try await desk.store.budget("cap")?.reserved == response.call.reserved)
        }
    }
}
