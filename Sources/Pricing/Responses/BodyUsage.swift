import LosslessJSON

/// Finds the token counts in the body of an answer, whichever model family wrote it.
enum BodyUsage {
    /// - Returns: `nil` where the body states no usage.
    static func tokens(in body: JSONValue) throws(UnknownUsage) -> TokenCounts? {
        if let usage = body.present("usage"), usage.kind == .object {
            if let counts = try converse(usage) { return counts }
            if let counts = try openAI(usage) { return counts }
            if let counts = try anthropic(usage) { return counts }
        }
        if let counts = try titan(body) { return counts }
        return try llama(body)
    }

    /// Converse and Nova: `inputTokens` excludes the cache (AWS prompt-caching guide). The wire carries twins of the
    /// cache counts under a second name.
    static func converse(_ usage: JSONValue) throws(UnknownUsage) -> TokenCounts? {
        guard usage.present("inputTokens") != nil || usage.present("outputTokens") != nil else { return nil }
        var counts = TokenCounts(
            input: try usage.tokenCount("inputTokens"), output: try usage.tokenCount("outputTokens"))
        counts.cacheRead = try usage.tokenCount("cacheReadInputTokens", "cacheReadInputTokenCount")
        counts.cacheWrite = try usage.tokenCount("cacheWriteInputTokens", "cacheWriteInputTokenCount")
        let details = usage.present("cacheDetails")
        guard details == nil || details?.kind == .array else {
            throw UnknownUsage(reason: "cacheDetails is no list: \(details?.text.prefix(60) ?? "")")
        }
        for detail in details?.elements.map(\.self) ?? [] {
            guard let name = detail.present("ttl")?.string, let timeToLive = CacheTimeToLive(rawValue: name) else {
                throw UnknownUsage(
                    reason: "cacheDetails names a time to live that has no rate: \(detail.text.prefix(60))")
            }
            let written = try detail.tokenCount("inputTokens") ?? 0
            counts.cacheWriteByTimeToLive[timeToLive] =
                (counts.cacheWriteByTimeToLive[timeToLive] ?? 0).addingClamped(written)
        }
        return counts
    }

    /// Anthropic's messages API: `cache_creation_input_tokens` is the total, `cache_creation` its split.
    static func anthropic(_ usage: JSONValue) throws(UnknownUsage) -> TokenCounts? {
        guard usage.present("input_tokens") != nil || usage.present("output_tokens") != nil else { return nil }
        var counts = TokenCounts(
            input: try usage.tokenCount("input_tokens"), output: try usage.tokenCount("output_tokens"))
        counts.cacheRead = try usage.tokenCount("cache_read_input_tokens")
        counts.cacheWrite = try usage.tokenCount("cache_creation_input_tokens")
        if let split = usage.present("cache_creation") {
            counts.cacheWriteByTimeToLive[.fiveMinutes] = try split.tokenCount("ephemeral_5m_input_tokens")
            counts.cacheWriteByTimeToLive[.oneHour] = try split.tokenCount("ephemeral_1h_input_tokens")
        }
        return counts
    }

    /// OpenAI's chat completions and responses, which many families speak: the input contains the cached tokens by
    /// definition of that API.
    private static func openAI(_ usage: JSONValue) throws(UnknownUsage) -> TokenCounts? {
        let details: JSONValue?
        var counts: TokenCounts
        if usage.present("prompt_tokens") != nil {
            counts = TokenCounts(
                input: try usage.tokenCount("prompt_tokens"), output: try usage.tokenCount("completion_tokens") ?? 0)
            details = usage.present("prompt_tokens_details")
        } else if let inputDetails = usage.present("input_tokens_details") {
            counts = TokenCounts(
                input: try usage.tokenCount("input_tokens"), output: try usage.tokenCount("output_tokens"))
            details = inputDetails
        } else {
            return nil
        }
        counts.inputIncludesCache = true
        counts.cacheRead = try details?.tokenCount("cached_tokens")
        counts.cacheWrite = try details?.tokenCount("cache_write_tokens")
        return counts
    }

    private static func titan(_ body: JSONValue) throws(UnknownUsage) -> TokenCounts? {
        guard let input = try body.tokenCount("inputTextTokenCount") else { return nil }
        var output: Int64 = try body.tokenCount("totalOutputTextTokenCount") ?? 0
        for result in body.present("results")?.elements.prefix(1000).map({ $0 }) ?? [] {
            output = output.addingClamped(try result.tokenCount("tokenCount") ?? 0)
        }
        return TokenCounts(input: input, output: output)
    }

    private static func llama(_ body: JSONValue) throws(UnknownUsage) -> TokenCounts? {
        guard let input = try body.tokenCount("prompt_token_count"),
            let output = try body.tokenCount("generation_token_count")
        else { return nil }
        return TokenCounts(input: input, output: output)
    }
}

extension Int64 {
    /// The sum, held at the largest value instead of trapping on an absurd input.
    package func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
