import Testing

extension PitfallTests {
    @Test("A profile ARN is neither free nor of a default price", arguments: arns)
    func priceArns(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let arns: [PricingCase] = [
        PricingCase(
            "opaque and unmapped",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("opaque")),
        PricingCase(
            "three profiles, three prices: Opus",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
             "inference_profiles": {
             "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6":
             "us.anthropic.claude-opus-4-7"}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .usd("0.00825")),
        PricingCase(
            "three profiles, three prices: Haiku",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
             "inference_profiles": {
             "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6":
             "us.anthropic.claude-haiku-4-5-20251001-v1:0"}, "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00165")),
        PricingCase(
            "three profiles, three prices: Nova",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
             "inference_profiles": {
             "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6":
             "us.amazon.nova-micro-v1:0"}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .usd("0.000049")),
        PricingCase(
            "a system profile says it in its last segment",
            """
            {"model": "arn:aws:bedrock:eu-west-3:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-6",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00495")),
    ]

    @Test("Tiers, batch and tools are not the standard call", arguments: columns)
    func priceColumns(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let columns: [PricingCase] = [
        PricingCase(
            "priority is billed as priority",
            """
            {"model": "us.amazon.nova-premier-v1:0", "region": "us-east-1", "request": {"serviceTier": {"type":
             "priority"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0065625")),
        PricingCase(
            "cached tokens of a batch have no published rate",
            """
            {"model": "us.anthropic.claude-sonnet-4-6", "operation": "batch", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1600, "cacheReadInputTokens": 500}}}
            """,
            .unpriced("no cache_read rate")),
        PricingCase(
            "batch is half where it is published",
            """
            {"model": "us.anthropic.claude-sonnet-4-6", "operation": "batch", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.002475")),
        PricingCase(
            "a rerank without usage is a query",
            """
            {"model": "amazon.rerank-v1:0", "operation": "rerank", "request": {"sources": [{}]}, "response": {
             "results": [{"index": 0}]}}
            """,
            .usd("0.001")),
        PricingCase(
            "an image has a size and a quality",
            """
            {"model": "amazon.nova-canvas-v1:0", "operation": "image", "request": {"imageGenerationConfig": {
             "width": 1024, "height": 1024, "quality": "standard"}}, "units": {"images": 1}}
            """,
            .usd("0.04")),
        PricingCase(
            "web searches are billed apart, opened pages are not",
            """
            {"model": "openai.gpt-5.5", "operation": "invoke_model", "response": {"body": {"usage": {
             "prompt_tokens": 1000, "completion_tokens": 100, "web_search": {"num_requests": 2, "num_pages_opened":
             9}}}}}
            """,
            .usd("0.0328")),
        PricingCase(
            "a web search of a model without a rate for it",
            """
            {"model": "openai.gpt-oss-20b-1:0", "region": "us-east-1", "operation": "invoke_model", "response": {
             "body": {"usage": {"prompt_tokens": 1000, "completion_tokens": 100, "web_search": {"num_requests":
             1}}}}}
            """,
            .unpriced("no web_search rate")),
    ]

    @Test("The long context takes every bucket", arguments: longContext)
    func priceLongContext(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let longContext: [PricingCase] = [
        PricingCase(
            "cache tokens move with the rest",
            """
            {"model": "us.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 10, "outputTokens": 10,
             "totalTokens": 110020, "cacheReadInputTokens": 90000, "cacheWriteInputTokens": 20000}}}
            """,
            .usd("0.018733")),
        PricingCase(
            "the threshold counts all three",
            """
            {"model": "us.openai.gpt-6-luna", "operation": "invoke_model", "response": {"body": {"usage": {
             "prompt_tokens": 272500, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 2000,
             "cache_write_tokens": 1500}}}}}
            """,
            .usd("0.05964475")),
        PricingCase(
            "a read of GPT-5.4 doubles too",
            """
            {"model": "global.openai.gpt-5.4", "response": {"usage": {"inputTokens": 100, "outputTokens": 10,
             "totalTokens": 272110, "cacheReadInputTokens": 272000}}}
            """,
            .usd("0.136725")),
        PricingCase(
            "a one-hour write of Haiku 5.5 above its threshold",
            """
            {"model": "global.anthropic.claude-haiku-5-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 100001, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 100001, "cacheDetails": [
             {"ttl": "1h", "inputTokens": 100001}]}}}
            """,
            .usd("0.100001")),
    ]
}
