import Testing

/// Mistakes that meters of Bedrock were seen to make, each with the cost that is right.
@Suite("Known pitfalls")
struct PitfallTests {
    @Test("Cache tokens are neither added to nor taken from the input", arguments: cacheSemantics)
    func priceCacheSemantics(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let cacheSemantics: [PricingCase] = [
        PricingCase(
            "a write is not subtracted from the input",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 50,
             "outputTokens": 20, "totalTokens": 7470, "cacheReadInputTokens": 400, "cacheWriteInputTokens": 7000}}}
            """,
            .usd("0.02682")),
        PricingCase(
            "a read is not priced as input",
            """
            {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 120,
             "outputTokens": 20, "totalTokens": 45140, "cacheReadInputTokens": 45000}}}
            """,
            .usd("0.015576")),
        PricingCase(
            "a large read makes no negative input",
            """
            {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 6,
             "outputTokens": 40, "totalTokens": 88046, "cacheReadInputTokens": 88000}}}
            """,
            .usd("0.0297198")),
        PricingCase(
            "a write is not the price of the whole prompt",
            """
            {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 5,
             "outputTokens": 17, "totalTokens": 14073, "cacheReadInputTokens": 14020, "cacheWriteInputTokens": 31}}}
            """,
            .usd("0.005051475")),
        PricingCase(
            "the remainder is not subtracted twice",
            """
            {"model": "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 80,
             "outputTokens": 10, "totalTokens": 1290, "cacheReadInputTokens": 900, "cacheWriteInputTokens": 300}}}
            """,
            .usd("0.0019635")),
        PricingCase(
            "the cache buckets do not vanish",
            """
            {"model": "jp.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 80,
             "outputTokens": 0, "totalTokens": 12080, "cacheReadInputTokens": 9000, "cacheWriteInputTokens": 3000}}}
            """,
            .usd("0.015609")),
        PricingCase(
            "a write is input, not output",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 0,
             "outputTokens": 0, "totalTokens": 2000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 2000}}}
            """,
            .usd("0.0075")),
    ]

    @Test("The time to live of a write is not lost", arguments: cacheTimesToLive)
    func priceCacheTimesToLive(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let cacheTimesToLive: [PricingCase] = [
        PricingCase(
            "a one-hour write of Opus 4.6",
            """
            {"model": "global.anthropic.claude-opus-4-6-v1", "response": {"usage": {"inputTokens": 0,
             "outputTokens": 0, "totalTokens": 7411, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 7411,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 7411}]}}}
            """,
            .usd("0.07411")),
        PricingCase(
            "a mixed write of a us. profile",
            """
            {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 0,
             "outputTokens": 0, "totalTokens": 5000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 5000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 2000}, {"ttl": "5m", "inputTokens": 3000}]}}}
            """,
            .usd("0.025575")),
        PricingCase(
            "the split of a passed-through stream",
            """
            {"model": "global.anthropic.claude-opus-4-8", "operation": "invoke_model_stream", "response": {"body": [
             {"type": "message_start", "message": {"usage": {"input_tokens": 4, "output_tokens": 1,
             "cache_creation_input_tokens": 900, "cache_creation": {"ephemeral_1h_input_tokens": 900,
             "ephemeral_5m_input_tokens": 0}}}}, {"type": "message_delta", "usage": {"output_tokens": 30}}, {"type":
             "message_stop"}]}}
            """,
            .usd("0.00977")),
        PricingCase(
            "a one-hour write of an eu. profile",
            """
            {"model": "eu.anthropic.claude-opus-4-7", "response": {"usage": {"inputTokens": 0, "outputTokens": 0,
             "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000, "cacheDetails": [{"ttl":
             "1h", "inputTokens": 1000}]}}}
            """,
            .usd("0.011")),
        PricingCase(
            "a one-hour write of an au. profile",
            """
            {"model": "au.anthropic.claude-opus-4-7", "response": {"usage": {"inputTokens": 0, "outputTokens": 0,
             "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000, "cacheDetails": [{"ttl":
             "1h", "inputTokens": 1000}]}}}
            """,
            .usd("0.011")),
        PricingCase(
            "a one-hour write of an jp. profile",
            """
            {"model": "jp.anthropic.claude-opus-4-7", "response": {"usage": {"inputTokens": 0, "outputTokens": 0,
             "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000, "cacheDetails": [{"ttl":
             "1h", "inputTokens": 1000}]}}}
            """,
            .usd("0.011")),
        PricingCase(
            "a one-hour write of an us. profile",
            """
            {"model": "us.anthropic.claude-opus-4-7", "response": {"usage": {"inputTokens": 0, "outputTokens": 0,
             "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000, "cacheDetails": [{"ttl":
             "1h", "inputTokens": 1000}]}}}
            """,
            .usd("0.011")),
        PricingCase(
            "a session of mostly one-hour writes",
            """
            {"model": "global.anthropic.claude-opus-4-6-v1", "response": {"usage": {"inputTokens": 0,
             "outputTokens": 0, "totalTokens": 1000000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 900000}, {"ttl": "5m", "inputTokens": 100000}]}}}
            """,
            .usd("9.625")),
        PricingCase(
            "a split that does not add up keeps its one-hour part",
            """
            {"model": "global.anthropic.claude-opus-4-6-v1", "response": {"usage": {"inputTokens": 0,
             "outputTokens": 0, "totalTokens": 6000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 6000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 4000}]}}}
            """,
            .usd("0.0525")),
    ]

    @Test("The geography of a profile is not stripped, and not added where it is not", arguments: geography)
    func priceGeography(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let geography: [PricingCase] = [
        PricingCase(
            "bare Sonnet 4.6 is regional",
            """
            {"model": "anthropic.claude-sonnet-4-6", "response": {"usage": {"inputTokens": 2000000, "outputTokens":
             1000000, "totalTokens": 3000000}}}
            """,
            .usd("23.1")),
        PricingCase(
            "us. Sonnet 5 is regional",
            """
            {"model": "us.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 3000000, "outputTokens":
             200000, "totalTokens": 3200000}}}
            """,
            .usd("8.8")),
        PricingCase(
            "eu. Opus 4.8 is regional",
            """
            {"model": "eu.anthropic.claude-opus-4-8", "response": {"usage": {"inputTokens": 1000000, "outputTokens":
             2000000, "totalTokens": 3000000}}}
            """,
            .usd("60.5")),
        PricingCase(
            "global. Sonnet 4.5 is not",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens":
             2000000, "outputTokens": 1000000, "totalTokens": 3000000}}}
            """,
            .usd("21")),
        PricingCase(
            "regional writes follow the regional input",
            """
            {"model": "us.anthropic.claude-haiku-4-5-20251001-v1:0", "response": {"usage": {"inputTokens": 0,
             "outputTokens": 0, "totalTokens": 2000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 2000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 1000}]}}}
            """,
            .usd("0.003575")),
        PricingCase(
            "a rate is not ten times its own",
            """
            {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 1000, "totalTokens": 2000}}}
            """,
            .usd("0.0198")),
        PricingCase(
            "Opus 4.6 is not priced as the Opus before it",
            """
            {"model": "anthropic.claude-opus-4-6-v1", "response": {"usage": {"inputTokens": 1000000, "outputTokens":
             0, "totalTokens": 1000000}}}
            """,
            .usd("5.5")),
        PricingCase(
            "GovCloud is neither global nor regional",
            """
            {"model": "anthropic.claude-sonnet-4-5-20250929-v1:0", "region": "us-gov-east-1", "response": {"usage":
             {"inputTokens": 2000000, "outputTokens": 1000000, "totalTokens": 3000000}}}
            """,
            .usd("25.2")),
        PricingCase(
            "a geography is not one region",
            """
            {"model": "eu.amazon.nova-2-lite-v1:0", "region": "eu-north-1", "response": {"usage": {"inputTokens":
             10000, "outputTokens": 1000, "totalTokens": 11000}}}
            """,
            .usd("0.006622")),
    ]
}
