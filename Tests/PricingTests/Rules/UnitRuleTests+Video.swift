import Testing

extension UnitRuleTests {
    @Test("Video is billed by the second", arguments: video)
    func priceVideo(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let video: [PricingCase] = [
        PricingCase(
            "Nova Reel",
            """
            {"model": "amazon.nova-reel-v1:1", "operation": "video", "request": {"videoGenerationConfig": {
             "durationSeconds": 6}}}
            """,
            .usd("0.48")),
        PricingCase(
            "Luma Ray 2 at 540p",
            """
            {"model": "luma.ray-v2:0", "operation": "video", "request": {"duration": "5s", "resolution": "540p"}}
            """,
            .usd("3.75")),
        PricingCase(
            "Luma Ray 2 at 720p",
            """
            {"model": "luma.ray-v2:0", "operation": "video", "request": {"resolution": "720p"}, "units": {
             "output_seconds": 9}}
            """,
            .usd("13.5")),
        PricingCase(
            "Luma Ray 2 at a resolution that is not said",
            """
            {"model": "luma.ray-v2:0", "operation": "video", "units": {"output_seconds": 9}}
            """,
            .unpriced("depends on size")),
        PricingCase(
            "Pegasus: seconds of the input and tokens of the output",
            """
            {"model": "twelvelabs.pegasus-1-2-v1:0", "region": "us-east-1", "operation": "invoke_model", "units": {
             "input_seconds": 120.5, "output_tokens": 1000}}
            """,
            .usd("0.066545")),
        PricingCase(
            "Pegasus: tokens alone are not the whole",
            """
            {"model": "twelvelabs.pegasus-1-2-v1:0", "region": "us-east-1", "operation": "invoke_model", "response":
             {"body": {"message": "m", "finishReason": "stop"}, "headers": {"x-amzn-bedrock-input-token-count": "9",
             "x-amzn-bedrock-output-token-count": "1000"}}}
            """,
            .unknownUsage("input_seconds")),
    ]

    @Test("Speech and text have rates of their own", arguments: speech)
    func priceSpeech(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let speech: [PricingCase] = [
        PricingCase(
            "Nova Sonic",
            """
            {"model": "amazon.nova-sonic-v1:0", "region": "us-east-1", "operation": "speech", "units": {
             "text_input_tokens": 100, "speech_input_tokens": 1000, "text_output_tokens": 50,
             "speech_output_tokens": 800}}
            """,
            .usd("0.014298")),
        PricingCase(
            "Nova 2 Sonic",
            """
            {"model": "amazon.nova-2-sonic-v1:0", "region": "us-east-1", "operation": "speech", "units": {
             "speech_input_tokens": 1000, "speech_output_tokens": 800}}
            """,
            .usd("0.0126")),
        PricingCase(
            "totals do not say what was speech",
            """
            {"model": "amazon.nova-2-sonic-v1:0", "region": "us-east-1", "operation": "speech", "response": {
             "usage": {"inputTokens": 1000, "outputTokens": 800, "totalTokens": 1800}}}
            """,
            .unknownUsage("speech and text have different rates")),
    ]
}
