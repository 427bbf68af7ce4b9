import Testing

/// When the whole request moves to the long-context rates.
@Suite("Long context")
struct LongContextRuleTests {
    @Test("The threshold counts all input, and only what exceeds it is long", arguments: thresholds)
    func priceThresholds(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let thresholds: [PricingCase] = [
        PricingCase(
            "Haiku 5.5 at 100,000 is short",
            """
            {"model": "global.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 100000,
             "outputTokens": 1000, "totalTokens": 101000}}}
            """,
            .usd("0.0105")),
        PricingCase(
            "Haiku 5.5 at 100,001 is long, output too",
            """
            {"model": "global.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 100001,
             "outputTokens": 1000, "totalTokens": 101001}}}
            """,
            .usd("0.0525005")),
        PricingCase(
            "reads and writes count, and take the long rates",
            """
            {"model": "global.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 1, "outputTokens":
             1000, "totalTokens": 101001, "cacheReadInputTokens": 60000, "cacheWriteInputTokens": 40000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 10000}, {"ttl": "5m", "inputTokens": 30000}]}}}
            """,
            .usd("0.0342505")),
        PricingCase(
            "reads and writes up to the threshold are short",
            """
            {"model": "global.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             1000, "totalTokens": 101000, "cacheReadInputTokens": 60000, "cacheWriteInputTokens": 40000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 10000}, {"ttl": "5m", "inputTokens": 30000}]}}}
            """,
            .usd("0.00685")),
        PricingCase(
            "output does not count",
            """
            {"model": "global.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 99999,
             "outputTokens": 5000, "totalTokens": 104999}}}
            """,
            .usd("0.0124999")),
        PricingCase(
            "Haiku 5.5 in its region",
            """
            {"model": "us.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 100001, "outputTokens":
             1000, "totalTokens": 101001}}}
            """,
            .usd("0.05775055")),
        PricingCase(
            "GPT-5.5 at 272,000 is short",
            """
            {"model": "global.openai.gpt-5.5", "response": {"usage": {"inputTokens": 200000, "outputTokens": 1000,
             "totalTokens": 273000, "cacheReadInputTokens": 72000}}}
            """,
            .usd("1.066")),
        PricingCase(
            "GPT-5.5 at 272,001 is long: input and reads double, output one and a half",
            """
            {"model": "global.openai.gpt-5.5", "response": {"usage": {"inputTokens": 200001, "outputTokens": 1000,
             "totalTokens": 273001, "cacheReadInputTokens": 72000}}}
            """,
            .usd("2.11701")),
        PricingCase(
            "GPT-6.1 Sol long",
            """
            {"model": "us.openai.gpt-6.1-sol", "response": {"usage": {"inputTokens": 272001, "outputTokens": 1000,
             "totalTokens": 273001}}}
            """,
            .usd("1.2133044")),
        PricingCase(
            "GPT-6.1 Sol: cached input counts towards the threshold",
            """
            {"model": "openai.gpt-6.1-sol", "operation": "invoke_model", "response": {"body": {"usage": {
             "prompt_tokens": 278000, "completion_tokens": 100, "prompt_tokens_details": {"cached_tokens": 5000,
             "cache_write_tokens": 3000}}}}}
            """,
            .usd("1.20725")),
        PricingCase(
            "GPT-5.6 Cyber has no long rate and no threshold",
            """
            {"model": "us.openai.gpt-5.6-cyber", "response": {"usage": {"inputTokens": 300000, "outputTokens": 100,
             "totalTokens": 300100}}}
            """,
            .usd("4.13325")),
        PricingCase(
            "GPT-6 Astra ultrafast long",
            """
            {"model": "global.openai.gpt-6-astra", "response": {"usage": {"inputTokens": 272001, "outputTokens":
             100, "totalTokens": 272101}, "serviceTier": {"type": "ultrafast"}}}
            """,
            .usd("32.68512")),
    ]

    @Test("Claude without a tier is flat", arguments: flat)
    func priceFlat(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let flat: [PricingCase] = [
        PricingCase(
            "claude-sonnet-4-6",
            """
            {"model": "global.anthropic.claude-sonnet-4-6", "response": {"usage": {"inputTokens": 900000,
             "outputTokens": 100, "totalTokens": 900100}}}
            """,
            .usd("2.7015")),
        PricingCase(
            "claude-opus-4-6-v1",
            """
            {"model": "global.anthropic.claude-opus-4-6-v1", "response": {"usage": {"inputTokens": 900000,
             "outputTokens": 100, "totalTokens": 900100}}}
            """,
            .usd("4.5025")),
        PricingCase(
            "claude-opus-4-7",
            """
            {"model": "global.anthropic.claude-opus-4-7", "response": {"usage": {"inputTokens": 900000,
             "outputTokens": 100, "totalTokens": 900100}}}
            """,
            .usd("4.5025")),
        PricingCase(
            "claude-sonnet-5",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 900000,
             "outputTokens": 100, "totalTokens": 900100}}}
            """,
            .usd("1.801")),
        PricingCase(
            "claude-sonnet-5-5",
            """
            {"model": "global.anthropic.claude-sonnet-5-5", "response": {"usage": {"inputTokens": 900000,
             "outputTokens": 100, "totalTokens": 900100}}}
            """,
            .usd("1.801")),
        PricingCase(
            "claude-fable-5",
            """
            {"model": "global.anthropic.claude-fable-5", "response": {"usage": {"inputTokens": 900000,
             "outputTokens": 100, "totalTokens": 900100}}}
            """,
            .usd("9.005")),
        PricingCase(
            "Sonnet 4.5: the tier above 200,000 is dead",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens":
             300000, "outputTokens": 100, "totalTokens": 300100}}}
            """,
            .usd("0.9015")),
        PricingCase(
            "Sonnet 4: the tier above 200,000 is dead",
            """
            {"model": "anthropic.claude-sonnet-4-20250514-v1:0", "response": {"usage": {"inputTokens": 300000,
             "outputTokens": 100, "totalTokens": 300100}}}
            """,
            .usd("0.9015")),
    ]
}
