import Testing

/// Where the token counts of a response stand, and which of them are billed.
@Suite("Usage fields")
struct UsageRuleTests {
    @Test("Converse states fresh, read and written tokens apart", arguments: converse)
    func priceConverse(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let converse: [PricingCase] = [
        PricingCase(
            "inputTokens counts only tokens neither read from nor written to a cache",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 22, "outputTokens":
             13, "totalTokens": 2527, "cacheReadInputTokens": 2492, "cacheWriteInputTokens": 0}}}
            """,
            .usd("0.0006724")),
        PricingCase(
            "the total of all four counts is never priced as input",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 22, "outputTokens":
             13, "totalTokens": 2527, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 2492}}}
            """,
            .usd("0.006404")),
        PricingCase(
            "nothing is subtracted where more was read than sent",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 3, "outputTokens":
             5, "totalTokens": 90018, "cacheReadInputTokens": 90000, "cacheWriteInputTokens": 10}}}
            """,
            .usd("0.018081")),
        PricingCase(
            "the twins of the cache counts are counted once",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 22, "outputTokens":
             13, "totalTokens": 2927, "cacheReadInputTokens": 2492, "cacheWriteInputTokens": 400,
             "cacheReadInputTokenCount": 2492, "cacheWriteInputTokenCount": 400, "serverToolUsage": {}}}}
            """,
            .usd("0.0016724")),
        PricingCase(
            "a cache count is read from its second name where only that stands",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 22, "outputTokens":
             13, "totalTokens": 0, "cacheReadInputTokenCount": 2492, "cacheWriteInputTokenCount": 100}}}
            """,
            .usd("0.0009224")),
        PricingCase(
            "an optional count that is null is not there",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 22, "outputTokens":
             13, "totalTokens": 35, "cacheReadInputTokens": null, "cacheDetails": null}}}
            """,
            .usd("0.000174")),
        PricingCase(
            "thinking tokens are inside the output tokens",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model", "response": {"usage": {
             "input_tokens": 10, "output_tokens": 500, "output_tokens_details": {"thinking_tokens": 400}}}}
            """,
            .usd("0.00502")),
        PricingCase(
            "a usage of nothing costs nothing",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 0}}}
            """,
            .usd("0")),
        PricingCase(
            "inflated write counts are billed as stated",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 10, "outputTokens":
             10, "totalTokens": 8776, "cacheReadInputTokens": 0, "cacheWriteInputTokens": 8756, "cacheDetails": [{
             "ttl": "5m", "inputTokens": 8756}]}}}
            """,
            .usd("0.02201")),
    ]

    @Test("Streams state their usage once, after the stop", arguments: streams)
    func priceStreams(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let streams: [PricingCase] = [
        PricingCase(
            "the metadata event alone",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "converse_stream", "response": {"metadata":
             {"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}}}}
            """,
            .usd("0.003")),
        PricingCase(
            "the last chunk of an InvokeModel stream alone",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model_stream", "response": {"body":
             {"type": "message_stop", "amazon-bedrock-invocationMetrics": {"inputTokenCount": 1000,
             "outputTokenCount": 100}}}}
            """,
            .usd("0.003")),
        PricingCase(
            "the metadata event after messageStop is read",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "converse_stream", "response": [{
             "messageStart": {"role": "assistant"}}, {"messageStop": {"stopReason": "end_turn"}}, {"metadata": {
             "usage": {"inputTokens": 22, "outputTokens": 13, "totalTokens": 135, "cacheReadInputTokens": 100}}}]}
            """,
            .usd("0.000194")),
        PricingCase(
            "a stream that ends before its metadata is unknown, not free",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "converse_stream", "response": [{
             "messageStart": {"role": "assistant"}}, {"contentBlockDelta": {"delta": {"text": "Hello"}}}, {
             "messageStop": {"stopReason": "end_turn"}}]}
            """,
            .unknownUsage("the stream ends without its usage")),
        PricingCase(
            "a stream cut by an exception is unknown",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "converse_stream", "response": [{
             "messageStart": {"role": "assistant"}}, {"modelStreamErrorException": {"message": "x"}}]}
            """,
            .unknownUsage("the stream ends without its usage")),
        PricingCase(
            "an empty stream is unknown",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "converse_stream", "response": []}
            """,
            .unknownUsage("the stream ends without its usage")),
        PricingCase(
            "message_delta replaces what message_start said and is cumulative",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model_stream", "response": {"body": [
             {"type": "message_start", "message": {"usage": {"input_tokens": 40, "output_tokens": 2,
             "cache_read_input_tokens": 7}}}, {"type": "message_delta", "usage": {"output_tokens": 20}}, {"type":
             "message_delta", "usage": {"output_tokens": 55}}, {"type": "message_stop"}]}}
            """,
            .usd("0.0006314")),
        PricingCase(
            "the larger output of message_delta and invocation metrics counts",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model_stream", "response": {"body": [
             {"type": "message_start", "message": {"usage": {"input_tokens": 40, "output_tokens": 2}}}, {"type":
             "message_delta", "usage": {"output_tokens": 134}}, {"type": "message_stop",
             "amazon-bedrock-invocationMetrics": {"inputTokenCount": 40, "outputTokenCount": 90}}]}}
            """,
            .usd("0.00142")),
        PricingCase(
            "a message stream without its delta is unknown",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model_stream", "response": {"body": [
             {"type": "message_start", "message": {"usage": {"input_tokens": 40, "output_tokens": 2}}}, {"type":
             "content_block_delta"}]}}
            """,
            .unknownUsage("the stream ends without its usage")),
        PricingCase(
            "chunks are decoded from base64",
            """
            {"model": "meta.llama3-8b-instruct-v1:0", "region": "us-east-1", "operation": "invoke_model_stream",
             "response": {"body": [{"chunk": {"bytes":
             "eyJwcm9tcHRfdG9rZW5fY291bnQiOjYsImdlbmVyYXRpb25fdG9rZW5fY291bnQiOjEwLCJzdG9wX3JlYXNvbiI6InN0b3AifQ=="}}]}}
            """,
            .usd("0.0000078")),
        PricingCase(
            "the invocation metrics of the last chunk count where nothing else does",
            """
            {"model": "mistral.mistral-7b-instruct-v0:2", "region": "us-east-1", "operation": "invoke_model_stream",
             "response": {"body": [{"outputs": []}, {"outputs": [], "amazon-bedrock-invocationMetrics": {
             "inputTokenCount": 6, "outputTokenCount": 10, "invocationLatency": 3}}]}}
            """,
            .usd("0.0000029")),
        PricingCase(
            "a Nova stream states its usage in the metadata of its last chunk",
            """
            {"model": "us.amazon.nova-micro-v1:0", "region": "us-east-1", "operation": "invoke_model_stream",
             "response": {"body": [{"contentBlockDelta": {}}, {"metadata": {"usage": {"inputTokens": 5,
             "outputTokens": 10, "cacheReadInputTokenCount": 100}}, "amazon-bedrock-invocationMetrics": {
             "inputTokenCount": 5, "outputTokenCount": 10}}]}}
            """,
            .usd("0.00000245")),
        PricingCase(
            "a Llama stream counts in every chunk, and its last chunk counts",
            """
            {"model": "meta.llama3-1-70b-instruct-v1:0", "region": "us-east-1", "operation": "invoke_model_stream",
             "response": {"body": [{"generation": "a", "prompt_token_count": 25, "generation_token_count": 1,
             "stop_reason": null}, {"generation": "b", "generation_token_count": 9, "stop_reason": "stop"}]}}
            """,
            .usd("0.00002448")),
        PricingCase(
            "a Llama stream that was cut is unknown",
            """
            {"model": "meta.llama3-1-70b-instruct-v1:0", "region": "us-east-1", "operation": "invoke_model_stream",
             "response": {"body": [{"generation": "a", "prompt_token_count": 25, "generation_token_count": 1,
             "stop_reason": null}]}}
            """,
            .unknownUsage("the stream ends without its usage")),
        PricingCase(
            "a Titan stream that was cut is unknown",
            """
            {"model": "amazon.titan-text-lite-v1", "region": "us-east-1", "operation": "invoke_model_stream",
             "response": {"body": [{"outputText": "a", "inputTextTokenCount": 5, "totalOutputTextTokenCount": null,
             "completionReason": null}]}}
            """,
            .unknownUsage("the stream ends without its usage")),
        PricingCase(
            "a chunk of an answer with running counts is not its end",
            """
            {"model": "qwen.qwen3-32b-v1:0", "region": "us-east-1", "operation": "invoke_model_stream", "response":
             {"body": [{"choices": [{"delta": {"content": "a"}, "finish_reason": null}], "usage": {"prompt_tokens":
             9, "completion_tokens": 1}}]}}
            """,
            .unknownUsage("the stream ends without its usage")),
    ]
}
