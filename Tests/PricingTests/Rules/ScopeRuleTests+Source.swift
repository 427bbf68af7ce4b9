import Testing

extension ScopeRuleTests {
    @Test("The region that was called decides, not the geography", arguments: source)
    func priceSource(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let source: [PricingCase] = [
        PricingCase(
            "Nova Pro from Mumbai",
            """
            {"model": "apac.amazon.nova-pro-v1:0", "region": "ap-south-1", "response": {"usage": {"inputTokens":
             20000, "outputTokens": 5000, "totalTokens": 25000}}}
            """,
            .usd("0.0376")),
        PricingCase(
            "Nova Pro from Tokyo",
            """
            {"model": "apac.amazon.nova-pro-v1:0", "region": "ap-northeast-1", "response": {"usage": {"inputTokens":
             20000, "outputTokens": 5000, "totalTokens": 25000}}}
            """,
            .usd("0.0384")),
        PricingCase(
            "Nova Pro from Sydney",
            """
            {"model": "apac.amazon.nova-pro-v1:0", "region": "ap-southeast-2", "response": {"usage": {"inputTokens":
             20000, "outputTokens": 5000, "totalTokens": 25000}}}
            """,
            .usd("0.0336")),
        PricingCase(
            "the region of an ARN counts where none is given",
            """
            {"model": "arn:aws:bedrock:ap-south-1:111122223333:inference-profile/apac.amazon.nova-pro-v1:0",
             "response": {"usage": {"inputTokens": 20000, "outputTokens": 5000, "totalTokens": 25000}}}
            """,
            .usd("0.0376")),
        PricingCase(
            "a geography of one price needs no region",
            """
            {"model": "eu.anthropic.claude-sonnet-4-6", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 1100}}}
            """,
            .usd("0.00495")),
        PricingCase(
            "a geography of several prices needs one",
            """
            {"model": "apac.amazon.nova-pro-v1:0", "response": {"usage": {"inputTokens": 20000, "outputTokens":
             5000, "totalTokens": 25000}}}
            """,
            .unpriced("depends on the region")),
        PricingCase(
            "a us. profile without a region is priced as from us-east-1",
            """
            {"model": "us.amazon.nova-pro-v1:0", "response": {"usage": {"inputTokens": 20000, "outputTokens": 5000,
             "totalTokens": 25000}}}
            """,
            .usd("0.032")),
        PricingCase(
            "a jp. profile without a region can only come from Japan",
            """
            {"model": "jp.amazon.nova-2-lite-v1:0", "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .usd("0.0007271")),
        PricingCase(
            "Nova 2 Lite global from us-east-1",
            """
            {"model": "global.amazon.nova-2-lite-v1:0", "region": "us-east-1", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00055")),
        PricingCase(
            "Nova 2 Lite global from Mumbai",
            """
            {"model": "global.amazon.nova-2-lite-v1:0", "region": "ap-south-1", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.000645")),
        PricingCase(
            "Nova 2 Lite global from Frankfurt",
            """
            {"model": "global.amazon.nova-2-lite-v1:0", "region": "eu-central-1", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.000717")),
        PricingCase(
            "Nova 2 Lite in its geography from Frankfurt",
            """
            {"model": "eu.amazon.nova-2-lite-v1:0", "region": "eu-central-1", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0007887")),
        PricingCase(
            "a region without a known price",
            """
            {"model": "amazon.nova-premier-v1:0", "region": "eu-west-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no input rate")),
        PricingCase(
            "a misspelt region",
            """
            {"model": "global.anthropic.claude-sonnet-5", "region": "us_east_1", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no prices for the region")),
        PricingCase(
            "China",
            """
            {"model": "global.anthropic.claude-sonnet-5", "region": "cn-north-1", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no prices for the region")),
        PricingCase(
            "the European sovereign cloud",
            """
            {"model": "global.anthropic.claude-sonnet-5", "region": "eusc-de-east-1", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no prices for the region")),
        PricingCase(
            "an isolated region",
            """
            {"model": "global.anthropic.claude-sonnet-5", "region": "us-iso-east-1", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no prices for the region")),
        PricingCase(
            "sources that disagree leave a rate unpriced",
            """
            {"model": "qwen.qwen3-next-80b-a3b", "region": "us-east-1", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("sources disagree")),
    ]

    @Test("GovCloud has prices of its own", arguments: govCloud)
    func priceGovCloud(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let govCloud: [PricingCase] = [
        PricingCase(
            "Sonnet 4.5 in its region",
            """
            {"model": "anthropic.claude-sonnet-4-5-20250929-v1:0", "region": "us-gov-west-1", "response": {"usage":
             {"inputTokens": 1000000, "outputTokens": 1000000, "totalTokens": 2004000, "cacheReadInputTokens": 1000,
             "cacheWriteInputTokens": 3000, "cacheDetails": [{"ttl": "1h", "inputTokens": 1000}, {"ttl": "5m",
             "inputTokens": 2000}]}}}
            """,
            .usd("21.61656")),
        PricingCase(
            "Opus 4.8 by its profile, without a region",
            """
            {"model": "us-gov.anthropic.claude-opus-4-8", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.009")),
        PricingCase(
            "the region of a GovCloud ARN",
            """
            {"model":
             "arn:aws-us-gov:bedrock:us-gov-east-1:111122223333:inference-profile/us-gov.anthropic.claude-opus-4-8",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.009")),
        PricingCase(
            "a model without a GovCloud price",
            """
            {"model": "anthropic.claude-opus-4-7", "region": "us-gov-west-1", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no input rate")),
    ]
}
