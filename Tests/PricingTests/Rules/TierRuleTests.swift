import Testing

/// Which price column a call is billed by.
@Suite("Batch, service tiers and latency")
struct TierRuleTests {
    @Test("A batch record has its own column", arguments: batch)
    func priceBatch(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let batch: [PricingCase] = [
        PricingCase(
            "Sonnet 4.5 global",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "operation": "batch", "response": {
             "usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00225")),
        PricingCase(
            "Sonnet 4.5 regional",
            """
            {"model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "operation": "batch", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.002475")),
        PricingCase(
            "Haiku 4.5 regional",
            """
            {"model": "anthropic.claude-haiku-4-5-20251001-v1:0", "operation": "batch", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.000825")),
        PricingCase(
            "Opus 5 regional",
            """
            {"model": "anthropic.claude-opus-5", "operation": "batch", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.004125")),
        PricingCase(
            "Claude 3 Haiku",
            """
            {"model": "anthropic.claude-3-haiku-20240307-v1:0", "region": "us-east-1", "operation": "batch",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0001875")),
        PricingCase(
            "Nova Pro",
            """
            {"model": "amazon.nova-pro-v1:0", "region": "us-east-1", "operation": "batch", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00056")),
        PricingCase(
            "Nova 2 Lite in us-east-2 is not half",
            """
            {"model": "us.amazon.nova-2-lite-v1:0", "region": "us-east-2", "operation": "batch", "response": {
             "usage": {"inputTokens": 1000000, "outputTokens": 1000000, "totalTokens": 2000000}}}
            """,
            .usd("1.5015")),
        PricingCase(
            "Nova 2 Lite global in us-east-2 is not taken from us-east-1",
            """
            {"model": "global.amazon.nova-2-lite-v1:0", "region": "us-east-2", "operation": "batch", "response": {
             "usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no input rate")),
        PricingCase(
            "a record as the output file has it",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "operation": "batch", "response": {
             "recordId": "r1", "modelInput": {}, "modelOutput": {"usage": {"input_tokens": 1000, "output_tokens":
             100}}}}
            """,
            .usd("0.00225")),
        PricingCase(
            "a record that failed is not billed",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "operation": "batch", "response": {
             "recordId": "r1", "modelInput": {}, "error": {"errorCode": 400, "errorMessage": "bad"}}}
            """,
            .usd("0")),
        PricingCase(
            "claude-opus-4-1-20250805-v1:0 has no batch row",
            """
            {"model": "us.anthropic.claude-opus-4-1-20250805-v1:0", "operation": "batch", "response": {"usage": {
             "inputTokens": 10, "outputTokens": 10, "totalTokens": 20}}}
            """,
            .unpriced("batch tier")),
        PricingCase(
            "claude-opus-4-7 has no batch row",
            """
            {"model": "us.anthropic.claude-opus-4-7", "operation": "batch", "response": {"usage": {"inputTokens":
             10, "outputTokens": 10, "totalTokens": 20}}}
            """,
            .unpriced("batch tier")),
        PricingCase(
            "claude-opus-4-8 has no batch row",
            """
            {"model": "us.anthropic.claude-opus-4-8", "operation": "batch", "response": {"usage": {"inputTokens":
             10, "outputTokens": 10, "totalTokens": 20}}}
            """,
            .unpriced("batch tier")),
        PricingCase(
            "claude-sonnet-5 has no batch row",
            """
            {"model": "us.anthropic.claude-sonnet-5", "operation": "batch", "response": {"usage": {"inputTokens":
             10, "outputTokens": 10, "totalTokens": 20}}}
            """,
            .unpriced("batch tier")),
        PricingCase(
            "claude-fable-5 has no batch row",
            """
            {"model": "us.anthropic.claude-fable-5", "operation": "batch", "response": {"usage": {"inputTokens": 10,
             "outputTokens": 10, "totalTokens": 20}}}
            """,
            .unpriced("batch tier")),
        PricingCase(
            "claude-opus-5-5 has no batch row",
            """
            {"model": "us.anthropic.claude-opus-5-5", "operation": "batch", "response": {"usage": {"inputTokens":
             10, "outputTokens": 10, "totalTokens": 20}}}
            """,
            .unpriced("batch tier")),
        PricingCase(
            "no cache rate is published for batch",
            """
            {"model": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "operation": "batch", "response": {
             "usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1600, "cacheReadInputTokens": 500}}}
            """,
            .unpriced("no cache_read rate")),
        PricingCase(
            "embeddings in batch",
            """
            {"model": "amazon.titan-embed-text-v2:0", "region": "us-east-1", "operation": "batch", "response": {
             "inputTextTokenCount": 1000}}
            """,
            .usd("0.00001")),
    ]
}
