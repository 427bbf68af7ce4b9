import Season

/// Writes an invocation log, one record a line, made up from a seed: the calls of 40 teams and 2,000 callsites, with
/// bodies as Converse and Claude's own API have them.
struct LogGenerator {
    /// A word of a prompt or an answer.
    private static let words = [
        "the", "ledger", "of", "a", "model", "answers", "to", "whom", "budget", "naïve", "is", "\\\"quoted\\\"", "in",
        "tokens", "request", "and", "line\\n", "which", "café", "0.25", "for", "response", "that", "were", "cached",
    ]
    private static let models = [
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-haiku-4-5-20251001-v1:0",
        "global.anthropic.claude-opus-4-5-20251101-v1:0", "amazon.nova-lite-v1:0", "us.amazon.nova-pro-v1:0",
    ]
    private var random: SplitMix64
    private let recordBytes: Int

    /// A log of records of about so many bytes.
    init(seed: UInt64, recordBytes: Int) {
        random = SplitMix64(seed: seed)
        self.recordBytes = recordBytes
    }

    /// Writes records to the standard output.
    mutating func write(_ count: Int) {
        for number in 0..<count {
            print(record(number))
        }
    }

    private mutating func record(_ number: Int) -> String {
        let site = site()
        let model = Self.models[(site + (random.happens(onceIn: 5) ? 1 : 0)) % Self.models.count]
        let isConverse = model.contains("nova") || site % 2 == 0
        let input = 200 + Int(4000 * random.unit())
        let output = 20 + Int(900 * random.unit())
        let cached = random.happens(onceIn: 3) ? input * 4 : 0
        let bodies = bodies(isConverse: isConverse, input: input, output: output, cached: cached)
        return """
            {"schemaType":"ModelInvocationLog","schemaVersion":"1.0","timestamp":"\(time(number))",\
            "accountId":"111122223333","region":"us-east-1","requestId":"\(requestID())",\
            "operation":"\(isConverse ? "Converse" : "InvokeModel")","modelId":"\(model)",\
            "identity":{"arn":"arn:aws:sts::111122223333:assumed-role/service-\(site)/session-\(number % 50)"},\
            "requestMetadata":{"team":"\(Season.team(site))"},\
            "input":{"inputContentType":"application/json","inputTokenCount":\(input),\
            "cacheReadInputTokenCount":\(cached),"inputBodyJson":\(bodies.input)},\
            "output":{"outputContentType":"application/json","outputTokenCount":\(output),\
            "outputBodyJson":\(bodies.output)}}
            """
    }

    /// A callsite by Zipf's law, or nearly: each octave of ranks makes as many calls as the one before.
    private mutating func site() -> Int {
        let octave = UInt64(1) << (random.next() % 11)
        return min(Int(octave - 1 + random.next() % octave), Season.callsites - 1)
    }

    private mutating func bodies(
        isConverse: Bool, input: Int, output: Int, cached: Int
    ) -> (input: String, output: String) {
        let prompt = text(max(0, recordBytes - 1000) * 3 / 4)
        let answer = text(max(0, recordBytes - 1000) / 4)
        if isConverse {
            return (
                """
                {"messages":[{"role":"user","content":[{"text":"\(prompt)"}]}],"inferenceConfig":{"maxTokens":1024}}
                """,
                """
                {"output":{"message":{"role":"assistant","content":[{"text":"\(answer)"}]}},"stopReason":"end_turn",\
                "metrics":{"latencyMs":\(300 + output * 9)},"usage":{"inputTokens":\(input),"outputTokens":\(output),\
                "totalTokens":\(input + output + cached),"cacheReadInputTokens":\(cached)}}
                """
            )
        }
        return (
            """
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":1024,"messages":[{"role":"user",\
            "content":[{"type":"text","text":"\(prompt)"}]}]}
            """,
            """
            {"id":"msg_bdrk_01","type":"message","role":"assistant","content":[{"type":"text","text":"\(answer)"}],\
            "stop_reason":"end_turn","usage":{"input_tokens":\(input),"output_tokens":\(output),\
            "cache_read_input_tokens":\(cached),"cache_creation_input_tokens":0}}
            """
        )
    }

    private mutating func text(_ bytes: Int) -> String {
        var text = ""
        var count = 0
        while count < bytes {
            let word = Self.words[Int(random.next() % UInt64(Self.words.count))]
            text += word
            text += " "
            count += word.utf8.count + 1
        }
        return text
    }

    /// Two records a second, from the first of November 2026 on.
    private func time(_ number: Int) -> String {
        let seconds = number / 2
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "2026-11-\(two(1 + seconds / 86_400 % 30))T\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60))"
            + ":\(two(seconds % 60))Z"
    }

    private mutating func requestID() -> String {
        let digits = Array((hexadecimal() + hexadecimal()).utf8)
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { String(decoding: digits[$0..<$1], as: UTF8.self) }
            .joined(separator: "-")
    }

    private mutating func hexadecimal() -> String {
        let digits = String(random.next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
