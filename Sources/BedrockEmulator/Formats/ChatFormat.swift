import LosslessJSON

/// The bodies of OpenAI's chat completions, which all other models speak.
struct ChatFormat: ModelFormat {
    func prompt(in body: JSONValue, isCounting: Bool) throws(ServiceError) -> Prompt {
        try TextPrompt.chat(body)
    }

    func body(of outcome: Outcome) -> [UInt8] {
        JSONWriter.object { writer in
            writeHead(of: outcome, kind: "chat.completion", to: &writer)
            writer.array("choices") { writer in
                writer.element { writer in
                    writer.member("index", 0)
                    writer.object("message") { writer in
                        writer.member("role", "assistant")
                        writer.member("content", outcome.answer.text)
                    }
                    writer.member("finish_reason", reason(of: outcome))
                }
            }
            if outcome.statesUsage { writeUsage(of: outcome, to: &writer) }
        }
    }

    func events(of outcome: Outcome) -> [StreamEvent] {
        var random = outcome.random
        var pieces = Tokenizer.pieces(of: outcome.answer.text, tokens: Outcome.tokensPerEvent)
        if pieces.isEmpty { pieces = [""] }
        return pieces.enumerated().map { index, piece in
            let isLast = index == pieces.count - 1
            let chunk = JSONWriter.object { writer in
                writeHead(of: outcome, kind: "chat.completion.chunk", to: &writer)
                writer.array("choices") { writer in
                    writer.element { writer in
                        writer.member("index", 0)
                        writer.object("delta") { $0.member("content", piece) }
                        writer.key("finish_reason")
                        writer.string(orNull: isLast ? reason(of: outcome) : nil)
                    }
                }
                guard isLast else { return }
                if outcome.statesUsage { writeUsage(of: outcome, to: &writer) }
                outcome.writeInvocationMetrics(to: &writer)
            }
            return StreamEvent(chunk: chunk, isClosing: isLast, random: &random)
        }
    }

    private func writeHead(of outcome: Outcome, kind: String, to writer: inout JSONWriter) {
        writer.member("id", "chatcmpl-\(outcome.requestID)")
        writer.member("object", kind)
        writer.member("model", outcome.modelID)
    }

    private func writeUsage(of outcome: Outcome, to writer: inout JSONWriter) {
        writer.object("usage") { writer in
            writer.member("prompt_tokens", outcome.usage.input)
            writer.member("completion_tokens", outcome.usage.output)
            writer.member("total_tokens", outcome.usage.total)
        }
    }

    private func reason(of outcome: Outcome) -> String {
        outcome.answer.stopReason == "max_tokens" ? "length" : "stop"
    }
}
