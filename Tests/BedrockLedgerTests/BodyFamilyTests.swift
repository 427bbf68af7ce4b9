import BedrockRuntime
import Pricing
import Testing

@testable import BedrockLedger

@Suite("A body is sent for another model only where that one takes it")
struct BodyFamilyTests {
    private let pricer = Pricer(card: RateCard(version: "none", published: Timestamp(milliseconds: 0)))

    @Test(
        "Of InvokeModel for one of the same family",
        arguments: [
            ("us.anthropic.claude-sonnet-5", "anthropic.claude-haiku-4-5-20251001-v1:0", true),
            ("amazon.nova-pro-v1:0", "us.amazon.nova-micro-v1:0", true),
            ("amazon.nova-pro-v1:0", "amazon.titan-text-lite-v1", false),
            ("amazon.nova-pro-v1:0", "amazon.nova-canvas-v1:0", false),
            ("meta.llama3-1-70b-instruct-v1:0", "anthropic.claude-sonnet-5", false),
            ("acme.reader-1", "acme.writer-1", false),
        ])
    func invocations(model: String, other: String, carries: Bool) {
        for operation in [RuntimeOperation.invokeModel, .invokeModelWithResponseStream] {
            let request = RuntimeRequest(operation: operation, modelID: model, body: Array("{}".utf8))
            #expect(BodyFamily.carries(request, over: other, pricer: pricer) == carries)
        }
    }

    @Test(
        "Of Converse for any, unless it hands fields through to one",
        arguments: [
            (#"{"messages":[]}"#, "amazon.nova-micro-v1:0", true),
            (#"{"additionalModelRequestFields":{}}"#, "amazon.nova-micro-v1:0", true),
            (#"{"additionalModelRequestFields":{"top_k":5}}"#, "amazon.nova-micro-v1:0", false),
            (#"{"additionalModelRequestFields":{"top_k":5}}"#, "eu.anthropic.claude-haiku-4-5-20251001-v1:0", true),
        ])
    func converse(body: String, other: String, carries: Bool) {
        let request = RuntimeRequest(
            operation: .converseStream, modelID: "anthropic.claude-sonnet-5", body: Array(body.utf8))
        #expect(BodyFamily.carries(request, over: other, pricer: pricer) == carries)
    }
}
