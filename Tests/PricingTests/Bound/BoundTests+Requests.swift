import LosslessJSON
import Pricing
import Testing

@Suite("The bound of a request")
struct RequestBoundTests {
    private static let sonnet = "global.anthropic.claude-sonnet-5"
    private static let text = #""messages": [{"role": "user", "content": [{"text": "Hello"}]}]"#

    private func bound(
        _ json: String, model: String = sonnet, operation: CallOperation = .converse, input: Int64? = nil,
        output: Int64? = nil, units: Usage? = nil, pricer: Pricer = .shipped
    ) throws -> Cost {
        pricer.bound(
            of: BoundRequest(
                model: model, region: "us-east-1", operation: operation, inputTokens: input,
                maximumOutputTokens: output, units: units, request: try JSONValue.parse(json)),
            now: Timestamp(milliseconds: 1_795_392_000_000))
    }

    @Test(
        "The largest limit of output counts, wherever it stands; without any the model's own",
        arguments: [
            (#""inferenceConfig": {"maxTokens": 100}"#, 100),
            (#""inferenceConfig": {"maxTokens": 100}, "additionalModelRequestFields": {"max_tokens": 900}"#, 900),
            (#""inferenceConfig": {"maxTokens": 900}, "additionalModelRequestFields": {"max_tokens": 100}"#, 900),
            (
                #""inferenceConfig": {"maxTokens": 1}, "additionalModelRequestFields": "#
                    + #"{"inferenceConfig": {"max_new_tokens": 7}}"#, 7
            ),
            (#""inferenceConfig": {"maxTokens": 100}, "additionalModelRequestFields": {"n": 3}"#, 300),
            (#""inferenceConfig": {"temperature": 1}"#, 128_000),
            // What Converse does not know limits nothing.
            (#""max_tokens": 5"#, 128_000),
            (#""n": 2"#, 256_000),
        ])
    func output(members: String, expected: Int64) throws {
        #expect(try bound("{\(members), \(Self.text)}").usage.tokens(.output) == expected)
    }

    @Test(
        "Thinking between calls of tools is bounded by the context window, where the beta asks for it",
        arguments: [
            (#""anthropic_beta": ["interleaved-thinking-2025-05-14"], "tools": [{"name": "a"}]"#, 1_000_000),
            (#""anthropic_beta": ["interleaved-thinking-2025-05-14"]"#, 10),
            (#""anthropic_beta": ["context-1m-2025-08-07"], "tools": [{"name": "a"}]"#, 10),
        ])
    func interleaved(members: String, expected: Int64) throws {
        let own = try bound(#"{"max_tokens": 10, \#(members)}"#, operation: .invokeModel)
        #expect(own.usage.tokens(.output) == expected)
        let handed = try bound(
            #"{"inferenceConfig": {"maxTokens": 10}, "additionalModelRequestFields": {\#(members)}, \#(Self.text)}"#)
        #expect(handed.usage.tokens(.output) == expected)
    }

    @Test("A request in a body with headers is bounded like its body, with the tier and the latency of the headers")
    func headers() throws {
        let body = #"{"max_tokens": 50, "messages": [{"role": "user", "content": "Hello"}]}"#
        let nova = "amazon.nova-pro-v1:0"
        let plain = try bound(body, model: nova, operation: .invokeModel)
        #expect(try bound(#"{"body": \#(body)}"#, model: nova, operation: .invokeModel).total == plain.total)
        #expect(plain.total != nil)
        let priority = try bound(
            #"{"body": \#(body), "headers": {"X-Amzn-Bedrock-Service-Tier": "priority"}}"#, model: nova,
            operation: .invokeModel)
        #expect(priority.tier == .priority)
        let optimized = try bound(
            #"{"body": \#(body), "headers": {"x-amzn-bedrock-performanceconfig-latency": ["optimized"]}}"#,
            model: nova, operation: .invokeModel)
        #expect(optimized.tier == .latencyOptimized)
        let odd = try bound(
            #"{"body": \#(body), "headers": {"x-amzn-bedrock-service-tier": "turbo"}}"#, model: nova)
        #expect(odd.total == nil)
        #expect(odd.reason?.contains("turbo") == true)
    }

    @Test(
        "A tool that the service runs is not bounded by the request",
        arguments: [
            #""toolConfig": {"tools": [{"systemTool": {"name": "nova_grounding"}}]}"#,
            #""tools": [{"type": "web_search_20250305", "name": "web_search"}]"#,
            #""tools": [{"name": "mine"}, {"type": "code_execution_20250522"}]"#,
            #""additionalModelRequestFields": {"tools": [{"type": "web_fetch_20250910"}]}"#,
            #""additionalModelRequestFields": {"mcp_servers": [{"url": "https://example.com"}]}"#,
            #""web_search_options": {}"#,
            #""messages": [{"content": [{"toolAddition": {"tools": [{"systemTool": {"name": "x"}}]}}]}]"#,
        ])
    func serviceTools(members: String) throws {
        let json = #"{"inferenceConfig": {"maxTokens": 10}, \#(members)}"#
        let cost = try bound(json)
        #expect(cost.total == nil)
        #expect(cost.reason?.contains("the service runs") == true)
        #expect(try bound(json, input: 100).total == nil)
        #expect(try bound(json, input: 100, units: Usage()).total != nil)
        #expect(Pricer.shipped.inputSize(of: try JSONValue.parse(json), model: Self.sonnet) == nil)
    }

    @Test(
        "A tool that the caller runs is bounded",
        arguments: [
            #"{"toolSpec": {"name": "a", "inputSchema": {"json": {"type": "object"}}}}"#, #"{"name": "a"}"#,
            #"{"type": "custom", "name": "a"}"#, #"{"type": "function", "function": {"name": "a"}}"#,
            #"{"type": "bash_20250124", "name": "bash"}"#, #"{"cachePoint": {"type": "default"}}"#,
        ])
    func callersTools(tool: String) throws {
        #expect(
            try bound(#"{"inferenceConfig": {"maxTokens": 10}, "toolConfig": {"tools": [\#(tool)]}}"#).total != nil)
        #expect(try bound(#"{"max_tokens": 10, "tools": [\#(tool)]}"#, operation: .invokeModel).total != nil)
    }

    @Test(
        "Images count as such wherever content is nested, and their bytes do not",
        arguments: [
            #"{"image": {"format": "png", "source": {"bytes": "DATA"}}}"#,
            #"{"toolResult": {"toolUseId": "t", "content": [{"image": {"format": "png", "source": {"bytes": "DATA"}}}]}}"#,
            #"{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "DATA"}}"#,
            #"{"type": "tool_result", "content": [{"type": "image", "source": {"type": "base64", "data": "DATA"}}]}"#,
            #"{"type": "image_url", "image_url": {"url": "data:image/png;base64,DATA"}}"#,
            #"{"guardContent": {"image": {"format": "png", "source": {"bytes": "DATA"}}}}"#,
        ])
    func images(block: String) throws {
        let block = block.replacing("DATA", with: String(repeating: "A", count: 40_000))
        let json = try JSONValue.parse(#"{"messages": [{"role": "user", "content": [\#(block)]}]}"#)
        let size = try #require(Pricer.shipped.inputSize(of: json, model: Self.sonnet))
        #expect(size.otherTokens >= 4_800)
        #expect(size.maximumTokens < 6_000)
        // Nobody says how many tokens the image of another vendor's model has.
        #expect(Pricer.shipped.inputSize(of: json, model: "qwen.qwen3-vl-235b-a22b") == nil)
    }

    @Test(
        "Text is counted wherever it hides behind the names of images and documents",
        arguments: [
            #""toolConfig": {"tools": [{"toolSpec": {"name": "a", "inputSchema": {"json": "#
                + #"{"properties": {"image": {"source": {"bytes": "TEXT"}}}}}}}]}"#,
            #""messages": [{"content": [{"toolUse": {"toolUseId": "t", "input": {"image": {"source": {"x": "TEXT"}}}}}]}]"#,
            #""messages": [{"content": [{"type": "tool_use", "input": {"type": "image", "source": {"x": "TEXT"}}}]}]"#,
            #""messages": [{"content": [{"toolResult": {"content": [{"json": {"image_url": "TEXT"}}]}}]}]"#,
            #""additionalModelRequestFields": {"image": {"source": {"bytes": "TEXT"}}}"#,
            #""promptVariables": {"name": {"text": "TEXT"}}"#,
            #""messages": [{"content": [{"guardContent": {"text": {"text": "TEXT"}}}]}]"#,
        ])
    func hiddenText(members: String) throws {
        let text = String(repeating: "a", count: 20_000)
        let json = try JSONValue.parse("{\(members.replacing("TEXT", with: text))}")
        let size = try #require(Pricer.shipped.inputSize(of: json, model: Self.sonnet))
        #expect(size.textBytes >= 20_000)
    }

    @Test("Content of unknown length is bounded by the model, or has no bound where the model has no maximum")
    func documents() throws {
        let json = #"{"inferenceConfig": {"maxTokens": 10}, "messages": [{"content": [{"document": {"name": "a"}}]}]}"#
        #expect(try bound(json).usage.tokens(.input) == 1_000_000)
        let unknown = try bound(json, model: "anthropic.claude-fable-5-2")
        #expect(unknown.total == nil)
        #expect(unknown.reason?.contains("no maximum") == true)
        #expect(try bound(json, model: "anthropic.claude-fable-5-2", input: 10).total != nil)
        let silent = try bound("{\(Self.text)}", model: "anthropic.claude-fable-5-2")
        #expect(silent.total == nil)
        #expect(silent.reason?.contains("output") == true)
        let long = try bound(
            #"{"anthropic_beta": ["context-1m-2025-08-07"], "max_tokens": 1, "messages": [{"content": "#
                + #"[{"type": "document", "source": {"type": "url", "url": "https://example.com"}}]}]}"#,
            model: "global.anthropic.claude-sonnet-4-5-20250929-v1:0", operation: .invokeModel)
        #expect(long.usage.tokens(.input) == 1_000_000)
    }

    @Test(
        "What stands for a model that nobody knows before the call has no bound",
        arguments: [
            ("arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/anthropic.claude:1", "prompt router"),
            ("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc", "opaque"),
            ("arn:aws:bedrock:us-east-1:123456789012:prompt/ABC:1", "opaque"),
        ])
    func unknownModels(model: String, words: String) throws {
        let cost = try bound(#"{"inferenceConfig": {"maxTokens": 10}, \#(Self.text)}"#, model: model)
        #expect(cost.total == nil)
        #expect(cost.reason?.contains(words) == true, "\(cost.reason ?? "")")
    }

    @Test("The text of a prompt stands with the service, so its input has to be stated")
    func prompts() throws {
        let prompt = "arn:aws:bedrock:us-east-1:123456789012:prompt/ABC:1"
        let pricer = Pricer(card: Pricer.shipped.card, inferenceProfiles: [prompt: "anthropic.claude-sonnet-4-6"])
        let json = #"{"promptVariables": {"name": {"text": "Ann"}}}"#
        let cost = try bound(json, model: prompt, pricer: pricer)
        #expect(cost.total == nil)
        #expect(cost.reason?.contains("prompt") == true)
        let stated = try bound(json, model: prompt, input: 1_000, output: 10, pricer: pricer)
        #expect(stated.usage.tokens(.cacheWrite1h) == 1_000)
        #expect(stated.total != nil)
    }

    @Test("Counting tokens is free, whatever the model")
    func countTokens() throws {
        for model in [Self.sonnet, "acme.unheard-of"] {
            #expect(try bound("{\(Self.text)}", model: model, operation: .countTokens).total == .zero)
        }
    }

    @Test("A plain request is bounded by little more than its bytes")
    func tightness() throws {
        for length in [0, 100, 10_000] {
            let text = String(repeating: "a", count: length)
            let json = try JSONValue.parse(
                #"{"inferenceConfig": {"maxTokens": 1}, "messages": [{"role": "user", "content": [{"text": "\#(text)"}]}]}"#
            )
            let size = try #require(Pricer.shipped.inputSize(of: json, model: Self.sonnet))
            #expect(size.textBytes >= Int64(length))
            #expect(size.maximumTokens <= Int64(length) + 550)
            let stated = Pricer.shipped.bound(of: BoundRequest(model: Self.sonnet, request: json))
            #expect(stated.usage.tokens(.input) == size.maximumTokens)
        }
    }
}
