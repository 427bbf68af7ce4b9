import Testing

/// Errors, dates and exactness, as the bill has them.
@Suite("The bill")
struct BillRuleTests {
    @Test("An error without usage has no line on the bill", arguments: errors)
    func priceErrors(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let errors: [PricingCase] = [
        PricingCase(
            "throttled",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"message":
             "Too many requests, please wait before trying again."}}
            """,
            .usd("0")),
        PricingCase(
            "an error with its type in a header",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model", "response": {"body": {
             "message": "x"}, "headers": {"x-amzn-ErrorType": "ValidationException"}}}
            """,
            .usd("0")),
        PricingCase(
            "a stream that is nothing but an exception",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "converse_stream", "response": [{
             "throttlingException": {"message": "x"}}]}
            """,
            .usd("0")),
        PricingCase(
            "an error of an unknown model is free too",
            """
            {"model": "acme.thinker-v9", "response": {"__type": "ValidationException", "message": "x"}}
            """,
            .usd("0")),
        PricingCase(
            "an answer with usage is billed whatever else it says",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model", "response": {"body": {
             "usage": {"input_tokens": 1000, "output_tokens": 100}}, "headers": {"x-amzn-ErrorType":
             "ModelErrorException"}}}
            """,
            .usd("0.003")),
        PricingCase(
            "no response at all is unknown",
            """
            {"model": "global.anthropic.claude-sonnet-5"}
            """,
            .unknownUsage("no response was given")),
        PricingCase(
            "an answer without usage is unknown",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"output": {"message": {}}, "stopReason":
             "end_turn"}}
            """,
            .unknownUsage("states no usage")),
        PricingCase(
            "a usage without output is unknown",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 9}}}
            """,
            .unknownUsage("no output tokens")),
        PricingCase(
            "a usage without input is unknown",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"outputTokens": 9}}}
            """,
            .unknownUsage("no input tokens")),
    ]

    @Test("Prices hold from and until their dates", arguments: dates)
    func priceDates(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let dates: [PricingCase] = [
        PricingCase(
            "Terra before its cut",
            """
            {"model": "us.openai.gpt-5.6-terra", "at": "2026-07-29T23:59:59.999Z", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0044")),
        PricingCase(
            "Terra from its cut",
            """
            {"model": "us.openai.gpt-5.6-terra", "at": "2026-07-30", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00352")),
        PricingCase(
            "Terra before its cut has no long context",
            """
            {"model": "us.openai.gpt-5.6-terra", "at": "2026-07-20", "response": {"usage": {"inputTokens": 300000,
             "outputTokens": 100, "totalTokens": 300100}}}
            """,
            .usd("0.82665")),
        PricingCase(
            "Luna before its cut",
            """
            {"model": "openai.gpt-5.6-luna", "at": "2026-07-20", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00176")),
        PricingCase(
            "Luna from its cut",
            """
            {"model": "openai.gpt-5.6-luna", "at": "2026-07-30T00:00:00Z", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.000352")),
        PricingCase(
            "Sol before its cut",
            """
            {"model": "openai.gpt-5.6-sol", "at": "2026-08-20T23:59:59Z", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0088")),
        PricingCase(
            "Sol before its cut, global and long",
            """
            {"model": "global.openai.gpt-5.6-sol", "at": "2026-08-18", "response": {"usage": {"inputTokens": 272001,
             "outputTokens": 100, "totalTokens": 272101}}}
            """,
            .usd("2.72451")),
        PricingCase(
            "Sol from its cut",
            """
            {"model": "openai.gpt-5.6-sol", "at": "2026-08-21", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0066")),
        PricingCase(
            "an offset is read",
            """
            {"model": "us.openai.gpt-5.6-terra", "at": "2026-07-30T01:00:00+02:00", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0044")),
        PricingCase(
            "Claude 3.5 Sonnet after its extended access began",
            """
            {"model": "anthropic.claude-3-5-sonnet-20241022-v2:0", "region": "us-east-1", "at": "2026-01-01",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0045")),
    ]

    @Test("Nothing is rounded", arguments: exactness)
    func priceExactness(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let exactness: [PricingCase] = [
        PricingCase(
            "one token of the smallest rate",
            """
            {"model": "global.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 1, "cacheReadInputTokens": 1}}}
            """,
            .usd("0.00000001")),
        PricingCase(
            "a token of an eighth of a cent rate",
            """
            {"model": "amazon.nova-micro-v1:0", "region": "us-east-1", "response": {"usage": {"inputTokens": 0,
             "outputTokens": 0, "totalTokens": 1, "cacheReadInputTokens": 1}}}
            """,
            .usd("0.00000000875")),
        PricingCase(
            "the largest counts",
            """
            {"model": "global.anthropic.claude-fable-5", "response": {"usage": {"inputTokens": 9223372036854775807,
             "outputTokens": 0, "totalTokens": 9223372036854775807}}}
            """,
            .usd("92233720368547.75807")),
    ]
}
