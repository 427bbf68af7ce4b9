import Testing

/// What reads from and writes to a prompt cache cost.
@Suite("Cache rates")
struct CacheRuleTests {
    @Test("Claude has a rate for reads and one for each time to live", arguments: claude)
    func priceClaude(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let claude: [PricingCase] = [
        PricingCase(
            "claude-opus-5-5: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-opus-5-5",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0244")),
        PricingCase(
            "claude-sonnet-5-5: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-sonnet-5-5",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0122")),
        PricingCase(
            "claude-fable-5: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-fable-5",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.062")),
        PricingCase(
            "claude-fable-5-1: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-fable-5-1",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0605")),
        PricingCase(
            "claude-fable-5-2: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-fable-5-2",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0484")),
        PricingCase(
            "claude-mythos-5-1: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-mythos-5-1",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0605")),
        PricingCase(
            "claude-mythos-5-2: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-mythos-5-2",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0484")),
        PricingCase(
            "claude-haiku-5-5: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-haiku-5-5",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.00062")),
        PricingCase(
            "claude-opus-4-8: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-opus-4-8",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.031")),
        PricingCase(
            "claude-sonnet-4-5-20250929-v1:0: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0186")),
        PricingCase(
            "claude-haiku-4-5-20251001-v1:0: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-haiku-4-5-20251001-v1:0",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 6100,
              "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h",
              "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0062")),
    ]
}
