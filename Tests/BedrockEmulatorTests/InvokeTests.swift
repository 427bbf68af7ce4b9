import BedrockEmulator
import FoundationEssentials
import LosslessJSON
import Pricing
import Testing

@Suite("InvokeModel")
struct InvokeTests {
    private func send(_ request: TestRequest) async throws -> TestResponse {
        try await withEmulator(Samples.configuration()) { try await TestClient.send(request, to: $1) }
    }

    @Test("states the tokens in headers whatever the model", arguments: Samples.bodies + Samples.embeddings)
    func headers(model: String, body: String) async throws {
        let response = try await send(
            TestRequest("invoke", model: model, body: body, headers: [("X-Amzn-Bedrock-Service-Tier", "flex")]))
        #expect(response.status == 200)
        #expect(response["X-Amzn-Bedrock-Input-Token-Count"].flatMap(Int.init) ?? 0 > 0)
        #expect(response["X-Amzn-Bedrock-Output-Token-Count"] != nil)
        #expect(response["X-Amzn-Bedrock-Invocation-Latency"] == "1")
        #expect(response["X-Amzn-Bedrock-Service-Tier"] == "flex")
        #expect((response["X-Amzn-Bedrock-Cache-Read-Input-Token-Count"] != nil) == (model == Samples.nova))
    }

    @Test("states the same tokens in the last chunk of a stream", arguments: Samples.bodies)
    func metrics(model: String, body: String) async throws {
        try await withEmulator(Samples.configuration()) { _, address in
            let whole = try await TestClient.send(TestRequest("invoke", model: model, body: body), to: address)
            let stream = try await TestClient.send(
                TestRequest("invoke-with-response-stream", model: model, body: body), to: address)
            #expect(stream["X-Amzn-Bedrock-Content-Type"] == "application/json")
            let events = try stream.events
            #expect(events.allSatisfy { $0.type == "chunk" })
            let metrics = events.last?.payload["amazon-bedrock-invocationMetrics"]
            #expect(metrics?["inputTokenCount"]?.text == whole["X-Amzn-Bedrock-Input-Token-Count"])
            #expect(metrics?["outputTokenCount"]?.text == whole["X-Amzn-Bedrock-Output-Token-Count"])
        }
    }

    @Test("answers Claude's messages, streamed from message_start to message_stop")
    func claude() async throws {
        let body =
            #"{"anthropic_version":"x","max_tokens":9,"messages":[{"role":"user","content":"[[reply:a b c d]]"}]}"#
        let whole = try await send(TestRequest("invoke", model: Samples.claude, body: body)).json
        #expect(whole["type"]?.string == "message")
        #expect(whole["model"]?.string == "claude-sonnet-4-5-20250929")
        #expect(whole["content"]?[0]?["text"]?.string == "a b c d")
        #expect(whole["usage"]?["output_tokens"]?.integer == 4)
        #expect(whole["usage"]?["cache_creation"]?["ephemeral_1h_input_tokens"]?.integer == 0)
        let events = try await send(TestRequest("invoke-with-response-stream", model: Samples.claude, body: body))
            .events
        #expect(
            events.compactMap { $0.payload["type"]?.string } == [
                "message_start", "content_block_start", "content_block_delta", "content_block_delta",
                "content_block_stop", "message_delta", "message_stop",
            ])
        #expect(events[0].payload["message"]?["usage"]?["output_tokens"]?.integer == 1)
        #expect(events[5].payload["usage"]?["output_tokens"]?.integer == 4)
    }

    @Test("lets Claude use tools, think and stop")
    func claudeBlocks() async throws {
        let tool = #"{"name":"weather","input_schema":{"type":"object","properties":{"city":{"enum":["Bern"]}}}}"#
        let body = """
            {"anthropic_version":"x","max_tokens":90,"thinking":{"type":"enabled"},"tools":[\(tool)],
             "tool_choice":{"type":"any"},"messages":[{"role":"user","content":[{"type":"text","text":"go"}]}]}
            """
        let content = try await send(TestRequest("invoke", model: Samples.claude, body: body)).json["content"]
        #expect(content?[0]?["type"]?.string == "thinking")
        #expect(content?[1]?["input"]?.text == #"{"city":"Bern"}"#)
        #expect(content?[1]?["id"]?.string?.hasPrefix("toolu_bdrk_") == true)
    }

    @Test("gives vectors as long as they are asked for", arguments: Samples.embeddings)
    func vectors(model: String, body: String) async throws {
        let answer = try await send(TestRequest("invoke", model: model, body: body)).json
        #expect((answer["embedding"] ?? answer["embeddings"]?[1])?.count == 4)
        let streamed = try await send(TestRequest("invoke-with-response-stream", model: model, body: body))
        #expect(streamed.status == 400)
    }

    @Test(
        "refuses a body without what it needs",
        arguments: [
            (Samples.claude, #"{"max_tokens":9,"messages":[{"role":"user","content":"x"}]}"#),
            (Samples.claude, #"{"anthropic_version":"x","messages":[{"role":"user","content":"x"}]}"#),
            (Samples.claude, #"{"anthropic_version":"x","max_tokens":9,"messages":[]}"#),
            (Samples.nova, "{}"), ("meta.llama3-8b-instruct-v1:0", "{}"), ("openai.gpt-oss-120b-1:0", "{}"),
            ("amazon.titan-embed-text-v2:0", "{}"), ("cohere.embed-english-v3", "{}"),
        ])
    func validation(model: String, body: String) async throws {
        let response = try await send(TestRequest("invoke", model: model, body: body))
        #expect(response.status == 400)
        #expect(response.errorType == "ValidationException")
    }

    @Test("CountTokens counts what Converse bills as input")
    func countConverse() async throws {
        let request = """
            {"system":[{"text":"Be brief."}],"messages":[{"role":"user","content":[{"text":"How much is it?"},
             {"image":{"format":"png","source":{"bytes":"\(String(repeating: "QUJD", count: 2_000))"}}},
             {"document":{"format":"txt","name":"n","source":{"text":"four words of text"}}}]}]}
            """
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            let billed = try await TestClient.send(
                TestRequest("converse", model: Samples.claude, body: request), to: address
            ).json["usage"]?["inputTokens"]
            let counted = try await TestClient.send(
                TestRequest(
                    "count-tokens", model: Samples.claude, body: "{\"input\":{\"converse\":\(request)}}"), to: address)
            #expect(try counted.json["inputTokens"] == billed)
            #expect(emulator.account.callCount == 1)
        }
    }

    @Test("CountTokens counts what InvokeModel bills as input", arguments: Samples.bodies)
    func countInvoke(model: String, body: String) async throws {
        let encoded = Data(body.utf8).base64EncodedString()
        try await withEmulator(Samples.configuration()) { _, address in
            let billed = try await TestClient.send(TestRequest("invoke", model: model, body: body), to: address)
            let counted = try await TestClient.send(
                TestRequest(
                    "count-tokens", model: model, body: #"{"input":{"invokeModel":{"body":"\#(encoded)"}}}"#),
                to: address)
            #expect(try counted.json["inputTokens"]?.text == billed["X-Amzn-Bedrock-Input-Token-Count"])
        }
    }

    @Test("CountTokens refuses what it cannot count", arguments: ["{}", #"{"input":{"invokeModel":{"body":"%%"}}}"#])
    func countNothing(body: String) async throws {
        #expect(try await send(TestRequest("count-tokens", model: Samples.claude, body: body)).status == 400)
    }
}
