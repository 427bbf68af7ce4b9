import BedrockLedger
import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing
import Testing

@Suite("A call that a budget refuses as it is")
struct SoftLandingTests {
    private func limit(sentBy desk: Desk) throws -> Int64? {
        let body = try #require(desk.sender.sent.last?.body)
        return try JSONValue.parse(body)["inferenceConfig"]?["maxTokens"]?.integer
    }

    @Test("may get the longest answer that still fits")
    func shorter() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse(input: 10, output: 5)))) { desk in
            try await desk.cap("0.03")
            let response = try await desk.client.converse(
                model: Desk.model, messages: [.user("Hi")],
                options: CallOptions(softLanding: [.answer(atLeast: 100)]))
            let limit = try #require(try limit(sentBy: desk))
            #expect((100..<4000).contains(limit))
            // One token more would not have fitted.
            let reserved = try #require(response.call.reserved)
            let cap = try #require(Money(usd: "0.03"))
            #expect(reserved <= cap)
            #expect(reserved + Money(picodollars: 15 * 1_000_000) > cap)
            #expect(response.adjustment?.contains("at most \(limit) output tokens") == true)
            let details = try #require(try await desk.store.callDetails(response.call.id))
            #expect(details.adjustment == response.adjustment)
            #expect(try await desk.store.refusedReservations(CallFilter(), limit: 10).count == 1)
        }
    }

    @Test("may go to a cheaper model, with the answer as long as it was asked for")
    func cheaper() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse(input: 10, output: 5)))) { desk in
            try await desk.cap("0.01")
            let response = try await desk.client.converse(
                model: Desk.model, messages: [.user("Hi")], maxTokens: 3000,
                options: CallOptions(softLanding: [.answer(atLeast: 1000), .model("acme.writer-1")]))
            #expect(desk.sender.sent.map(\.modelID) == ["acme.writer-1"])
            #expect(try limit(sentBy: desk) == 3000)
            #expect(response.call.model == "acme.writer-1")
            #expect(response.call.requestedModel == Desk.model)
            #expect(response.adjustment?.contains("model acme.writer-1 instead of acme.reader-1") == true)
            #expect(response.costUSD == Money(picodollars: 10 * 300_000 + 5 * 1_500_000))
            #expect(try await desk.calls.map(\.call.cost.model) == ["acme.writer-1"])
        }
    }

    @Test("is refused by the first budget's figures where nothing fits")
    func nothing() async throws {
        try await Desk.with(ScriptedSender()) { (desk) async throws in
            try await desk.cap("0.0001")
            let error = await #expect(throws: BudgetExceeded.self) {
                try await desk.client.converse(
                    model: Desk.model, messages: [.user("Hi")],
                    options: CallOptions(softLanding: [.answer(atLeast: 100), .model("acme.writer-1")]))
            }
            #expect((error?.needed ?? .zero) >= Money(picodollars: 4000 * 15 * 1_000_000))
            #expect(desk.sender.sent.isEmpty)
        }
    }

    @Test("fits into several budgets, the tightest last")
    func severalBudgets() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse(input: 10, output: 5)))) { desk in
            try await desk.cap("0.03")
            _ = try await desk.store.setBudget(
                Budget(
                    name: "site", scope: BudgetScope(callsite: "tight"), limit: try #require(Money(usd: "0.02")),
                    period: .total), actor: "test")
            let response = try await desk.client.converse(
                model: Desk.model, messages: [.user("Hi")],
                options: CallOptions(softLanding: [.answer(atLeast: 10)]), callsite: "tight")
            #expect((response.call.reserved ?? .zero) <= (Money(usd: "0.02") ?? .zero))
        }
    }
}
