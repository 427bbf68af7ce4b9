import Testing

/// Which of a model's prices holds for a profile and a region.
@Suite("Scopes and regions")
struct ScopeRuleTests {
    @Test("Split models have a global and a regional price", arguments: split)
    func priceSplit(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let split: [PricingCase] = [
        PricingCase(
            "us Sonnet 5",
            """
            {"model": "us.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 3400, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 300, "cacheDetails": [
             {"ttl": "1h", "inputTokens": 100}, {"ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.00473")),
        PricingCase(
            "eu Sonnet 5",
            """
            {"model": "eu.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 3400, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 300, "cacheDetails": [
             {"ttl": "1h", "inputTokens": 100}, {"ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.00473")),
        PricingCase(
            "apac Sonnet 5",
            """
            {"model": "apac.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 3400, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 300, "cacheDetails": [
             {"ttl": "1h", "inputTokens": 100}, {"ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.00473")),
        PricingCase(
            "jp Sonnet 5",
            """
            {"model": "jp.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 3400, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 300, "cacheDetails": [
             {"ttl": "1h", "inputTokens": 100}, {"ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.00473")),
        PricingCase(
            "au Sonnet 5",
            """
            {"model": "au.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 3400, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 300, "cacheDetails": [
             {"ttl": "1h", "inputTokens": 100}, {"ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.00473")),
        PricingCase(
            "in Sonnet 5",
            """
            {"model": "in.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 3400, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 300, "cacheDetails": [
             {"ttl": "1h", "inputTokens": 100}, {"ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.00473")),
        PricingCase(
            "bare Sonnet 5",
            """
            {"model": "anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 3400, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 300, "cacheDetails": [{
             "ttl": "1h", "inputTokens": 100}, {"ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.00473")),
        PricingCase(
            "global Sonnet 5",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 3400, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 300,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 100}, {"ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.0043")),
        PricingCase(
            "Claude prices are the same in every commercial region",
            """
            {"model": "eu.anthropic.claude-opus-5", "region": "eu-north-1", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00825")),
        PricingCase(
            "a global profile costs the same from everywhere",
            """
            {"model": "global.anthropic.claude-opus-5", "region": "ap-southeast-4", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0075")),
        PricingCase(
            "Mythos 5 has no global price",
            """
            {"model": "global.anthropic.claude-mythos-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no input rate")),
        PricingCase(
            "GPT-5.4 in its region",
            """
            {"model": "openai.gpt-5.4", "region": "us-east-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0044")),
        PricingCase(
            "GPT-5.4 global",
            """
            {"model": "global.openai.gpt-5.4", "region": "us-east-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.004")),
        PricingCase(
            "Kimi K3 in its region",
            """
            {"model": "us.moonshotai.kimi-k3", "region": "us-east-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00495")),
        PricingCase(
            "GLM 5.3 in its geography",
            """
            {"model": "us.zai.glm-5.3", "region": "us-east-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0024288")),
        PricingCase(
            "Grok 4.7 in its region",
            """
            {"model": "xai.grok-4.7", "region": "us-east-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00286")),
    ]

    @Test("Earlier Claude has one price", arguments: earlier)
    func priceEarlier(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let earlier: [PricingCase] = [
        PricingCase(
            "Sonnet 4",
            """
            {"model": "anthropic.claude-sonnet-4-20250514-v1:0", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0045")),
        PricingCase(
            "us.Sonnet 4",
            """
            {"model": "us.anthropic.claude-sonnet-4-20250514-v1:0", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0045")),
        PricingCase(
            "eu.Sonnet 4",
            """
            {"model": "eu.anthropic.claude-sonnet-4-20250514-v1:0", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0045")),
        PricingCase(
            "global.Sonnet 4",
            """
            {"model": "global.anthropic.claude-sonnet-4-20250514-v1:0", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0045")),
        PricingCase(
            "Opus 4.1",
            """
            {"model": "us.anthropic.claude-opus-4-1-20250805-v1:0", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0225")),
        PricingCase(
            "Claude 3.5 Haiku",
            """
            {"model": "us.anthropic.claude-3-5-haiku-20241022-v1:0", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0012")),
    ]
}
