import LosslessJSON

/// Writes answers in the form of Converse and ConverseStream.
enum ConverseFormat {
    static func body(of outcome: Outcome) -> [UInt8] {
        JSONWriter.object { writer in
            writer.object("output") { writer in
                writer.object("message") { writeMessage(of: outcome.answer, to: &$0) }
            }
            writer.member("stopReason", outcome.answer.stopReason)
            writeMetadata(of: outcome, to: &writer)
        }
    }

    /// The usage and what else the price depends on, as one object.
    static func metadata(of outcome: Outcome) -> [UInt8] {
        JSONWriter.object { writeMetadata(of: outcome, to: &$0) }
    }

    static func events(of outcome: Outcome) -> [StreamEvent] {
        var random = outcome.random
        var events = [StreamEvent("messageStart", random: &random) { $0.member("role", "assistant") }]
        for (index, block) in outcome.answer.blocks.enumerated() {
            if case .toolUse(let identifier, let name, _) = block {
                events.append(
                    StreamEvent("contentBlockStart", random: &random) { writer in
                        writer.member("contentBlockIndex", index)
                        writeToolStart(identifier: identifier, name: name, to: &writer)
                    })
            }
            for delta in deltas(of: block) {
                events.append(
                    StreamEvent("contentBlockDelta", random: &random) { writer in
                        writer.member("contentBlockIndex", index)
                        writer.object("delta", delta)
                    })
            }
            events.append(
                StreamEvent("contentBlockStop", random: &random) { $0.member("contentBlockIndex", index) })
        }
        events.append(
            StreamEvent("messageStop", random: &random) { $0.member("stopReason", outcome.answer.stopReason) })
        events.append(
            StreamEvent("metadata", isClosing: true, random: &random) { writeMetadata(of: outcome, to: &$0) })
        return events
    }

    private static func writeMetadata(of outcome: Outcome, to writer: inout JSONWriter) {
        writer.object("metrics") { $0.member("latencyMs", outcome.latencyMilliseconds) }
        if let latency = outcome.performanceLatency {
            writer.object("performanceConfig") { $0.member("latency", latency) }
        }
        if let tier = outcome.serviceTier { writer.object("serviceTier") { $0.member("type", tier) } }
        if outcome.statesUsage { writeUsage(of: outcome, to: &writer) }
    }

    /// Live responses state cache counts under two names, and an object for tools that the service ran.
    private static func writeUsage(of outcome: Outcome, to writer: inout JSONWriter) {
        let usage = outcome.usage
        writer.object("usage") { writer in
            if outcome.statesCache {
                writer.array("cacheDetails") { writer in
                    for (ttl, tokens) in [("1h", usage.cacheWriteOneHour), ("5m", usage.cacheWriteFiveMinutes)]
                    where tokens > 0 {
                        writer.element {
                            $0.member("inputTokens", tokens)
                            $0.member("ttl", ttl)
                        }
                    }
                }
                writer.member("cacheReadInputTokenCount", usage.cacheRead)
                writer.member("cacheReadInputTokens", usage.cacheRead)
                writer.member("cacheWriteInputTokenCount", usage.cacheWrite)
                writer.member("cacheWriteInputTokens", usage.cacheWrite)
            }
            writer.member("inputTokens", usage.input)
            writer.member("outputTokens", usage.output)
            writer.object("serverToolUsage") { _ in }
            writer.member("totalTokens", usage.total)
        }
    }

    // MARK: - Shared with Nova's own format

    static func writeMessage(of answer: Answer, to writer: inout JSONWriter) {
        writer.array("content") { writer in
            for block in answer.blocks {
                writer.element { write(block, to: &$0) }
            }
        }
        writer.member("role", "assistant")
    }

    static func writeToolStart(identifier: String, name: String, to writer: inout JSONWriter) {
        writer.object("start") { writer in
            writer.object("toolUse") { writer in
                writer.member("name", name)
                writer.member("toolUseId", "tooluse_\(identifier)")
            }
        }
    }

    private static func write(_ block: Answer.Block, to writer: inout JSONWriter) {
        switch block {
        case .text(let text): writer.member("text", text)
        case .reasoning(let text, let signature):
            writer.object("reasoningContent") { writer in
                writer.object("reasoningText") { writer in
                    writer.member("signature", signature)
                    writer.member("text", text)
                }
            }
        case .toolUse(let identifier, let name, let input):
            writer.object("toolUse") { writer in
                writer.key("input")
                writer.json(input)
                writer.member("name", name)
                writer.member("toolUseId", "tooluse_\(identifier)")
            }
        }
    }

    /// What each delta of a block says.
    static func deltas(of block: Answer.Block) -> [(inout JSONWriter) -> Void] {
        switch block {
        case .text(let text):
            return Tokenizer.pieces(of: text, tokens: Outcome.tokensPerEvent).map { piece in
                { $0.member("text", piece) }
            }
        case .reasoning(let text, let signature):
            let pieces = Tokenizer.pieces(of: text, tokens: Outcome.tokensPerEvent).map { ("text", $0) }
            return (pieces + [("signature", signature)]).map { name, value in
                { writer in writer.object("reasoningContent") { $0.member(name, value) } }
            }
        case .toolUse(_, _, let input):
            // Real streams begin with an empty fragment.
            return ([""] + Tokenizer.pieces(of: input, tokens: Outcome.tokensPerEvent)).map { piece in
                { writer in writer.object("toolUse") { $0.member("input", piece) } }
            }
        }
    }
}

extension Outcome {
    /// The usage as Converse states it, by which the call is billed whatever its response says.
    var statement: JSONValue? {
        var complete = self
        complete.statesUsage = true
        complete.statesCache = statesCache || usage.cacheRead > 0 || usage.cacheWrite > 0
        return try? JSONValue.parse(ConverseFormat.metadata(of: complete))
    }
}
