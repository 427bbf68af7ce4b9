import BedrockEmulator
import LosslessJSON
import Pricing
import Testing

@Suite("The account")
struct AccountTests {
    /// What a ledger would make of a response.
    private func cost(
        _ response: TestResponse, model: String, operation: CallOperation, region: String = "us-east-1"
    ) throws -> Cost {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("body")
        if operation == .converseStream || operation == .invokeModelStream {
            writer.beginArray()
            for (type, payload) in try response.events {
                if type == "chunk" {
                    writer.value(payload)
                } else {
                    writer.beginObject()
                    writer.key(type)
                    writer.value(payload)
                    writer.endObject()
                }
            }
            writer.endArray()
        } else {
            writer.value(try response.json)
        }
        writer.key("headers")
        writer.beginObject()
        for (name, value) in response.headers {
            writer.key(name)
            writer.string(value)
        }
        writer.endObject()
        writer.endObject()
        return Pricer(card: try Samples.card.get()).cost(
            of: PricingRequest(
                model: model, region: region, at: Samples.time, operation: operation,
                response: try JSONValue.parse(writer.bytes)))
    }

    @Test("says what the response of every kind of call costs", arguments: Samples.bodies)
    func equality(model: String, body: String) async throws {
        let cases: [(String, CallOperation, String)] = [
            ("converse", .converse, #"{"messages":[{"role":"user","content":[{"text":"hi"}]}]}"#),
            ("converse-stream", .converseStream, #"{"messages":[{"role":"user","content":[{"text":"hi"}]}]}"#),
            ("invoke", .invokeModel, body), ("invoke-with-response-stream", .invokeModelStream, body),
        ]
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            var sum = Money.zero
            for (path, operation, body) in cases {
                let response = try await TestClient.send(TestRequest(path, model: model, body: body), to: address)
                let cost = try cost(response, model: model, operation: operation)
                let call = try #require(emulator.account.call(requestID: response["x-amzn-RequestId"] ?? ""))
                #expect(call.operation == operation)
                #expect(call.delivery == .complete)
                #expect(call.cost.status == .priced)
                #expect(call.cost.lines == cost.lines)
                sum = sum + (cost.total ?? .zero)
            }
            #expect(sum > .zero)
            #expect(emulator.account.totalCost == sum)
        }
    }

    @Test("agrees about embeddings, and about caches and tiers", arguments: [0, 1, 2, 3])
    func special(number: Int) async throws {
        let words = Samples.words(2_000)
        let cached = """
            {"system":[{"text":"\(words)"},{"cachePoint":{"type":"default","ttl":"1h"}}],
             "messages":[{"role":"user","content":[{"text":"\(words)"},{"cachePoint":{"type":"default"}}]}]}
            """
        let control = """
            {"anthropic_version":"x","max_tokens":9,"messages":[{"role":"user","content":
             [{"type":"text","text":"\(words)","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]}
            """
        let cases: [(TestRequest, String, CallOperation)] = [
            (
                TestRequest("invoke", model: Samples.embeddings[0].model, body: Samples.embeddings[0].body),
                Samples.embeddings[0].model, .invokeModel
            ),
            (TestRequest("converse-stream", model: Samples.claude, body: cached), Samples.claude, .converseStream),
            (
                TestRequest("invoke-with-response-stream", model: Samples.claude, body: control), Samples.claude,
                .invokeModelStream
            ),
            (.converse(model: Samples.nova, extra: #","serviceTier":{"type":"flex"}"#), Samples.nova, .converse),
        ]
        let (request, model, operation) = cases[number]
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            for _ in 0..<2 {
                let response = try await TestClient.send(request, to: address)
                let cost = try cost(response, model: model, operation: operation)
                let call = try #require(emulator.account.calls.last)
                #expect(call.cost.status == cost.status)
                #expect(call.cost.lines == cost.lines)
                #expect(call.cost.tier == cost.tier)
            }
        }
    }

    @Test(
        "bills what was generated, whoever got it",
        arguments: [
            ("lose-response", DeliveryState.lost), ("cut-stream=2", .cut), ("cut-frame=2", .cut), ("bad-crc=2", .cut),
            ("no-metadata", .withoutUsage), ("no-usage", .withoutUsage), ("garbage", .withoutUsage),
            ("stream-exception=2", .cut), ("stream-error=2", .cut), ("latency=1s", .complete),
        ])
    func broken(fault: String, delivery: DeliveryState) async throws {
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            let whole = try await TestClient.send(.converse(stream: true), to: address)
            _ = try? await TestClient.send(.converse(stream: true, fault: fault), to: address)
            let calls = try await settled(emulator, count: 2)
            #expect(calls[1].delivery == delivery)
            #expect(calls[1].cost.lines == calls[0].cost.lines)
            #expect(whole.isComplete)
        }
    }

    @Test(
        "does not bill what was not done",
        arguments: ["throttle", "internal", "model-error", "reset", "stream-exception=0", "stream-error=0"])
    func unbilled(fault: String) async throws {
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            _ = try? await TestClient.send(.converse(stream: true, fault: fault), to: address)
            #expect(emulator.account.callCount == 0)
            #expect(emulator.account.totalCost == .zero)
        }
    }

    @Test("bills a stream in full when its reader goes away")
    func disconnection() async throws {
        // The stream goes on only when its reader has gone, and is longer than what a socket takes in for nobody.
        let (gone, signal) = AsyncStream<Never>.makeStream()
        var configuration = EmulatorConfiguration()
        configuration.clock = EmulatorClock(now: { Samples.time }, sleep: { _ in for await _ in gone {} })
        try await withEmulator(configuration) { emulator, address async throws in
            let request = TestRequest.converse("[[tokens:60000]]", stream: true, fault: "slow=1ms")
            let part = try await TestClient.send(request, to: address, enough: 1)
            signal.finish()
            #expect(!part.isComplete)
            let call = try #require(try await settled(emulator, count: 1).first)
            #expect(call.usage.output == 60_000)
            #expect(call.delivery == .cut)
        }
    }

    @Test("keeps the SDK's id of the call, and a request id for each attempt")
    func identifiers() async throws {
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            for _ in 0..<2 {
                var request = TestRequest.converse(fault: "lose-response=1")
                request.headers.append(("amz-sdk-invocation-id", "one-call"))
                _ = try? await TestClient.send(request, to: address)
            }
            let calls = emulator.account.calls
            #expect(calls.map(\.invocationID) == ["one-call", "one-call"])
            #expect(Set(calls.map(\.requestID)).count == 2)
        }
    }

    @Test("is told over HTTP, a page at a time")
    func pages() async throws {
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            for _ in 0..<3 { _ = try await TestClient.send(.converse(), to: address) }
            let all = try await TestClient.send(TestRequest(get: "/emulator/account"), to: address).json
            #expect(all["calls"]?.count == 3)
            #expect(all["totals"]?["cost_usd"]?.string == emulator.account.totalCost.usd)
            #expect(all["calls"]?[0]?["cost_usd"]?.string == emulator.account.calls.first?.cost.total?.usd)
            #expect(all["next"]?.isNull == true)
            let rest = try await TestClient.send(TestRequest(get: "/emulator/account?after=2"), to: address).json
            #expect(rest["calls"]?[0]?["sequence"]?.integer == 3)
        }
    }

    @Test("lists no more calls than its limit, and goes on adding up")
    func limit() async throws {
        var configuration = Samples.configuration()
        configuration.limits.recordedCalls = 2
        try await withEmulator(configuration) { emulator, address async throws in
            for _ in 0..<7 { _ = try await TestClient.send(.converse(), to: address) }
            let account = emulator.account
            #expect(account.calls.map(\.sequence) == [6, 7])
            #expect(account.calls.map(\.delivery) == [.complete, .complete])
            #expect(account.callCount == 7)
            #expect(account.droppedCount == 5)
            let each = try #require(account.calls.first?.cost.total)
            #expect(account.totalCost == (0..<7).reduce(Money.zero) { sum, _ in sum + each })
        }
    }

    @Test("has calls of models without a price, where they are served")
    func unknownModels() async throws {
        var configuration = Samples.configuration()
        configuration.servesUnknownModels = true
        try await withEmulator(configuration) { emulator, address async throws in
            #expect(try await TestClient.send(.converse(model: "acme.reader-9"), to: address).status == 200)
            #expect(emulator.account.unpricedCount == 1)
            #expect(emulator.account.calls.first?.cost.total == nil)
        }
    }

    /// The calls once it is known what became of them: the server notices some endings a moment after the client.
    private func settled(_ emulator: BedrockEmulator, count: Int) async throws -> [BilledCall] {
        while true {
            let calls = Array(emulator.account.calls)
            if calls.count == count, calls.allSatisfy({ $0.delivery != .pending }) { return calls }
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
