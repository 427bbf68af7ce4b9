import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing
import Retry
import Testing

@Suite("Over HTTP, what the ledger has is what the service billed")
struct EndToEndTests {
    @Test("Converse, streams, InvokeModel and CountTokens cost what the emulator billed for them")
    func operations() async throws {
        try await Emulated.with { desk in
            let client = desk.client
            let answer = try await client.converse(
                model: Emulated.model, messages: [.user("Name a river. [[reply:The Rhine.]]")], maxTokens: 100)
            #expect(answer.text == "The Rhine.")
            let stream = try await client.converseStream(
                model: Emulated.model, messages: [.user("And? [[tokens:40]]")], maxTokens: 100)
            #expect(try await stream.completion().usage.outputTokens == 40)
            let body =
                #"{"anthropic_version":"bedrock-2023-05-31","max_tokens":50,"#
                + #""messages":[{"role":"user","content":"Hello [[tokens:30]]"}]}"#
            let raw = try await client.invokeModel(model: Emulated.model, body: Array(body.utf8))
            #expect(raw.json?["usage"]?["output_tokens"]?.integer == 30)
            let chunks = try await client.invokeModelWithResponseStream(
                model: Emulated.model, body: Array(body.utf8))
            var types: [String] = []
            for try await chunk in chunks { types.append(chunk["type"]?.string ?? "") }
            #expect(types.first == "message_start")
            #expect(types.last == "message_stop")
            let counted = try await client.countTokens(
                model: Emulated.model, ConverseRequest(messages: [.user("Name a river. [[reply:The Rhine.]]")]))
            #expect(counted == answer.usage.totalInputTokens)
            try await desk.reconcile()
            #expect(
                desk.emulator.account.totalCost == (try await desk.store.spend(by: [], filter: CallFilter()).total.cost)
            )
        }
    }

    @Test(
        "Models and ARNs are one encoded segment whose signature holds",
        arguments: [
            "anthropic.claude-haiku-4-5-20251001-v1:0", "us.anthropic.claude-sonnet-5",
            "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
        ])
    func models(model: String) async throws {
        try await Emulated.with { desk in
            let answer = try await desk.client.converse(model: model, messages: [.user("Hi")], maxTokens: 10)
            #expect(desk.emulator.account.calls.first?.modelID == model)
            #expect(answer.costUSD != nil)
            try await desk.reconcile()
        }
    }

    @Test("A repeated prefix is read from the cache, and saves what it should")
    func caching() async throws {
        try await Emulated.with { desk in
            let manual = String(repeating: "The river flows to the sea. ", count: 400)
            var request = ConverseRequest(messages: [.user("Summarise.")])
            request.system = [.text(manual), .cachePoint(.standard)]
            request.inference.maxTokens = 50
            let first = try await desk.client.converse(model: Emulated.model, request)
            let second = try await desk.client.converse(model: Emulated.model, request)
            #expect(first.usage.cacheWriteInputTokens > 1024)
            #expect(second.usage.cacheReadInputTokens == first.usage.cacheWriteInputTokens)
            #expect(second.costBreakdown?.cachedInput ?? .zero > .zero)
            #expect((second.costUSD ?? .zero) < (first.costUSD ?? .zero))
            try await desk.reconcile()
        }
    }

    /// Every way in which an attempt can go wrong.
    static let everyFault = [
        "throttle*1", "unavailable*1", "internal*1", "not-ready*1", "throttle", "quota", "tokens-per-day", "validation",
        "access-denied", "model-error", "model-timeout", "clock-skew*1", "expired-token*1", "reset*1", "reset",
        "lose-response", "lose-response*1", "garbage", "no-usage", "cut-stream=0", "cut-stream=2", "cut-frame=1",
        "cut-frame=4", "no-metadata", "bad-crc=2", "stream-exception=0:throttlingException",
        "stream-exception=2:modelStreamErrorException", "stream-error=1", "pieces=3", "slow=1ms", "latency=5ms",
    ]

    @Test("Whatever goes wrong, no bill is missed and none is made up", arguments: everyFault, [true, false])
    func faults(fault: String, retriesAmbiguous: Bool) async throws {
        try await Emulated.with(retriesAmbiguous: retriesAmbiguous) { desk in
            for operation in [RuntimeOperation.converse, .converseStream, .invokeModelWithResponseStream] {
                for effect in try EmulatorFault.list(fault) { try desk.emulator.enqueue(effect) }
                let invocation =
                    #"{"anthropic_version":"bedrock-2023-05-31","max_tokens":60,"#
                    + #""messages":[{"role":"user","content":"Hi [[tokens:40]]"}]}"#
                let conversation =
                    #"{"messages":[{"role":"user","content":[{"text":"Hi [[tokens:40]]"}]}],"#
                    + #""inferenceConfig":{"maxTokens":60}}"#
                let isInvocation = operation == .invokeModelWithResponseStream
                let exchange = try? await desk.client.send(
                    operation: operation, model: Emulated.model,
                    body: Array((isInvocation ? invocation : conversation).utf8))
                _ = try? await exchange?.response()
            }
            await desk.client.metering.finish()
            let calls = try await desk.store.calls(CallFilter(), after: 0, through: .max, limit: 100)
            #expect(calls.count >= 3)
            try await desk.reconcile()
        }
    }

    @Test("A reader that leaves a real connection is charged what the emulator bills")
    func leftEarly() async throws {
        try await Emulated.with { desk in
            for _ in 0..<5 {
                let stream = try await desk.client.converseStream(
                    model: Emulated.model, messages: [.user("Go on. [[tokens:400]]")], maxTokens: 500)
                for try await event in stream where event.text != nil { break }
                stream.cancel()
            }
            try await desk.reconcile()
            let calls = try await desk.store.calls(CallFilter(), after: 0, through: .max, limit: 10)
            #expect(calls.count == 5 && calls.allSatisfy { !$0.isEstimated })
        }
    }

    @Test("Hundreds of calls at once, with faults among them, leave a ledger that agrees with the bill")
    func crowd() async throws {
        try await Emulated.with(retriesAmbiguous: true) { desk in
            let faults = Self.everyFault.filter { !["model-timeout", "throttle", "reset"].contains($0) }
            for number in 0..<120 where number % 3 == 0 {
                for effect in try EmulatorFault.list(faults[number % faults.count]) {
                    try desk.emulator.enqueue(effect)
                }
            }
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<120 {
                    group.addTask {
                        let stream = try? await desk.client.converseStream(
                            model: Emulated.model, messages: [.user("Number \(number). [[tokens:\(number)]]")],
                            maxTokens: 200, options: .team("team-\(number % 4)"))
                        if number % 5 == 0 { stream?.cancel() }
                        _ = try? await stream?.completion()
                    }
                }
            }
            try await desk.reconcile()
        }
    }

    @Test("A cap under a crowd is never exceeded")
    func cap() async throws {
        try await Emulated.with { desk in
            let limit = try #require(Money(usd: "0.05"))
            _ = try await desk.store.setBudget(
                Budget(name: "cap", scope: BudgetScope(team: "search"), limit: limit, period: .total), actor: "test")
            let served = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        let answer = try? await desk.client.converse(
                            model: Emulated.model, messages: [.user("Number \(number). [[tokens:100]]")], maxTokens: 200
                        )
                        return answer != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect((1..<60).contains(served))
            let budget = try #require(try await desk.store.budget("cap"))
            #expect(budget.spent <= limit)
            #expect(desk.emulator.account.totalCost == budget.spent)
            #expect(try await desk.store.refusedReservations(CallFilter(), limit: 100).count == 60 - served)
        }
    }
}
