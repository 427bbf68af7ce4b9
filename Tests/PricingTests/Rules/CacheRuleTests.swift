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
            {"model": "global.anthropic.claude-opus-5-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0244")),
        PricingCase(
            "claude-sonnet-5-5: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-sonnet-5-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0122")),
        PricingCase(
            "claude-fable-5: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-fable-5", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000, "cacheDetails":
             [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.062")),
        PricingCase(
            "claude-fable-5-1: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-fable-5-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0605")),
        PricingCase(
            "claude-fable-5-2: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-fable-5-2", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0484")),
        PricingCase(
            "claude-mythos-5-1: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-mythos-5-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0605")),
        PricingCase(
            "claude-mythos-5-2: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-mythos-5-2", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0484")),
        PricingCase(
            "claude-haiku-5-5: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.00062")),
        PricingCase(
            "claude-opus-4-8: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-opus-4-8", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.031")),
        PricingCase(
            "claude-sonnet-4-5-20250929-v1:0: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens":
             3000, "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0186")),
        PricingCase(
            "claude-haiku-4-5-20251001-v1:0: table rates of both writes and the read",
            """
            {"model": "global.anthropic.claude-haiku-4-5-20251001-v1:0", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 6100, "cacheReadInputTokens": 2000, "cacheWriteInputTokens": 3000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m", "inputTokens": 2000}]}}}
            """,
            .usd("0.0062")),
    ]

    @Test("A time to live decides the rate of a write", arguments: timesToLive)
    func priceTimesToLive(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let timesToLive: [PricingCase] = [
        PricingCase(
            "no cacheDetails: five minutes",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000}}}
            """,
            .usd("0.0025")),
        PricingCase(
            "empty cacheDetails: five minutes",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000, "cacheDetails": []}}}
            """,
            .usd("0.0025")),
        PricingCase(
            "no cacheDetails, but every cache point of the request says one hour",
            """
            {"model": "global.anthropic.claude-sonnet-5", "request": {"system": [{"text": "s"}, {"cachePoint": {
             "type": "default", "ttl": "1h"}}]}, "response": {"usage": {"inputTokens": 0, "outputTokens": 0,
             "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000}}}
            """,
            .usd("0.004")),
        PricingCase(
            "no cacheDetails and cache points of both kinds: five minutes",
            """
            {"model": "global.anthropic.claude-sonnet-5", "request": {"system": [{"cachePoint": {"type": "default",
             "ttl": "1h"}}], "messages": [{"role": "user", "content": [{"text": "t"}, {"cachePoint": {"type":
             "default"}}]}]}, "response": {"usage": {"inputTokens": 0, "outputTokens": 0, "totalTokens": 1000,
             "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000}}}
            """,
            .usd("0.0025")),
        PricingCase(
            "a Claude body with cache_control of one hour in a tool result",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model", "request": {"body": {
             "messages": [{"role": "user", "content": [{"type": "tool_result", "content": [{"type": "text", "text":
             "t", "cache_control": {"type": "ephemeral", "ttl": "1h"}}]}]}]}}, "response": {"body": {"usage": {
             "input_tokens": 0, "output_tokens": 0, "cache_creation_input_tokens": 1000}}}}
            """,
            .usd("0.004")),
        PricingCase(
            "cacheDetails win over the request",
            """
            {"model": "global.anthropic.claude-sonnet-5", "request": {"system": [{"cachePoint": {"type": "default",
             "ttl": "1h"}}]}, "response": {"usage": {"inputTokens": 0, "outputTokens": 0, "totalTokens": 1000,
             "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000, "cacheDetails": [{"ttl": "5m", "inputTokens":
             1000}]}}}
            """,
            .usd("0.0025")),
        PricingCase(
            "details below the total: the rest counts as five minutes",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 5000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 5000, "cacheDetails": [{
             "ttl": "1h", "inputTokens": 3000}]}}}
            """,
            .usd("0.017")),
        PricingCase(
            "details above the total contradict it",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000, "cacheDetails": [{
             "ttl": "1h", "inputTokens": 3000}]}}}
            """,
            .unknownUsage("more than the total")),
        PricingCase(
            "details without a total are the total",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "cacheDetails": [{"ttl": "1h", "inputTokens": 10}, {"ttl": "1h", "inputTokens": 5}]}}}
            """,
            .usd("0.00006")),
        PricingCase(
            "an unknown time to live has no rate",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 1000, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000, "cacheDetails": [{
             "ttl": "2h", "inputTokens": 1000}]}}}
            """,
            .unknownUsage("a time to live that has no rate")),
        PricingCase(
            "details that are no list are not passed over",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "cacheWriteInputTokens": 9, "cacheDetails": "1h"}}}
            """,
            .unknownUsage("cacheDetails is no list")),
        PricingCase(
            "Opus 4.1 has no one-hour write",
            """
            {"model": "us.anthropic.claude-opus-4-1-20250805-v1:0", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 1020, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}]}}}
            """,
            .unpriced("no cache_write_1h rate")),
        PricingCase(
            "Opus 4.1 writes for five minutes",
            """
            {"model": "us.anthropic.claude-opus-4-1-20250805-v1:0", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 1120, "cacheReadInputTokens": 100, "cacheWriteInputTokens": 1000,
             "cacheDetails": [{"ttl": "5m", "inputTokens": 1000}]}}}
            """,
            .usd("0.0198")),
        PricingCase(
            "Claude 3.7 Sonnet has no one-hour write",
            """
            {"model": "us.anthropic.claude-3-7-sonnet-20250219-v1:0", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 1020, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 1000,
             "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}]}}}
            """,
            .unpriced("no cache_write_1h rate")),
    ]
}
