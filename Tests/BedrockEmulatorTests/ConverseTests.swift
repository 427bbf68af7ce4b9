import BedrockEmulator
import LosslessJSON
import Testing

@Suite("Converse")
struct ConverseTests {
    private func send(_ request: TestRequest) async throws -> TestResponse {
        try await withEmulator(Samples.configuration()) { try await TestClient.send(request, to: $1) }
    }

    @Test("answers in the form of AWS, with an id and the usage")
    func form() async throws {
        let response = try await send(.converse())
        #expect(response.status == 200)
        #expect(response["Content-Type"] == "application/json")
        #expect(response["Date"] == "Tue, 24 Nov 2026 00:00:00 GMT")
        #expect(response["x-amzn-RequestId"]?.count == 36)
        let body = try response.json
        #expect(body["output"]?["message"]?["role"]?.string == "assistant")
        #expect(body["output"]?["message"]?["content"]?[0]?["text"]?.string?.isEmpty == false)
        #expect(body["stopReason"]?.string == "end_turn")
        let usage = try #require(body["usage"])
        #expect(usage["inputTokens"]?.integer == 10)
        #expect(usage["totalTokens"]?.integer == 10 + (usage["outputTokens"]?.integer ?? 0))
        #expect(usage["serverToolUsage"]?.count == 0)
        #expect(body["metrics"]?["latencyMs"]?.integer == 1)
    }

    @Test("gives the same answer to the same request, and another one with another seed")
    func determinism() async throws {
        func answer(_ seed: UInt64) async throws -> [String] {
            var configuration = Samples.configuration()
            configuration.seed = seed
            return try await withEmulator(configuration) { _, address in
                let response = try await TestClient.send(.converse(), to: address)
                return [String(decoding: response.body, as: UTF8.self), response["x-amzn-RequestId"] ?? ""]
            }
        }
        #expect(try await answer(1) == answer(1))
        #expect(try await answer(1) != answer(2))
    }

    @Test(
        "does what the directives of the last message say",
        arguments: [
            ("[[reply:Grüezi {\"a\":[[1]]}]]", "Grüezi {\"a\":[[1]]}", 15),
            ("[[tokens:0]]", "", 0),
            ("ignored [[stop:content_filtered]] [[reply:no]]", "no", 1),
        ])
    func directives(text: String, answer: String, tokens: Int64) async throws {
        let body = try await send(.converse(text)).json
        #expect(body["output"]?["message"]?["content"]?[0]?["text"]?.string == answer)
        #expect(body["usage"]?["outputTokens"]?.integer == tokens)
        if text.contains("stop:") { #expect(body["stopReason"]?.string == "content_filtered") }
    }

    @Test("makes as many tokens as a directive says")
    func tokens() async throws {
        let body = try await send(.converse("[[tokens:1234]]")).json
        #expect(body["usage"]?["outputTokens"]?.integer == 1234)
    }

    @Test("stops at the most tokens, and at a stop sequence before the rest")
    func stops() async throws {
        let cut = try await send(.converse("[[tokens:9]]", extra: #","inferenceConfig":{"maxTokens":4}"#)).json
        #expect(cut["stopReason"]?.string == "max_tokens")
        #expect(cut["usage"]?["outputTokens"]?.integer == 4)
        let stopped = try await send(
            .converse("[[reply:one two STOP three]]", extra: #","inferenceConfig":{"stopSequences":["STOP"]}"#)
        ).json
        #expect(stopped["stopReason"]?.string == "stop_sequence")
        #expect(stopped["output"]?["message"]?["content"]?[0]?["text"]?.string == "one two ")
    }

    @Test(
        "uses a tool where it is asked to or has to",
        arguments: [
            ("please use tool weather", ""),
            ("[[tool:weather]]", ""),
            ("what you like", #","toolChoice":{"any":{}}"#),
            ("what you like", #","toolChoice":{"tool":{"name":"weather"}}"#),
        ])
    func tools(text: String, choice: String) async throws {
        let schema = #"{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}}}"#
        let tool = #"{"toolSpec":{"name":"weather","inputSchema":{"json":\#(schema)}}}"#
        let body = try await send(.converse(text, extra: #","toolConfig":{"tools":[\#(tool)]\#(choice)}"#)).json
        #expect(body["stopReason"]?.string == "tool_use")
        let use = try #require(body["output"]?["message"]?["content"]?[0]?["toolUse"])
        #expect(use["name"]?.string == "weather")
        #expect(use["input"]?.text == #"{"city":"text","days":1}"#)
        #expect(use["toolUseId"]?.string?.hasPrefix("tooluse_") == true)
    }

    @Test("thinks first where the request enables it, and bills the thought as output")
    func reasoning() async throws {
        let thinking = #","additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":1024}}"#
        let body = try await send(.converse("[[think:7]] [[reply:done]]", extra: thinking)).json
        let content = try #require(body["output"]?["message"]?["content"])
        #expect(content[0]?["reasoningContent"]?["reasoningText"]?["text"]?.string?.isEmpty == false)
        #expect(content[1]?["text"]?.string == "done")
        #expect(body["usage"]?["outputTokens"]?.integer == 8)
    }

    @Test("states the tier and the latency that served")
    func tier() async throws {
        let extra = #","serviceTier":{"type":"flex"},"performanceConfig":{"latency":"optimized"}"#
        let body = try await send(.converse(extra: extra)).json
        #expect(body["serviceTier"]?["type"]?.string == "flex")
        #expect(body["performanceConfig"]?["latency"]?.string == "optimized")
    }

    @Test(
        "refuses what AWS refuses",
        arguments: [
            "", "[]", "{}", #"{"messages":[]}"#, #"{"messages":[{"role":"robot","content":[{"text":"x"}]}]}"#,
            #"{"messages":[{"role":"assistant","content":[{"text":"x"}]}]}"#,
            #"{"messages":[{"role":"user","content":[]}]}"#,
            #"{"messages":[{"role":"user","content":[{"text":" "}]}]}"#,
            #"{"messages":[{"role":"user","content":[{"toolResult":{"toolUseId":"1","content":[]}}]}]}"#,
            #"{"messages":[{"role":"user","content":[{"text":"x"}]}],"inferenceConfig":{"maxTokens":0}}"#,
            #"{"messages":[{"role":"user","content":[{"text":"x"}]}],"toolConfig":{"tools":[]}}"#,
            #"{"messages":[{"role":"user","content":[{"text":"x"}]}],"serviceTier":{"type":"express"}}"#,
            #"{"messages":[{"role":"user","content":[{"cachePoint":{"type":"default"}},{"text":"x"}]}]}"#,
        ])
    func validation(body: String) async throws {
        let response = try await send(TestRequest("converse", model: Samples.claude, body: body))
        #expect(response.status == 400)
        #expect(response.errorType == "ValidationException")
        #expect(try response.json["message"]?.string?.isEmpty == false)
    }

    @Test(
        "knows a model however it is written in the path",
        arguments: [
            ("us.anthropic.claude-sonnet-4-5-20250929-v1%3A0", 200),
            ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", 200),
            ("arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.anthropic.claude-sonnet-5", 200),
            ("does-not-exist", 400), ("amazon.titan-embed-text-v2:0", 400), ("a/b", 404), ("%zz", 400), ("", 404),
        ])
    func paths(segment: String, status: Int) async throws {
        var request = TestRequest.converse()
        request.target = "/model/\(segment)/converse"
        #expect(try await send(request).status == status)
    }

    @Test(
        "serves no other route and no other method", arguments: ["/", "/model/x/rerank", "/async-invoke", "/emulator"])
    func routes(target: String) async throws {
        let response = try await send(TestRequest(get: target))
        #expect(response.status == 404)
        #expect(response.errorType == "UnknownOperationException")
    }

    @Test("refuses a body that is larger than the limit")
    func largeBody() async throws {
        var configuration = Samples.configuration()
        configuration.limits.bodyBytes = 100
        let response = try await withEmulator(configuration) { _, address in
            try await TestClient.send(.converse(Samples.words(100)), to: address)
        }
        #expect(response.status == 413)
    }
}
