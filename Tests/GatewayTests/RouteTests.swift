import BedrockRuntime
import Testing

@testable import Gateway

@Suite("Only what is metered has a route")
struct RouteTests {
    @Test(
        "The model is one segment, decoded once",
        arguments: [
            ("us.anthropic.claude-v1%3A0/converse", "us.anthropic.claude-v1:0", RuntimeOperation.converse),
            ("us.anthropic.claude-v1:0/invoke", "us.anthropic.claude-v1:0", .invokeModel),
            (
                "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.a.b-v1%3A0/converse-stream",
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.a.b-v1:0", .converseStream
            ),
            ("converse/invoke-with-response-stream", "converse", .invokeModelWithResponseStream),
            ("a%2finvoke/count-tokens", "a/invoke", .countTokens),
        ])
    func models(target: String, model: String, operation: RuntimeOperation) throws {
        let route = try GatewayRoute(method: "POST", target: "/model/" + target)
        #expect(route == .call(operation, model: model, callsite: nil))
    }

    @Test("A callsite may stand before the model")
    func callsite() throws {
        let route = try GatewayRoute(method: "POST", target: "/callsite/rank%20er/model/m/converse")
        #expect(route == .call(.converse, model: "m", callsite: "rank er"))
    }

    @Test(
        "Everything else on the host is refused",
        arguments: [
            "/", "", "*", "/model", "/model/", "/model//converse", "/model/m", "/model/m/converse/",
            "//model/m/converse",
            "/model/m/n/converse", "/model/../model/m/converse", "/model/./converse", "/model/%2e%2e/converse",
            "/model/a%2F..%2Fb/converse", "/model/m/converse?x=1", "/model/m/Converse", "/model/m/async-invoke",
            "/model/m/invoke-with-bidirectional-stream", "/guardrail/g/version/1/apply", "/async-invoke",
            "/anthropic/v1/messages", "/openai/v1/chat/completions", "http://evil/model/m/converse",
            "/model/m%0d%0aX:%20y/converse", "/model/m%00/converse", "/model/%C3%A9/converse",
            "/model/m%253A0/converse",
            "/model/m%zz/converse", "/model/m%20n/converse", "/callsite//model/m/converse", "/healthz/", "/healthz?",
        ])
    func refusals(target: String) {
        #expect(throws: GatewayRefusal.self) { try GatewayRoute(method: "POST", target: target) }
        #expect(throws: GatewayRefusal.self) { try GatewayRoute(method: "GET", target: target) }
    }

    @Test("Other methods and endless targets are refused")
    func methods() throws {
        #expect(throws: GatewayRefusal.self) { try GatewayRoute(method: "GET", target: "/model/m/converse") }
        let long = "/model/" + String(repeating: "m", count: 2049) + "/converse"
        #expect(throws: GatewayRefusal.self) { try GatewayRoute(method: "POST", target: long) }
        #expect(try GatewayRoute(method: "GET", target: "/healthz") == .health)
        #expect(try GatewayRoute(method: "GET", target: "/readyz") == .readiness)
    }
}
