import LosslessJSON

/// Finds the token counts in the events of a stream.
enum StreamUsage {
    /// - Returns: `nil` where no event states the final usage, as in a stream that was cut.
    static func tokens(in events: [JSONValue]) throws(UnknownUsage) -> TokenCounts? {
        // The metadata event comes after messageStop, so the whole stream is read.
        for event in events.reversed() {
            if let usage = event.present("metadata")?.present("usage") { return try BodyUsage.converse(usage) }
        }
        return try invokeModel(events)
    }

    /// A `message_delta` replaces what `message_start` said, and is cumulative. The invocation metrics of the last chunk
    /// were seen to be too low beside parallel tool calls, so the larger output counts (recordings of 2025).
    private static func invokeModel(_ events: [JSONValue]) throws(UnknownUsage) -> TokenCounts? {
        var counts: TokenCounts?
        var metrics: TokenCounts?
        var isFinal = false
        for event in events {
            if let usage = event.present("message")?.present("usage"), let start = try BodyUsage.anthropic(usage) {
                counts = start
            } else if event.present("type")?.string == "message_delta", let usage = event.present("usage"),
                let delta = try BodyUsage.anthropic(usage)
            {
                counts = counts.map { merge($0, with: delta) } ?? delta
                isFinal = true
            } else if let stated = try running(event, after: counts) {
                counts = stated
                isFinal = isFinal || isLast(event)
            } else if let stated = try BodyUsage.tokens(in: event) {
                counts = stated
                isFinal = isFinal || isLast(event)
            }
            if let stated = event.present("amazon-bedrock-invocationMetrics") {
                metrics = try invocationMetrics(stated)
            }
        }
        guard let metrics else { return isFinal ? counts : nil }
        guard var merged = counts else { return metrics }
        merged.output = max(merged.output ?? 0, metrics.output ?? 0)
        merged.input = merged.input ?? metrics.input
        merged.cacheRead = merged.cacheRead ?? metrics.cacheRead
        merged.cacheWrite = merged.cacheWrite ?? metrics.cacheWrite
        return merged
    }

    /// Llama counts as it goes: the prompt in its first chunk, the output so far in every one.
    private static func running(_ event: JSONValue, after counts: TokenCounts?) throws(UnknownUsage) -> TokenCounts? {
        guard let output = try event.tokenCount("generation_token_count") else { return nil }
        return TokenCounts(input: try event.tokenCount("prompt_token_count") ?? counts?.input, output: output)
    }

    /// Whether counts that stand in a chunk are those of the whole answer. Where a chunk carries a part of the answer, its
    /// counts are final only beside the reason why the answer ends: a stream that was cut must not look complete.
    private static func isLast(_ event: JSONValue) -> Bool {
        if event.present("usage")?.kind == .object {
            let choices = event.present("choices")?.elements.map(\.self) ?? []
            return choices.isEmpty || choices.contains { $0.present("finish_reason") != nil }
        }
        return event.present("stop_reason") != nil || event.present("completionReason") != nil
            || event.present("totalOutputTextTokenCount") != nil
    }

    private static func merge(_ start: TokenCounts, with delta: TokenCounts) -> TokenCounts {
        var merged = start
        merged.input = delta.input ?? start.input
        merged.output = delta.output ?? start.output
        merged.cacheRead = delta.cacheRead ?? start.cacheRead
        merged.cacheWrite = delta.cacheWrite ?? start.cacheWrite
        if !delta.cacheWriteByTimeToLive.isEmpty { merged.cacheWriteByTimeToLive = delta.cacheWriteByTimeToLive }
        return merged
    }

    private static func invocationMetrics(_ metrics: JSONValue) throws(UnknownUsage) -> TokenCounts {
        var counts = TokenCounts(
            input: try metrics.tokenCount("inputTokenCount"), output: try metrics.tokenCount("outputTokenCount"))
        counts.cacheRead = try metrics.tokenCount("cacheReadInputTokenCount")
        counts.cacheWrite = try metrics.tokenCount("cacheWriteInputTokenCount")
        return counts
    }
}
