import BedrockLedger
import BedrockRuntime
import Ledger
import Pricing
import Retry
import Testing

@Suite("Every outcome of a call has its entry")
struct MeteringTests {
    @Test("An answered call is priced exactly and charged to team and callsite")
    func answered() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse("Hello.")))) { desk in
            try await desk.cap("1")
            let response = try await desk.client.converse(
                model: Desk.model, messages: [.user("Hi")], maxTokens: 200)
            #expect(response.text == "Hello.")
            #expect(response.usage.inputTokens == 1000)
            #expect(response.costUSD == Desk.usualCost)
            #expect(response.costBreakdown?.output == Money(picodollars: 1500 * 1_000_000))
            let call = try #require(try await desk.calls.first)
            #expect(call.call.status == .succeeded)
            #expect(call.breakdown?.total == Desk.usualCost)
            #expect(call.call.attribution.team == "search")
            #expect(call.call.attribution.callsite == "BedrockLedgerTests/MeteringTests.swift#answered")
            #expect(call.call.requestID == "request-1")
            #expect(try await desk.store.budget("cap")?.spent == Desk.usualCost)
            #expect(try await desk.store.budget("cap")?.reserved == .zero)
        }
    }

    @Test("A call that does not fit is refused with all figures, and nothing is sent")
    func refused() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse()))) { desk in
            try await desk.cap("0.01")
            let error = await #expect(throws: BudgetExceeded.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], maxTokens: 2000)
            }
            #expect(error?.budget == "cap")
            #expect(error?.limit == Money(usd: "0.01"))
            #expect(error?.spent == .zero)
            #expect((error?.needed ?? .zero) >= Money(picodollars: 2000 * 15 * 1_000_000))
            #expect(desk.sender.sent.isEmpty)
            #expect(try await desk.calls.isEmpty)
            #expect(try await desk.store.refusedReservations(CallFilter(), limit: 10).count == 1)
        }
    }

    @Test("Without maxTokens the model's own maximum is held")
    func maximumHeld() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse()))) { desk in
            let response = try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            let held = try #require(response.call.reserved)
            #expect(held >= Money(picodollars: 4000 * 15 * 1_000_000))
            #expect(response.call.overshoot == .zero)
        }
    }

    @Test("Throttles are retried under one reservation, and every attempt is kept")
    func throttled() async throws {
        let sender = ScriptedSender(
            .failure(Answers.throttled), .failure(Answers.unsent), .answer(Answers.converse()))
        try await Desk.with(sender) { desk in
            let response = try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            #expect(response.call.attempts.map(\.outcome) == [.throttled, .failed, .succeeded])
            #expect(Set(desk.sender.attempts.map(\.invocationID)).count == 1)
            #expect(desk.sender.attempts.map(\.number) == [1, 2, 3])
            #expect(try await desk.calls.count == 1)
            let details = try #require(try await desk.store.callDetails(response.call.id))
            #expect(details.attempts.map(\.outcome) == [.throttled, .failed, .succeeded])
            #expect(details.attempts.first?.errorCode == "ThrottlingException")
            #expect((details.line ?? 0) > 0)
            #expect(details.callsiteOrigin == "source")
        }
    }

    @Test("A call that is throttled out is a failed call that costs nothing")
    func throttledOut() async throws {
        let sender = ScriptedSender(
            .failure(Answers.throttled), .failure(Answers.throttled), .failure(Answers.throttled))
        try await Desk.with(sender) { desk in
            try await desk.cap("1")
            let error = await #expect(throws: RetryExhausted.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            }
            #expect(error?.attempts == 3)
            let call = try #require(try await desk.calls.first)
            #expect(call.call.status == .failed)
            #expect(call.breakdown?.total == .zero)
            #expect(!call.isEstimated)
            #expect(try await desk.store.budget("cap")?.left == Money(usd: "1"))
        }
    }

    @Test("A validation error is passed on as it is and costs nothing")
    func invalid() async throws {
        try await Desk.with(ScriptedSender(.failure(Answers.refused))) { (desk) async throws in
            let error = await #expect(throws: BedrockError.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            }
            #expect(error?.code == "ValidationException")
            #expect(try await desk.statuses == [.failed])
        }
    }

    @Test("A lost answer is not retried, and what was held stays charged as an estimate")
    func lost() async throws {
        try await Desk.with(ScriptedSender(.failure(Answers.lost))) { desk in
            try await desk.cap("1")
            await #expect(throws: BedrockError.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], maxTokens: 500)
            }
            let call = try #require(try await desk.calls.first)
            #expect(call.call.status == .ambiguous)
            #expect(call.isEstimated)
            let charged = try #require(call.breakdown?.total)
            #expect(charged >= Money(picodollars: 500 * 15 * 1_000_000))
            #expect(try await desk.store.budget("cap")?.spent == charged)
            #expect(desk.sender.sent.count == 1)
        }
    }

    @Test("Where a lost answer may be asked for again, both attempts are charged")
    func lostAndRetried() async throws {
        let sender = ScriptedSender(.failure(Answers.lost), .answer(Answers.converse()))
        try await Desk.with(sender, options: Desk.options(retriesAmbiguous: true)) { desk in
            let response = try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], maxTokens: 500)
            #expect(response.costUSD == Desk.usualCost)
            let calls = try await desk.calls
            #expect(calls.map(\.call.status) == [.ambiguous, .succeeded])
            #expect(calls.map(\.isEstimated) == [true, false])
            #expect(calls.last?.call.id == response.call.id)
            #expect(response.call.id == (calls.first?.call.id ?? "") + ".2")
            let details = try await desk.store.callDetails(response.call.id)
            #expect(details?.attempts.map(\.outcome) == [.ambiguous, .succeeded])
            #expect(details?.attempts.map(\.billedAs) == [calls.first?.call.id, nil])
        }
    }

    @Test("A second attempt that no budget has room for is not made")
    func lostAndRefused() async throws {
        let sender = ScriptedSender(.failure(Answers.lost), .answer(Answers.converse()))
        try await Desk.with(sender, options: Desk.options(retriesAmbiguous: true)) { desk in
            try await desk.cap("0.012")
            let error = await #expect(throws: BedrockError.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], maxTokens: 500)
            }
            #expect(error?.mayBeBilled == true)
            #expect(error?.message.contains("budget \"cap\"") == true)
            #expect(desk.sender.sent.count == 1)
            #expect(try await desk.statuses == [.ambiguous])
        }
    }

    @Test("Expired credentials and a wrong clock are put right once, under the same reservation")
    func remedies() async throws {
        let expired = BedrockError(
            status: 403, code: "ExpiredTokenException", message: "The security token has expired", phase: .responded)
        let skewed = BedrockError(
            status: 403, code: "InvalidSignatureException", message: "Signature expired: 20260101", phase: .responded)
        let sender = ScriptedSender(.failure(expired), .failure(skewed), .answer(Answers.converse()))
        try await Desk.with(sender) { desk in
            _ = try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            #expect(desk.sender.remedies == [.refreshCredentials, .correctClock])
            #expect(try await desk.statuses == [.succeeded])
        }
    }

    @Test("An answer that is no JSON is an error, and its unknown cost is what was held")
    func garbage() async throws {
        try await Desk.with(ScriptedSender(.answer("<html>"))) { desk in
            await #expect(throws: BedrockError.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            }
            let call = try #require(try await desk.calls.first)
            #expect(call.isEstimated)
            #expect(call.call.cost.status == .unknownUsage)
        }
    }

    @Test("A model without a price is recorded as unpriced, and refused under a hard cap")
    func unpriced() async throws {
        let sender = ScriptedSender(.answer(Answers.converse()), .answer(Answers.converse()))
        try await Desk.with(sender) { desk in
            let response = try await desk.client.converse(model: "acme.unheard-of", messages: [.user("Hi")])
            #expect(response.costUSD == nil)
            #expect(response.call.cost.status == .unpriced)
            try await desk.cap("100")
            let error = await #expect(throws: BudgetExceeded.self) {
                try await desk.client.converse(model: "acme.unheard-of", messages: [.user("Hi")])
            }
            #expect(error?.refusal.cause == .unpriced)
        }
    }

    @Test("The same id is never sent twice")
    func sameID() async throws {
        try await Desk.with(ScriptedSender(.answer(Answers.converse()), .answer(Answers.converse()))) { desk in
            let options = CallOptions(id: "order-17")
            _ = try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], options: options)
            let error = await #expect(throws: LedgerError.self) {
                try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], options: options)
            }
            #expect(error?.code == .conflict)
            #expect(desk.sender.sent.count == 1)
        }
    }

    @Test("CountTokens is free, needs no room in a budget and is recorded")
    func countTokens() async throws {
        try await Desk.with(ScriptedSender(.answer(#"{"inputTokens":42}"#))) { desk in
            try await desk.cap("0.000001")
            let tokens = try await desk.client.countTokens(
                model: Desk.model, ConverseRequest(messages: [.user("Hi")]))
            #expect(tokens == 42)
            let call = try #require(try await desk.calls.first)
            #expect(call.call.operation == .countTokens)
            #expect(call.breakdown?.total == .zero)
        }
    }

    @Test("Without a ledger a call is priced all the same")
    func withoutLedger() async throws {
        let pricer = Pricer(card: try RateCard.load(from: Array(Desk.card.utf8), name: "test"))
        let client = BedrockClient(
            metering: Metering(
                ledger: nil, pricer: { pricer }, region: "us-east-1",
                sender: ScriptedSender(.answer(Answers.converse())), options: Desk.options()))
        let response = try await client.converse(model: Desk.model, messages: [.user("Hi")])
        #expect(response.costUSD == Desk.usualCost)
        await client.close()
    }
}
