import LosslessJSON

/// The bodies of Amazon Nova: those of Converse with a usage of their own.
struct NovaFormat: ModelFormat {
    func prompt(in body: JSONValue, isCounting: Bool) throws(ServiceError) -> Prompt {
        try ConversePrompt.read(body)
    }

    func body(of outcome: Outcome) -> [UInt8] {
        JSONWriter.object { writer in
            writer.object("output") { writer in
                writer.object("message") { ConverseFormat.writeMessage(of: outcome.answer, to: &$0) }
            }
            writer.member("stopReason", outcome.answer.stopReason)
            if outcome.statesUsage { writeUsage(of: outcome, to: &writer) }
        }
    }

    func events(of outcome: Outcome) -> [StreamEvent] {
        var random = outcome.random
        func event(_ name: String, _ write: (inout JSONWriter) -> Void) -> StreamEvent {
            StreamEvent(chunk: JSONWriter.object { $0.object(name, write) }, random: &random)
        }
        var events = [event("messageStart") { $0.member("role", "assistant") }]
        for (index, block) in outcome.answer.blocks.enumerated() {
            if case .toolUse(let identifier, let name, _) = block {
                events.append(
                    event("contentBlockStart") { writer in
                        ConverseFormat.writeToolStart(identifier: identifier, name: name, to: &writer)
                        writer.member("contentBlockIndex", index)
                    })
            }
            for delta in ConverseFormat.deltas(of: block) {
                events.append(
                    event("contentBlockDelta") { writer in
                        writer.object("delta", delta)
                        writer.member("contentBlockIndex", index)
                    })
            }
            events.append(event("contentBlockStop") { $0.member("contentBlockIndex", index) })
        }
        events.append(event("messageStop") { $0.member("stopReason", outcome.answer.stopReason) })
        let last = JSONWriter.object { writer in
            writer.object("metadata") { writer in
                if outcome.statesUsage { writeUsage(of: outcome, to: &writer) }
                writer.object("metrics") { _ in }
                writer.object("trace") { _ in }
            }
            outcome.writeInvocationMetrics(to: &writer)
        }
        events.append(StreamEvent(chunk: last, isClosing: true, random: &random))
        return events
    }

    private func writeUsage(of outcome: Outcome, to writer: inout JSONWriter) {
        writer.object("usage") { writer in
            writer.member("inputTokens", outcome.usage.input)
            writer.member("outputTokens", outcome.usage.output)
            writer.member("totalTokens", outcome.usage.total)
            writer.member("cacheReadInputTokenCount", outcome.usage.cacheRead)
            writer.member("cacheWriteInputTokenCount", outcome.usage.cacheWrite)
        }
    }
}
