import BedrockRuntime
import LosslessJSON
import Testing

@Suite("A Converse request")
struct ConverseRequestTests {
    private func json(_ request: ConverseRequest) throws -> JSONValue { try JSONValue.parse(request.body) }

    @Test("holds nothing but what was asked for")
    func smallest() {
        let body = String(decoding: ConverseRequest(messages: [.user("Hi")]).body, as: UTF8.self)
        #expect(body == #"{"messages":[{"role":"user","content":[{"text":"Hi"}]}]}"#)
    }

    @Test("writes every part as the API names it")
    func whole() throws {
        var request = ConverseRequest(
            messages: [
                .user([
                    .text("Look."), .image(ImageBlock(format: "png", source: .bytes([1, 2, 3]))), .cachePoint(.oneHour),
                ]),
                .assistant([
                    .toolUse(ToolUse(id: "t1", name: "f", input: try JSONValue.parse(#"{"a":1.50}"#)))
                ]),
                .user([.toolResult(ToolResult(toolUseID: "t1", text: "42", isError: true))]),
            ],
            system: [.text("Be brief."), .cachePoint(.standard)])
        request.inference = InferenceSettings(maxTokens: 10, temperature: 0.1, topP: 0.5, stopSequences: ["|"])
        request.tools = ToolConfiguration(
            tools: [.function(name: "f", description: "d", inputSchema: try JSONValue.parse(#"{"type":"object"}"#))],
            choice: .tool(name: "f"))
        request.guardrail = Guardrail(identifier: "g", version: "1")
        request.serviceTier = "flex"
        request.latency = "optimized"
        request.requestMetadata = ["team": "search"]
        request.additionalModelResponseFieldPaths = ["/stop_sequence"]
        request.promptVariables = ["city": "Lima"]
        request.additional = ["newMember": try JSONValue.parse("[1e400]")]
        let json = try json(request)
        let messages = try #require(json["messages"])
        #expect(messages[0]?["content"]?[1]?["image"]?["source"]?["bytes"]?.string == "AQID")
        #expect(messages[0]?["content"]?[2]?.text == #"{"cachePoint":{"type":"default","ttl":"1h"}}"#)
        #expect(messages[1]?["content"]?[0]?["toolUse"]?["input"]?.text == #"{"a":1.50}"#)
        #expect(messages[2]?["content"]?[0]?["toolResult"]?["status"]?.string == "error")
        #expect(
            json["inferenceConfig"]?.text == #"{"maxTokens":10,"temperature":0.1,"topP":0.5,"stopSequences":["|"]}"#)
        #expect(json["toolConfig"]?["toolChoice"]?.text == #"{"tool":{"name":"f"}}"#)
        #expect(json["guardrailConfig"]?["trace"]?.string == "enabled")
        #expect(json["serviceTier"]?["type"]?.string == "flex")
        #expect(json["performanceConfig"]?["latency"]?.string == "optimized")
        #expect(json["requestMetadata"]?["team"]?.string == "search")
        #expect(json["promptVariables"]?["city"]?["text"]?.string == "Lima")
        #expect(json["newMember"]?.text == "[1e400]")
    }

    @Test("lets the caller's own member stand in the place of a property")
    func overriding() throws {
        var request = ConverseRequest(messages: [.user("Hi")])
        request.inference.maxTokens = 10
        request.additional = ["inferenceConfig": try JSONValue.parse(#"{"maxTokens":20,"new":true}"#)]
        let json = try json(request)
        #expect(json.members.filter { $0.key == "inferenceConfig" }.count == 1)
        #expect(json["inferenceConfig"]?["maxTokens"]?.integer == 20)
    }

    @Test("sends back a message of the model without losing a member")
    func repliable() throws {
        let text = """
            {"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"hm","signature":"s=="}}},\
            {"text":"Hi"},{"toolUse":{"toolUseId":"t","name":"n","input":{"x":1e2},"type":"server_tool_use"}}]}
            """
        let json = try JSONValue.parse(text)
        let message = try #require(Message(json: json))
        #expect(message.text == "Hi")
        #expect(message.toolUses.map(\.name) == ["n"])
        let body = try JSONValue.parse(ConverseRequest(messages: [message]).body)
        #expect(body["messages"]?[0] == json)
    }

    @Test("is counted by the members that CountTokens takes")
    func counted() throws {
        var request = ConverseRequest(messages: [.user("Hi")], system: [.text("S")])
        request.inference.maxTokens = 10
        let json = try JSONValue.parse(request.countTokensBody)
        #expect(json["input"]?["converse"]?.members.map(\.key) == ["messages", "system"])
    }

    @Test(
        "addresses a model by one encoded segment",
        arguments: [
            ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "us.anthropic.claude-sonnet-4-5-20250929-v1%3A0"),
            (
                "arn:aws:bedrock:us-east-1:1:inference-profile/a",
                "arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fa"
            ),
            ("a b+é", "a%20b%2B%C3%A9"), ("../../x", "..%2F..%2Fx"),
        ])
    func path(model: String, segment: String) {
        let request = RuntimeRequest(operation: .converseStream, modelID: model, body: [])
        #expect(request.path == "/model/\(segment)/converse-stream")
    }
}
