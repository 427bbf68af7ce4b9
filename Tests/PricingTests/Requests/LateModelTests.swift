import LosslessJSON
import Pricing
import Testing

/// Calls whose model is learnt only after they were recorded.
@Suite("Models learnt later")
struct LateModelTests {
    private static let profile = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6"
    private static let response = """
        {"serviceTier": {"type": "default"}, "usage": {"inputTokens": 700, "outputTokens": 55,
        "cacheReadInputTokens": 40, "cacheWriteInputTokens": 300, "totalTokens": 1095}}
        """

    @Test(
        "A call of an unmapped profile or an unknown model keeps its tokens, and is priced once the model is known",
        arguments: [
            (model: profile, maps: ["us.anthropic.claude-sonnet-5-5"], usd: "0.0029744"),
            (model: profile, maps: ["global.openai.gpt-6.1-sol"], usd: "0.002704"),
            (model: "acme.unheard-of-v1:0", maps: [], usd: nil),
        ] as [(model: String, maps: [String], usd: String?)])
    func keepTokens(model: String, maps: [String], usd: String?) throws {
        let pricer = Pricer(card: try RateCard.shipped())
        let unpriced = pricer.cost(
            of: PricingRequest(model: model, region: "us-east-1", response: try JSONValue.parse(Self.response)))
        #expect(unpriced.status == .unpriced)
        #expect(unpriced.total == nil)
        #expect(unpriced.usage == Usage(input: 700, cacheRead: 40, cacheWrite5m: 300, output: 55))

        let informed = Pricer(card: pricer.card, inferenceProfiles: maps.first.map { [model: $0] } ?? [:])
        let priced = informed.cost(
            of: unpriced.usage, model: model, region: "us-east-1", at: .now(), tier: unpriced.tier)
        #expect(priced.total?.usd == usd)
    }

    @Test("A call of an unmapped profile whose usage is not known either stays unpriced without tokens")
    func withoutUsage() throws {
        let cost = Pricer(card: try RateCard.shipped()).cost(
            of: PricingRequest(model: Self.profile, response: try JSONValue.parse(#"{"output": {}}"#)))
        #expect(cost.status == .unpriced)
        #expect(cost.usage.isEmpty)
    }
}
