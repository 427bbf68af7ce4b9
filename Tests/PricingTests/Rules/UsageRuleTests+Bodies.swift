import Testing

extension UsageRuleTests {
    @Test("InvokeModel bodies state usage in the way of their family", arguments: bodies)
    func priceBodies(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let bodies: [PricingCase] = [
        PricingCase(
            "Claude: the split of cache writes is part of their total, not extra",
            """
            {"model": "anthropic.claude-opus-4-6-v1", "region": "us-east-1", "operation": "invoke_model",
             "response": {"body": {"usage": {"input_tokens": 10, "output_tokens": 20, "cache_read_input_tokens":
             300, "cache_creation_input_tokens": 5000, "cache_creation": {"ephemeral_5m_input_tokens": 2000,
             "ephemeral_1h_input_tokens": 3000}}}}}
            """,
            .usd("0.04752")),
        PricingCase(
            "Nova: the counts of Converse under their own names",
            """
            {"model": "us.amazon.nova-pro-v1:0", "region": "us-east-1", "operation": "invoke_model", "response": {
             "body": {"usage": {"inputTokens": 100, "outputTokens": 50, "totalTokens": 150,
             "cacheReadInputTokenCount": 1000, "cacheWriteInputTokenCount": 0}}}}
            """,
            .usd("0.00044")),
        PricingCase(
            "Titan: the tokens of all results",
            """
            {"model": "amazon.titan-text-express-v1", "region": "us-east-1", "operation": "invoke_model",
             "response": {"body": {"inputTextTokenCount": 8, "results": [{"tokenCount": 10}, {"tokenCount": 5}]}}}
            """,
            .usd("0.0000106")),
        PricingCase(
            "Llama: prompt and generation",
            """
            {"model": "meta.llama3-8b-instruct-v1:0", "region": "us-east-1", "operation": "invoke_model",
             "response": {"body": {"generation": "x", "prompt_token_count": 7, "generation_token_count": 3,
             "stop_reason": "stop"}}}
            """,
            .usd("0.0000039")),
        PricingCase(
            "OpenAI: the input contains the cached and the written tokens",
            """
            {"model": "openai.gpt-6-luna", "operation": "invoke_model", "response": {"body": {"usage": {
             "prompt_tokens": 1000, "completion_tokens": 50, "prompt_tokens_details": {"cached_tokens": 600,
             "cache_write_tokens": 300}}}}}
            """,
            .usd("0.00008635")),
        PricingCase(
            "OpenAI responses: the same under other names",
            """
            {"model": "global.openai.gpt-6-luna", "operation": "invoke_model", "response": {"body": {"usage": {
             "input_tokens": 1000, "output_tokens": 50, "input_tokens_details": {"cached_tokens": 600}}}}}
            """,
            .usd("0.000071")),
        PricingCase(
            "OpenAI: more cached tokens than input is a contradiction",
            """
            {"model": "openai.gpt-6-luna", "operation": "invoke_model", "response": {"body": {"usage": {
             "prompt_tokens": 100, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 600}}}}}
            """,
            .unknownUsage("more cached tokens than input tokens")),
        PricingCase(
            "headers count where the body says nothing",
            """
            {"model": "mistral.mistral-7b-instruct-v0:2", "region": "us-east-1", "operation": "invoke_model",
             "response": {"body": {"outputs": []}, "headers": {"X-Amzn-Bedrock-Input-Token-Count": "22",
             "X-Amzn-Bedrock-Output-Token-Count": "13"}}}
            """,
            .usd("0.0000059")),
        PricingCase(
            "headers state the cache apart from the input, in any case of their names",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model", "response": {"body": {},
             "headers": {"x-amzn-bedrock-input-token-count": "22", "x-amzn-bedrock-output-token-count": "13",
             "x-amzn-bedrock-cache-read-input-token-count": "100", "x-amzn-bedrock-cache-write-input-token-count":
             "40"}}}
            """,
            .usd("0.000294")),
        PricingCase(
            "the body wins over the headers, for it alone splits the writes",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model", "response": {"body": {
             "usage": {"input_tokens": 22, "output_tokens": 13, "cache_creation_input_tokens": 40, "cache_creation":
             {"ephemeral_1h_input_tokens": 40}}}, "headers": {"x-amzn-bedrock-input-token-count": "22",
             "x-amzn-bedrock-output-token-count": "13", "x-amzn-bedrock-cache-write-input-token-count": "40"}}}
            """,
            .usd("0.000334")),
        PricingCase(
            "neither body nor headers: unknown",
            """
            {"model": "mistral.mistral-7b-instruct-v0:2", "region": "us-east-1", "operation": "invoke_model",
             "response": {"body": {"outputs": []}}}
            """,
            .unknownUsage("states no usage")),
    ]

    @Test("OpenAI counts on Converse that may contain the cache are flagged", arguments: inclusive)
    func priceInclusive(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let inclusive: [PricingCase] = [
        PricingCase(
            "input at or above the cache tokens is ambiguous",
            """
            {"model": "us.openai.gpt-5.6-sol", "response": {"usage": {"inputTokens": 12401, "outputTokens": 50,
             "totalTokens": 24850, "cacheReadInputTokens": 8367, "cacheWriteInputTokens": 4032}}}
            """,
            .unknownUsage("may already contain")),
        PricingCase(
            "input of just the cache tokens is ambiguous",
            """
            {"model": "global.openai.gpt-6.1-sol", "response": {"usage": {"inputTokens": 300, "outputTokens": 50,
             "totalTokens": 650, "cacheReadInputTokens": 300}}}
            """,
            .unknownUsage("may already contain")),
        PricingCase(
            "input below the cache tokens cannot contain them",
            """
            {"model": "us.openai.gpt-5.6-sol", "response": {"usage": {"inputTokens": 2, "outputTokens": 50,
             "totalTokens": 12451, "cacheReadInputTokens": 8367, "cacheWriteInputTokens": 4032}}}
            """,
            .usd("0.02696628")),
        PricingCase(
            "without cache tokens there is no doubt",
            """
            {"model": "us.openai.gpt-5.6-sol", "response": {"usage": {"inputTokens": 12401, "outputTokens": 50,
             "totalTokens": 12451}}}
            """,
            .usd("0.0556644")),
        PricingCase(
            "GPT-5.5 is not known for it",
            """
            {"model": "global.openai.gpt-5.5", "response": {"usage": {"inputTokens": 1000, "outputTokens": 50,
             "totalTokens": 1650, "cacheReadInputTokens": 600}}}
            """,
            .usd("0.0068")),
    ]

    @Test("What the service adds is billed apart", arguments: extras)
    func priceExtras(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let extras: [PricingCase] = [
        PricingCase(
            "CountTokens is free",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "count_tokens", "response": {"inputTokens":
             900}}
            """,
            .usd("0")),
        PricingCase(
            "CountTokens is free for an unknown model too",
            """
            {"model": "nobody.knows-me", "operation": "count_tokens", "response": {"inputTokens": 900}}
            """,
            .usd("0")),
        PricingCase(
            "a server tool without a known rate leaves the call unpriced",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 10, "outputTokens":
             10, "totalTokens": 20, "serverToolUsage": {"webGrounding": 1}}}}
            """,
            .unpriced("the service ran a tool (webGrounding)")),
        PricingCase(
            "server tools that did not run cost nothing",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 10, "outputTokens":
             10, "totalTokens": 20, "serverToolUsage": {"webGrounding": 0}}}}
            """,
            .usd("0.00012")),
    ]
}
