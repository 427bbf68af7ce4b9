import Testing

extension TierRuleTests {
    @Test("The tier that served the call is billed", arguments: served)
    func priceServed(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let served: [PricingCase] = [
        PricingCase(
            "priority, asked and served",
            """
            {"model": "amazon.nova-pro-v1:0", "region": "us-east-1", "request": {"serviceTier": {"type":
             "priority"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1300,
             "cacheReadInputTokens": 200}, "serviceTier": {"type": "priority"}}}
            """,
            .usd("0.00203")),
        PricingCase(
            "flex, asked and not echoed",
            """
            {"model": "amazon.nova-pro-v1:0", "region": "us-east-1", "request": {"serviceTier": {"type": "flex"}},
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1300,
             "cacheReadInputTokens": 200}}}
            """,
            .usd("0.00058")),
        PricingCase(
            "priority asked, default served",
            """
            {"model": "amazon.nova-pro-v1:0", "region": "us-east-1", "request": {"serviceTier": {"type":
             "priority"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100},
             "serviceTier": {"type": "default"}}}
            """,
            .usd("0.00112")),
        PricingCase(
            "the tier of a stream stands in its metadata",
            """
            {"model": "amazon.nova-pro-v1:0", "region": "us-east-1", "operation": "converse_stream", "response": [{
             "messageStop": {}}, {"metadata": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens":
             1100}, "serviceTier": {"type": "flex"}}}]}
            """,
            .usd("0.00056")),
        PricingCase(
            "the tier of InvokeModel stands in a header",
            """
            {"model": "amazon.nova-pro-v1:0", "region": "us-east-1", "operation": "invoke_model", "response": {
             "body": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}, "headers": {
             "X-Amzn-Bedrock-Service-Tier": "priority"}}}
            """,
            .usd("0.00196")),
        PricingCase(
            "the tier asked of InvokeModel stands in a header",
            """
            {"model": "amazon.nova-pro-v1:0", "region": "us-east-1", "operation": "invoke_model", "request": {
             "body": {}, "headers": {"X-Amzn-Bedrock-Service-Tier": "flex"}}, "response": {"body": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}}
            """,
            .usd("0.00056")),
        PricingCase(
            "rounded rates are table rates",
            """
            {"model": "openai.gpt-oss-safeguard-120b", "region": "us-east-1", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}, "serviceTier": {"type": "priority"}}}
            """,
            .usd("0.000365")),
        PricingCase(
            "six decimals stay exact",
            """
            {"model": "us.amazon.nova-2-lite-v1:0", "region": "us-east-1", "response": {"usage": {"inputTokens": 0,
             "outputTokens": 0, "totalTokens": 3, "cacheReadInputTokens": 3}, "serviceTier": {"type": "priority"}}}
            """,
            .usd("0.000000433125")),
        PricingCase(
            "Claude has no flex rate",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 10, "outputTokens":
             10, "totalTokens": 20}, "serviceTier": {"type": "flex"}}}
            """,
            .unpriced("flex tier")),
        PricingCase(
            "GPT-6.1 Sol has no priority tier",
            """
            {"model": "openai.gpt-6.1-sol", "response": {"usage": {"inputTokens": 10, "outputTokens": 10,
             "totalTokens": 20}, "serviceTier": {"type": "priority"}}}
            """,
            .unpriced("priority tier")),
        PricingCase(
            "GPT-5.6 Terra: its flex rate is not known",
            """
            {"model": "openai.gpt-5.6-terra", "response": {"usage": {"inputTokens": 10, "outputTokens": 10,
             "totalTokens": 20}, "serviceTier": {"type": "flex"}}}
            """,
            .unpriced("flex tier")),
        PricingCase(
            "the reserved tier is paid by the hour",
            """
            {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 20}, "serviceTier": {"type": "reserved"}}}
            """,
            .unpriced("by the hour")),
        PricingCase(
            "what overflows a reservation is standard",
            """
            {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "request": {"serviceTier": {"type":
             "reserved"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100},
             "serviceTier": {"type": "default"}}}
            """,
            .usd("0.00495")),
        PricingCase(
            "an unknown tier is not the standard one",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 10, "outputTokens":
             10, "totalTokens": 20}, "serviceTier": {"type": "turbo"}}}
            """,
            .unpriced("no service tier")),
        PricingCase(
            "a tier that is no text is not the standard one",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 10, "outputTokens":
             10, "totalTokens": 20}, "serviceTier": 7}}
            """,
            .unpriced("no service tier")),
        PricingCase(
            "ultrafast, where the card lists it",
            """
            {"model": "us.openai.gpt-6-astra", "response": {"usage": {"inputTokens": 10, "outputTokens": 10,
             "totalTokens": 20}, "serviceTier": {"type": "ultrafast"}}}
            """,
            .usd("0.00396")),
    ]

    @Test("Optimized latency costs a quarter more where it is sold", arguments: latency)
    func priceLatency(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let latency: [PricingCase] = [
        PricingCase(
            "Nova Pro",
            """
            {"model": "us.amazon.nova-pro-v1:0", "region": "us-east-1", "request": {"performanceConfig": {"latency":
             "optimized"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0014")),
        PricingCase(
            "Llama 3.1 70B",
            """
            {"model": "us.meta.llama3-1-70b-instruct-v1:0", "region": "us-east-2", "request": {"performanceConfig":
             {"latency": "optimized"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .usd("0.00099")),
        PricingCase(
            "Llama 3.1 405B",
            """
            {"model": "us.meta.llama3-1-405b-instruct-v1:0", "region": "us-east-2", "request": {"performanceConfig":
             {"latency": "optimized"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .usd("0.0033")),
        PricingCase(
            "Claude 3.5 Haiku",
            """
            {"model": "us.anthropic.claude-3-5-haiku-20241022-v1:0", "region": "us-east-2", "request": {
             "performanceConfig": {"latency": "optimized"}}, "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0015")),
        PricingCase(
            "optimized asked, standard served",
            """
            {"model": "us.amazon.nova-pro-v1:0", "region": "us-east-1", "request": {"performanceConfig": {"latency":
             "optimized"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100},
             "performanceConfig": {"latency": "standard"}}}
            """,
            .usd("0.00112")),
        PricingCase(
            "a model that is not sold with it",
            """
            {"model": "global.anthropic.claude-sonnet-5", "request": {"performanceConfig": {"latency":
             "optimized"}}, "response": {"usage": {"inputTokens": 10, "outputTokens": 10, "totalTokens": 20}}}
            """,
            .unpriced("latency_optimized tier")),
        PricingCase(
            "no price is known together with a tier",
            """
            {"model": "us.amazon.nova-pro-v1:0", "region": "us-east-1", "request": {"performanceConfig": {"latency":
             "optimized"}, "serviceTier": {"type": "flex"}}, "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 20}}}
            """,
            .unpriced("latency-optimized inference in the flex tier")),
    ]
}
