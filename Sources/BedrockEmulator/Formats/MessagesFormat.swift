import LosslessJSON

/// Anthropic's messages: the bodies of Claude.
struct MessagesFormat: ModelFormat {
    func prompt(in body: JSONValue, isCounting: Bool) throws(ServiceError) -> Prompt {
        try MessagesPrompt.read(body, isCounting: isCounting)
    }

    func body(of outcome: Outcome) -> [UInt8] {
        JSONWriter.object { writer in
            writeHead(of: outcome, to: &writer)
            writer.array("content") { writer in
                for block in outcome.answer.blocks {
                    writer.element { write(block, to: &$0) }
                }
            }
            writer.member("stop_reason", outcome.answer.stopReason)
            writer.key("stop_sequence")
            writer.string(orNull: outcome.answer.stopSequence)
            if outcome.statesUsage { writeUsage(of: outcome, output: outcome.usage.output, to: &writer) }
        }
    }

    func events(of outcome: Outcome) -> [StreamEvent] {
        var random = outcome.random
        func event(_ type: String, isClosing: Bool = false, _ write: (inout JSONWriter) -> Void) -> StreamEvent {
            let chunk = JSONWriter.object { writer in
                writer.member("type", type)
                write(&writer)
            }
            return StreamEvent(chunk: chunk, isClosing: isClosing, random: &random)
        }
        var events = [
            event("message_start") { writer in
                writer.object("message") { writer in
                    writeHead(of: outcome, to: &writer)
                    writer.array("content") { _ in }
                    writer.key("stop_reason")
                    writer.null()
                    writer.key("stop_sequence")
                    writer.null()
                    // Real streams begin with one or some output tokens; message_delta has the true count.
                    if outcome.statesUsage {
                        writeUsage(of: outcome, output: min(1, outcome.usage.output), to: &writer)
                    }
                }
            }
        ]
        for (index, block) in outcome.answer.blocks.enumerated() {
            events.append(
                event("content_block_start") { writer in
                    writer.member("index", index)
                    writer.object("content_block") { writeStart(of: block, to: &$0) }
                })
            for (type, name, value) in deltas(of: block) {
                events.append(
                    event("content_block_delta") { writer in
                        writer.member("index", index)
                        writer.object("delta") { writer in
                            writer.member("type", type)
                            writer.member(name, value)
                        }
                    })
            }
            events.append(event("content_block_stop") { $0.member("index", index) })
        }
        events.append(
            event("message_delta", isClosing: true) { writer in
                writer.object("delta") { writer in
                    writer.member("stop_reason", outcome.answer.stopReason)
                    writer.key("stop_sequence")
                    writer.string(orNull: outcome.answer.stopSequence)
                }
                guard outcome.statesUsage else { return }
                writer.object("usage") { $0.member("output_tokens", outcome.usage.output) }
            })
        events.append(event("message_stop", isClosing: true) { outcome.writeInvocationMetrics(to: &$0) })
        return events
    }

    private func writeHead(of outcome: Outcome, to writer: inout JSONWriter) {
        var random = outcome.random
        writer.member("model", modelName(outcome.modelID))
        writer.member("id", "msg_bdrk_01\(random.identifier(length: 22))")
        writer.member("type", "message")
        writer.member("role", "assistant")
    }

    /// The name that the model gives itself: that of the id, without vendor and version of Bedrock's own.
    private func modelName(_ id: String) -> String {
        let name = id.hasPrefix("anthropic.") ? id.dropFirst("anthropic.".count) : Substring(id)
        let version = name.ranges(of: "-v").last { name[$0.upperBound...].contains(":") }
        return String(version.map { name[..<$0.lowerBound] } ?? name)
    }

    private func writeUsage(of outcome: Outcome, output: Int64, to writer: inout JSONWriter) {
        let usage = outcome.usage
        writer.object("usage") { writer in
            writer.member("input_tokens", usage.input)
            writer.member("cache_creation_input_tokens", usage.cacheWrite)
            writer.member("cache_read_input_tokens", usage.cacheRead)
            writer.object("cache_creation") { writer in
                writer.member("ephemeral_5m_input_tokens", usage.cacheWriteFiveMinutes)
                writer.member("ephemeral_1h_input_tokens", usage.cacheWriteOneHour)
            }
            writer.member("output_tokens", output)
        }
    }

    private func write(_ block: Answer.Block, to writer: inout JSONWriter) {
        switch block {
        case .text(let text):
            writer.member("type", "text")
            writer.member("text", text)
        case .reasoning(let text, let signature):
            writer.member("type", "thinking")
            writer.member("thinking", text)
            writer.member("signature", signature)
        case .toolUse(let identifier, let name, let input):
            writer.member("type", "tool_use")
            writer.member("id", "toolu_bdrk_01\(identifier)")
            writer.member("name", name)
            writer.key("input")
            writer.json(input)
        }
    }

    private func writeStart(of block: Answer.Block, to writer: inout JSONWriter) {
        switch block {
        case .text: write(.text(""), to: &writer)
        case .reasoning: write(.reasoning(text: "", signature: ""), to: &writer)
        case .toolUse(let identifier, let name, _):
            write(.toolUse(identifier: identifier, name: name, input: "{}"), to: &writer)
        }
    }

    private func deltas(of block: Answer.Block) -> [(type: String, name: String, value: String)] {
        func pieces(_ text: String) -> [String] { Tokenizer.pieces(of: text, tokens: Outcome.tokensPerEvent) }
        switch block {
        case .text(let text): return pieces(text).map { ("text_delta", "text", $0) }
        case .reasoning(let text, let signature):
            return pieces(text).map { ("thinking_delta", "thinking", $0) }
                + [("signature_delta", "signature", signature)]
        case .toolUse(_, _, let input):
            return ([""] + pieces(input)).map { ("input_json_delta", "partial_json", $0) }
        }
    }
}
