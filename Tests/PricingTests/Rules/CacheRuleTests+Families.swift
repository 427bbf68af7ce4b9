import Testing

extension CacheRuleTests {
    @Test("Other families have rates of their own", arguments: families)
    func priceFamilies(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let families: [PricingCase] = [
        PricingCase(
            "GPT-6.1 Sol reads at 0.05 of the input and writes for thirty minutes",
            """
            {"model": "global.openai.gpt-6.1-sol", "response": {"usage": {"inputTokens": 1, "outputTokens": 10,
             "totalTokens": 1211, "cacheReadInputTokens": 1000, "cacheWriteInputTokens": 200}}}
            """,
            .usd("0.000702")),
        PricingCase(
            "GPT-6 Sol reads at 0.1 of the input",
            """
            {"model": "global.openai.gpt-6-sol", "response": {"usage": {"inputTokens": 1, "outputTokens": 10,
             "totalTokens": 1211, "cacheReadInputTokens": 1000, "cacheWriteInputTokens": 200}}}
            """,
            .usd("0.000802")),
        PricingCase(
            "a write of GPT that is detailed as five minutes has the one write rate",
            """
            {"model": "global.openai.gpt-6-sol", "response": {"usage": {"inputTokens": 1, "outputTokens": 10,
             "totalTokens": 1211, "cacheReadInputTokens": 1000, "cacheWriteInputTokens": 200, "cacheDetails": [{
             "ttl": "5m", "inputTokens": 200}]}}}
            """,
            .usd("0.000802")),
        PricingCase(
            "GPT-5.5 has no write rate",
            """
            {"model": "global.openai.gpt-5.5", "response": {"usage": {"inputTokens": 1000, "outputTokens": 10,
             "totalTokens": 1210, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 200}}}
            """,
            .unpriced("no cache_write_5m rate")),
        PricingCase(
            "Kimi K3 reads at 0.1 of the input",
            """
            {"model": "global.moonshotai.kimi-k3", "response": {"usage": {"inputTokens": 100, "outputTokens": 10,
             "totalTokens": 1310, "cacheReadInputTokens": 1000, "cacheWriteInputTokens": 200}}}
            """,
            .usd("0.0015")),
        PricingCase(
            "Kimi K3.1 reads at 0.05 of the input",
            """
            {"model": "global.moonshotai.kimi-k3.1", "response": {"usage": {"inputTokens": 100, "outputTokens": 10,
             "totalTokens": 1310, "cacheReadInputTokens": 1000, "cacheWriteInputTokens": 200}}}
            """,
            .usd("0.0018")),
        PricingCase(
            "GLM 5.3 reads at 0.312",
            """
            {"model": "global.zai.glm-5.3", "response": {"usage": {"inputTokens": 100, "outputTokens": 10,
             "totalTokens": 1310, "cacheReadInputTokens": 1000, "cacheWriteInputTokens": 200}}}
            """,
            .usd("0.0009528")),
        PricingCase(
            "Grok 4.6 reads at 0.25 of the input",
            """
            {"model": "global.xai.grok-4.6", "response": {"usage": {"inputTokens": 100, "outputTokens": 10,
             "totalTokens": 1110, "cacheReadInputTokens": 1000}}}
            """,
            .usd("0.00076")),
        PricingCase(
            "Grok 4.7 has no write rate",
            """
            {"model": "global.xai.grok-4.7", "response": {"usage": {"inputTokens": 100, "outputTokens": 10,
             "totalTokens": 1115, "cacheReadInputTokens": 1000, "cacheWriteInputTokens": 5}}}
            """,
            .unpriced("no cache_write_5m rate")),
        PricingCase(
            "Nova Pro reads at 0.25 of the input",
            """
            {"model": "us.amazon.nova-pro-v1:0", "region": "us-east-1", "response": {"usage": {"inputTokens": 10000,
             "outputTokens": 0, "totalTokens": 100000, "cacheReadInputTokens": 90000}}}
            """,
            .usd("0.026")),
        PricingCase(
            "Nova reads at 0.25 of the input of the region that was called",
            """
            {"model": "apac.amazon.nova-pro-v1:0", "region": "ap-south-1", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 3100, "cacheReadInputTokens": 2000}}}
            """,
            .usd("0.001786")),
        PricingCase(
            "Nova Pro writes at zero, as the price list has it",
            """
            {"model": "us.amazon.nova-pro-v1:0", "region": "us-east-1", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 5020, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 5000}}}
            """,
            .usd("0.00004")),
        PricingCase(
            "Nova 2 Lite writes at zero, as the price list has it",
            """
            {"model": "global.amazon.nova-2-lite-v1:0", "region": "us-east-1", "response": {"usage": {"inputTokens":
             10, "outputTokens": 10, "totalTokens": 5020, "cacheReadInputTokens": 0, "cacheWriteInputTokens":
             5000}}}
            """,
            .usd("0.000028")),
        PricingCase(
            "Nova Lite has no write rate",
            """
            {"model": "us.amazon.nova-lite-v1:0", "region": "us-east-1", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 5020, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 5000}}}
            """,
            .unpriced("no cache_write_5m rate")),
        PricingCase(
            "a model without cache rates: neither zero nor the input rate",
            """
            {"model": "deepseek.r1-v1:0", "region": "us-east-1", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 520, "cacheReadInputTokens": 500}}}
            """,
            .unpriced("no cache_read rate")),
        PricingCase(
            "Claude 3 Haiku: no rate is derived for its cache",
            """
            {"model": "us.anthropic.claude-3-haiku-20240307-v1:0", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 520, "cacheReadInputTokens": 500}}}
            """,
            .unpriced("no cache_read rate")),
    ]
}
