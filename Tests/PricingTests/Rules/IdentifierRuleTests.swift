import Testing

/// What a model identifier stands for, and what of it is billed by the call.
@Suite("Model identifiers")
struct IdentifierRuleTests {
    @Test("Every form of an identifier leads to its price", arguments: forms)
    func priceForms(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let forms: [PricingCase] = [
        PricingCase(
            "foundation model ARN: in its region",
            """
            {"model": "arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-opus-4-8", "response": {"usage":
             {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00825")),
        PricingCase(
            "system profile ARN: the scope of its prefix",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-opus-4-8",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0075")),
        PricingCase(
            "system profile ARN of a geography",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-4-8",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00825")),
        PricingCase(
            "an application profile copied from a global profile",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
             "inference_profiles": {
             "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6":
             "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-opus-4-8"},
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.0075")),
        PricingCase(
            "an application profile copied from a foundation model",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
             "inference_profiles": {
             "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6":
             "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-8"}, "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.00825")),
        PricingCase(
            "an application profile mapped to a bare id",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
             "inference_profiles": {
             "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6":
             "us.amazon.nova-pro-v1:0"}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .usd("0.00112")),
        PricingCase(
            "an application profile that nothing resolves",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("opaque")),
        PricingCase(
            "profiles that lead to each other",
            """
            {"model": "first", "inference_profiles": {"first": "second", "second": "first"}, "response": {"usage": {
             "inputTokens": 1, "outputTokens": 1, "totalTokens": 2}}}
            """,
            .unpriced("too often")),
        PricingCase(
            "a prompt that is mapped",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT12345:1", "inference_profiles": {
             "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT12345:1": "global.anthropic.claude-sonnet-5"},
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .usd("0.003")),
        PricingCase(
            "a prompt router: the model that the response names",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:default-prompt-router/anthropic.claude:1", "response":
             {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}, "trace": {"promptRouter": {
             "invokedModelId":
             "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-3-5-haiku-20241022-v1:0"}}}}
            """,
            .usd("0.0012")),
        PricingCase(
            "a prompt router that names no model",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:prompt-router/abc", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("prompt router")),
        PricingCase(
            "an unknown model",
            """
            {"model": "acme.thinker-v9", "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .unpriced("has no model acme.thinker-v9")),
        PricingCase(
            "a prefix that is no geography is part of the id",
            """
            {"model": "mars.anthropic.claude-opus-4-8", "response": {"usage": {"inputTokens": 1000, "outputTokens":
             100, "totalTokens": 1100}}}
            """,
            .unpriced("has no model mars.anthropic")),
    ]

    @Test("What is not billed by the call is not priced by the call", arguments: notByCall)
    func priceNotByCall(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let notByCall: [PricingCase] = [
        PricingCase(
            "Provisioned Throughput",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:provisioned-model/abc123def456", "response": {"usage":
             {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("Provisioned Throughput")),
        PricingCase(
            "an imported model",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:imported-model/abc123def456", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("imported model")),
        PricingCase(
            "a custom model",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:custom-model/amazon.nova-lite-v1:0:300k/abc",
             "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("Provisioned Throughput")),
        PricingCase(
            "a SageMaker endpoint",
            """
            {"model": "arn:aws:sagemaker:us-east-1:111122223333:endpoint/mine", "response": {"usage": {
             "inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("sagemaker")),
        PricingCase(
            "another resource",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:agent/ABC", "response": {"usage": {"inputTokens":
             1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("no kind of Bedrock model")),
    ]

    @Test("A custom model on demand has rates of its own", arguments: customModels)
    func priceCustomModels(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let customModels: [PricingCase] = [
        PricingCase(
            "gpt-oss-20b",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456",
             "inference_profiles": {"arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456":
             "openai.gpt-oss-20b-1:0"}, "response": {"usage": {"inputTokens": 1000000, "outputTokens": 100000,
             "totalTokens": 1100000}}}
            """,
            .usd("0.129")),
        PricingCase(
            "Qwen3 32B",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456",
             "inference_profiles": {"arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456":
             "qwen.qwen3-32b-v1:0"}, "response": {"usage": {"inputTokens": 1000000, "outputTokens": 100000,
             "totalTokens": 1100000}}}
            """,
            .usd("0.278")),
        PricingCase(
            "any other base model: no rate, and not the rate of the base",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456",
             "inference_profiles": {"arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456":
             "amazon.nova-lite-v1:0"}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .unpriced("custom_model tier")),
        PricingCase(
            "no flex rate is published for it",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456",
             "inference_profiles": {"arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456":
             "qwen.qwen3-32b-v1:0"}, "response": {"usage": {"inputTokens": 10, "outputTokens": 10, "totalTokens":
             20}, "serviceTier": {"type": "flex"}}}
            """,
            .unpriced("custom model deployment in the flex tier")),
        PricingCase(
            "unmapped",
            """
            {"model": "arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123def456", "response": {
             "usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}
            """,
            .unpriced("opaque")),
    ]
}
