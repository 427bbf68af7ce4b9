import AWSSigning
import BedrockLedger
import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing
import Retry
import Testing

@Suite("What may be billed is never free")
struct UnknownOutcomeTests {
    struct Surprise: Error {}

    private func ask(_ desk: Desk) async throws -> Metered<ConverseResponse> {
        try await desk.client.converse(model: Desk.model, messages: [.user("Hi")], maxTokens: 500)
    }

    @Test("A stream whose head has come is charged, though its reader leaves before the first event")
    func cancelledBeforeFirstEvent() async throws {
        var options = Desk.options()
        options.drain.duration = .zero
        let gate = Gate()
        try await Desk.with(ScriptedSender(.endless(gate)), options: options) { (desk) async throws in
            let asking = Task { try await desk.client.converseStream(model: Desk.model, messages: [.user("Hi")]) }
            await gate.opened()
            asking.cancel()
            _ = try? await asking.value
            await desk.client.metering.finish()
            #expect(try await desk.statuses == [.aborted])
            #expect(try await desk.estimates == [true])
            #expect(try await desk.calls.first?.call.requestID == "request-1")
        }
    }

    @Test("An error that says nothing of itself is an answer that was lost, and one that says nothing left is none")
    func unknownErrors() async throws {
        try await Desk.with(ScriptedSender(.failure(Surprise()))) { (desk) async throws in
            await #expect(throws: BedrockError.self) { try await ask(desk) }
            #expect(try await desk.statuses == [.ambiguous])
        }
        try await Desk.with(ScriptedSender(.failure(CancellationError()))) { (desk) async throws in
            await #expect(throws: BedrockError.self) { try await ask(desk) }
            #expect(try await desk.statuses == [.ambiguous])
        }
        try await Desk.with(ScriptedSender(.failure(RequestNotSent(Surprise())))) { (desk) async throws in
            await #expect(throws: Surprise.self) { try await ask(desk) }
            #expect(try await desk.calls.isEmpty)
        }
        try await Desk.with(ScriptedSender(.failure(TransportFailure(phase: .sent, reason: "reset")))) {
            (desk) async throws in
            await #expect(throws: BedrockError.self) { try await ask(desk) }
            #expect(try await desk.statuses == [.ambiguous])
        }
    }

    @Test("A gateway that gave up waiting may have been answered after all", arguments: [502, 504])
    func gatewayTimeouts(status: Int) async throws {
        let failure = BedrockError(status: status, message: "gateway timeout", phase: .responded)
        try await Desk.with(ScriptedSender(.failure(failure), .answer(Answers.converse()))) { desk in
            let response = try await ask(desk)
            #expect(try await desk.estimates == [true, false])
            #expect(response.call.attempts.map(\.outcome) == [.ambiguous, .succeeded])
        }
    }

    @Test("A lost answer keeps the id that AWS gave it, so that a log can put it right")
    func requestID() async throws {
        let timeout = BedrockError(
            status: 408, code: "ModelTimeoutException", message: "too long", phase: .responded, requestID: "aws-7")
        try await Desk.with(ScriptedSender(.failure(timeout))) { (desk) async throws in
            await #expect(throws: BedrockError.self) { try await ask(desk) }
            let call = try #require(try await desk.calls.first)
            #expect(call.call.requestID == "aws-7")
            #expect(call.call.cost.reason == "the answer was lost: ModelTimeoutException")
        }
    }

    @Test("The service's words, which may repeat the prompt, are not kept")
    func noContent() async throws {
        let echo = Answers.exception("modelStreamErrorException", "cannot handle: my secret prompt")
        let frames = Answers.stream().prefix(2) + [echo]
        try await Desk.with(ScriptedSender(.stream(Array(frames)))) { (desk) async throws in
            let stream = try await desk.client.converseStream(model: Desk.model, messages: [.user("Hi")])
            let error = await #expect(throws: BedrockError.self) { try await stream.completion() }
            #expect(error?.message.contains("secret") == true)
            #expect(try await desk.calls.first?.call.cost.reason == "the answer broke off: ModelStreamErrorException")
        }
    }

    @Test("A second attempt that was never sent is not charged")
    func secondAttemptUnsent() async throws {
        let sender = ScriptedSender(.failure(Answers.lost), .failure(RequestNotSent(Surprise())))
        try await Desk.with(sender, options: Desk.options(retriesAmbiguous: true)) { (desk) async throws in
            await #expect(throws: Surprise.self) { try await ask(desk) }
            #expect(try await desk.statuses == [.ambiguous])
        }
    }

    @Test("A guardrail whose trace is missing is charged with the most that it can have billed, as an estimate")
    func silentGuardrail() async throws {
        let card = Desk.card.replacing(
            "\"models\":", with: "\"guardrails\": {\"usd_per_unit\": {\"guardrail_content\": \"0.00015\"}}, \"models\":"
        )
        let pricer = Pricer(card: try RateCard.load(from: Array(card.utf8), name: "test"))
        var request = ConverseRequest(messages: [.user("Hi")])
        request.additional = [
            "guardrailConfig": try JSONValue.parse(#"{"guardrailIdentifier":"g","guardrailVersion":"1"}"#)
        ]
        let sender = ScriptedSender(.answer(Answers.converse()))
        let client = BedrockClient(
            metering: Metering(
                ledger: nil, pricer: { pricer }, region: "us-east-1", sender: sender, options: Desk.options()))
        let response = try await client.converse(model: Desk.model, request)
        #expect(response.call.isEstimated)
        #expect((response.costUSD ?? .zero) > Desk.usualCost)
        let body = try JSONValue.parse(try #require(sender.sent.first?.body))
        #expect(body["guardrailConfig"]?["trace"]?.string == "enabled")
        await client.close()
    }

    @Test("With a history, an unknown outcome is charged with the strict bound")
    func historyAndLoss() async throws {
        var options = Desk.options()
        options.bound = .history(missProbability: 0.5)
        let prompt = String(repeating: "word ", count: 500)
        let sender = ScriptedSender(
            .answer(Answers.converse(input: 600, output: 5)), .failure(Answers.lost))
        try await Desk.with(sender, options: options) { desk in
            func ask() async throws -> CallRecord {
                try await desk.client.converse(model: Desk.model, messages: [.user(prompt)], maxTokens: 10).call
            }
            let strict = try #require(try await ask().reserved)
            await #expect(throws: BedrockError.self) { try await ask() }
            let lost = try #require(try await desk.calls.last)
            #expect(lost.isEstimated)
            #expect(lost.breakdown?.total == strict)
            #expect(lost.overshoot > .zero)
        }
    }
}
