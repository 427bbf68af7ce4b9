import Testing

/// What guardrails add to a call, and when the model is not charged.
@Suite("Guardrails")
struct GuardrailRuleTests {
    @Test("Each policy is billed by its text unit", arguments: policies)
    func pricePolicies(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let policies: [PricingCase] = [
        PricingCase(
            "content",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"contentPolicyUnits": 3}}}}}}}}
            """,
            .usd("0.00345")),
        PricingCase(
            "topic",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"topicPolicyUnits": 3}}}}}}}}
            """,
            .usd("0.00345")),
        PricingCase(
            "sensitive information",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"sensitiveInformationPolicyUnits": 3}}}}}}}}
            """,
            .usd("0.0033")),
        PricingCase(
            "contextual grounding",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"contextualGroundingPolicyUnits": 3}}}}}}}}
            """,
            .usd("0.0033")),
        PricingCase(
            "automated reasoning",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"automatedReasoningPolicyUnits": 3}}}}}}}}
            """,
            .usd("0.00351")),
        PricingCase(
            "images",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"contentPolicyImageUnits": 3}}}}}}}}
            """,
            .usd("0.00525")),
        PricingCase(
            "words",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"wordPolicyUnits": 3}}}}}}}}
            """,
            .usd("0.003")),
        PricingCase(
            "sensitive patterns",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"sensitiveInformationPolicyFreeUnits":
             3}}}}}}}}
            """,
            .usd("0.003")),
        PricingCase(
            "input and output add up",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"contentPolicyUnits": 2, "topicPolicyUnits":
             1}}}}, "outputAssessments": {"g1": [{"invocationMetrics": {"usage": {"contentPolicyUnits": 4}}}]}}}}}
            """,
            .usd("0.00405")),
        PricingCase(
            "a unit that the card does not know",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"invocationMetrics": {"usage": {"quantumPolicyUnits": 2}}}}}}}}
            """,
            .unknownUsage("quantumPolicyUnits")),
        PricingCase(
            "the trace of a stream stands in its metadata",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "converse_stream", "response": [{
             "messageStop": {"stopReason": "end_turn"}}, {"metadata": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "trace": {"guardrail": {"inputAssessment": {"g1": {
             "invocationMetrics": {"usage": {"topicPolicyUnits": 2}}}}}}}}]}
            """,
            .usd("0.0033")),
        PricingCase(
            "the trace of InvokeModel stands in its body",
            """
            {"model": "global.anthropic.claude-sonnet-5", "operation": "invoke_model", "response": {"body": {
             "usage": {"input_tokens": 1000, "output_tokens": 100}, "amazon-bedrock-guardrailAction": "NONE",
             "amazon-bedrock-trace": {"guardrail": {"input": {"g1": {"invocationMetrics": {"usage": {
             "topicPolicyUnits": 1}}}}, "outputs": [{"g1": {"invocationMetrics": {"usage": {"contentPolicyUnits":
             2}}}}]}}}}}
            """,
            .usd("0.00345")),
    ]

    @Test("What was blocked decides whether the model is charged", arguments: blocking)
    func priceBlocking(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let blocking: [PricingCase] = [
        PricingCase(
            "a blocked input: the guardrail only",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 0}, "stopReason": "guardrail_intervened", "trace": {"guardrail": {"inputAssessment":
             {"g1": {"topicPolicy": {"topics": [{"name": "x", "action": "BLOCKED"}]}, "invocationMetrics": {"usage":
             {"topicPolicyUnits": 2}}}}}}}}
            """,
            .usd("0.0003")),
        PricingCase(
            "a blocked input: no model charge whatever the usage says",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "guardrail_intervened", "trace": {"guardrail":
             {"inputAssessment": {"g1": {"topicPolicy": {"topics": [{"name": "x", "action": "BLOCKED"}]},
             "invocationMetrics": {"usage": {"topicPolicyUnits": 2}}}}}}}}
            """,
            .usd("0.0003")),
        PricingCase(
            "a blocked output: both",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "guardrail_intervened", "trace": {"guardrail":
             {"inputAssessment": {"g1": {"invocationMetrics": {"usage": {"topicPolicyUnits": 2}}}},
             "outputAssessments": {"g1": [{"invocationMetrics": {"usage": {"topicPolicyUnits": 1}}}]}}}}}
            """,
            .usd("0.00345")),
        PricingCase(
            "an output that was assessed: the model was asked, so both",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "guardrail_intervened", "trace": {"guardrail":
             {"inputAssessment": {"g1": {"topicPolicy": {"topics": [{"name": "x", "action": "BLOCKED"}]},
             "invocationMetrics": {"usage": {"topicPolicyUnits": 2}}}}, "outputAssessments": {"g1": [{
             "invocationMetrics": {"usage": {"topicPolicyUnits": 1}}}]}}}}}
            """,
            .usd("0.00345")),
        PricingCase(
            "a finding that did not stop the call: both",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 1000,
             "outputTokens": 100, "totalTokens": 1100}, "stopReason": "end_turn", "trace": {"guardrail": {
             "inputAssessment": {"g1": {"topicPolicy": {"topics": [{"name": "x", "action": "BLOCKED"}]},
             "invocationMetrics": {"usage": {"topicPolicyUnits": 2}}}}}}}}
            """,
            .usd("0.0033")),
        PricingCase(
            "intervened without a trace: something is billed that nothing states",
            """
            {"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {"inputTokens": 0, "outputTokens":
             0, "totalTokens": 0}, "stopReason": "guardrail_intervened"}}
            """,
            .unknownUsage("a guardrail intervened")),
        PricingCase(
            "asked for without a trace: the tokens, with a note",
            """
            {"model": "global.anthropic.claude-sonnet-5", "request": {"guardrailConfig": {"guardrailIdentifier":
             "g1", "guardrailVersion": "1"}}, "response": {"usage": {"inputTokens": 1000, "outputTokens": 100,
             "totalTokens": 1100}}}
            """,
            .usd("0.003")),
    ]
}
