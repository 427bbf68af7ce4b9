import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing
import Testing

@Suite("A budget says what becomes of a call that it has no room for")
struct BudgetPolicyTests {
    /// Room for a third of the longest answer of the dearer model, and for the whole one of the cheaper.
    private static let cap = "0.02"
    private static let cheaper = "us.anthropic.claude-haiku-4-5-20251001-v1:0"

    private func budget(
        _ policy: ExceededPolicy, name: String = "cap", scope: BudgetScope = BudgetScope(team: "search"),
        limit: String = cap, in desk: Desk
    ) async throws {
        let limit = try #require(Money(usd: limit))
        _ = try await desk.store.setBudget(
            Budget(name: name, scope: scope, limit: limit, period: .total, whenExceeded: policy), actor: "test")
    }

    @Test(
        "The call becomes what the policy says, and the record and the ledger say what",
        arguments: [
            (ExceededPolicy.shrink(minimumTokens: 100), CallLanding.Kind.shrink, Desk.model),
            (.fallback(model: "acme.writer-1"), .fallback, "acme.writer-1"),
        ])
    func landing(policy: ExceededPolicy, kind: CallLanding.Kind, model: String) async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse(input: 10, output: 5)))) { desk in
            try await budget(policy, in: desk)
            let response = try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            let landing = try #require(response.call.landing)
            #expect(landing.kind == kind)
            #expect((landing.requestedModel, landing.model) == (Desk.model, model))
            #expect(landing.budget == "cap")
            #expect(desk.sender.sent.map(\.modelID) == [model])
            #expect((response.call.reserved ?? .zero) <= (Money(usd: Self.cap) ?? .zero))
            let details = try #require(try await desk.store.callDetails(response.call.id))
            #expect(details.adjustment == landing.description)
            #expect(try await desk.store.refusedReservations(CallFilter(), limit: 9).count == 1)
        }
    }

    @Test(
        "It is refused where the policy does not help",
        arguments: [
            (ExceededPolicy.refuse, "0.02"), (.shrink(minimumTokens: 3000), "0.02"),
            (.fallback(model: Desk.model), "0.02"), (.fallback(model: "acme.unknown-1"), "0.02"),
            (.fallback(model: "acme.writer-1"), "0.001"),
        ])
    func refusal(policy: ExceededPolicy, limit: String) async throws {
        try await Desk.with(ScriptedSender()) { (desk) async throws in
            try await budget(policy, limit: limit, in: desk)
            let error = await #expect(throws: BudgetExceeded.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            }
            #expect(error?.budget == "cap")
            #expect(desk.sender.sent.isEmpty)
        }
    }

    @Test("What the caller says goes before what the budget says", arguments: [true, false])
    func callerFirst(refuses: Bool) async throws {
        let sender = refuses ? ScriptedSender() : ScriptedSender(.answer(Answers.converse(input: 10, output: 5)))
        try await Desk.with(sender) { (desk) async throws in
            try await budget(.fallback(model: "acme.writer-1"), in: desk)
            let options = CallOptions(softLanding: refuses ? [] : [.answer(atLeast: 10)])
            guard !refuses else {
                await #expect(throws: BudgetExceeded.self) {
                    try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], options: options)
                }
                return
            }
            let response = try await desk.client.converse(
                model: Desk.model, messages: [.user("Hi")], options: options)
            #expect(response.call.landing?.kind == .shrink)
        }
    }

    @Test(
        "Budgets that refuse the same call have to agree",
        arguments: [
            (ExceededPolicy.refuse, nil), (.fallback(model: "acme.writer-1"), nil),
            (.shrink(minimumTokens: 900), "shrink"), (.shrink(minimumTokens: 3999), nil),
        ] as [(ExceededPolicy, String?)])
    func several(other: ExceededPolicy, kind: String?) async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse(input: 10, output: 5)))) { desk in
            try await budget(.shrink(minimumTokens: 100), in: desk)
            try await budget(other, name: "site", scope: BudgetScope(callsite: "here"), limit: "0.03", in: desk)
            do {
                let response = try await desk.client.converse(
                    model: Desk.model, messages: [.user("Hi")], callsite: "here")
                #expect(response.call.landing?.kind.rawValue == kind)
            } catch is BudgetExceeded {
                #expect(kind == nil)
            }
        }
    }

    @Test("A budget that covers the cheaper model has its say too")
    func budgetOfTheFallback() async throws {
        try await Desk.with(ScriptedSender()) { (desk) async throws in
            try await budget(.fallback(model: "acme.writer-1"), in: desk)
            try await budget(
                .shrink(minimumTokens: 1), name: "writer", scope: BudgetScope(model: "acme.writer-1"),
                limit: "0.001", in: desk)
            await #expect(throws: BudgetExceeded.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            }
            #expect(desk.sender.sent.isEmpty)
        }
    }

    @Test(
        "Many calls at once never cost more than the cap together",
        arguments: [
            ExceededPolicy.shrink(minimumTokens: 20), .fallback(model: cheaper),
        ])
    func concurrency(policy: ExceededPolicy) async throws {
        try await Emulated.with {
            $0.latency = .milliseconds(100)
        } _: { emulated in
            let client = emulated.client
            // Room for two calls of the dearer model, and for one of the cheaper one beside them.
            var room = Money.zero
            for model in [Emulated.model, Emulated.model, Self.cheaper] {
                let call = try await client.converse(
                    model: model, messages: [.user("Hi [[tokens:100]]")], maxTokens: 100
                ).call
                room += try #require(call.reserved)
            }
            let cap = room + emulated.emulator.account.totalCost
            _ = try await emulated.store.setBudget(
                Budget(name: "cap", limit: cap, period: .total, whenExceeded: policy), actor: "test")
            let kinds = try await withThrowingTaskGroup(of: CallLanding.Kind?.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        do {
                            return try await client.converse(
                                model: Emulated.model, messages: [.user("Hi [[tokens:100]]")], maxTokens: 100
                            ).call.landing?.kind
                        } catch is BudgetExceeded {
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: [CallLanding.Kind]()) { if let kind = $1 { $0.append(kind) } }
            }
            #expect(!kinds.isEmpty)
            #expect(kinds.allSatisfy { $0.rawValue == policy.kind.rawValue })
            #expect(emulated.emulator.account.totalCost <= cap)
            try await emulated.reconcile()
        }
    }

    @Test("The same id again meets the same refusal, whatever the budget says by then")
    func replay() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse(input: 10, output: 5)))) { (desk) async throws in
            try await budget(.shrink(minimumTokens: 100), in: desk)
            let options = CallOptions(id: "once")
            let first = try await desk.client.converse(
                model: Desk.model, messages: [.user("Hi")], options: options)
            #expect(first.call.id == "once.2")
            try await budget(.refuse, in: desk)
            let error = await #expect(throws: LedgerError.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], options: options)
            }
            #expect(error?.code == .conflict)
            #expect(desk.sender.sent.count == 1)
        }
    }

    @Test("A limit is not set below what the call's thinking may use")
    func thinking() async throws {
        try await Desk.with(ScriptedSender()) { (desk) async throws in
            try await budget(.shrink(minimumTokens: 100), in: desk)
            let body = #"{"max_tokens":4000,"thinking":{"type":"enabled","budget_tokens":3000},"messages":[]}"#
            await #expect(throws: BudgetExceeded.self) {
                try await desk.client.invokeModel(model: Desk.model, body: Array(body.utf8))
            }
        }
    }
}
