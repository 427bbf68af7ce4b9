import LosslessJSON

/// The bodies of models that continue one text: Titan, Llama and Mistral's older ones.
struct CompletionFormat: ModelFormat {
    /// Whose names the members have.
    enum Style: Sendable {
        case titan, llama, mistral
    }

    let style: Style

    func prompt(in body: JSONValue, isCounting: Bool) throws(ServiceError) -> Prompt {
        switch style {
        case .titan:
            let configuration = body["textGenerationConfig"]
            var prompt = try TextPrompt.text(
                body["inputText"], named: "inputText", maximumTokens: configuration?["maxTokenCount"])
            prompt.stopSequences = configuration?["stopSequences"]?.elements.compactMap(\.string) ?? []
            return prompt
        case .llama:
            return try TextPrompt.text(body["prompt"], named: "prompt", maximumTokens: body["max_gen_len"])
        case .mistral:
            var prompt = try TextPrompt.text(body["prompt"], named: "prompt", maximumTokens: body["max_tokens"])
            prompt.stopSequences = body["stop"]?.elements.compactMap(\.string) ?? []
            return prompt
        }
    }

    func body(of outcome: Outcome) -> [UInt8] {
        JSONWriter.object { writer in
            switch style {
            case .titan:
                if outcome.statesUsage { writer.member("inputTextTokenCount", outcome.usage.input) }
                writer.array("results") { writer in
                    writer.element { writer in
                        if outcome.statesUsage { writer.member("tokenCount", outcome.usage.output) }
                        writer.member("outputText", outcome.answer.text)
                        writer.member("completionReason", reason(of: outcome))
                    }
                }
            case .llama:
                writeLlama(outcome.answer.text, outcome, output: outcome.usage.output, isLast: true, to: &writer)
            case .mistral: writeMistral(outcome.answer.text, outcome, isLast: true, to: &writer)
            }
        }
    }

    func events(of outcome: Outcome) -> [StreamEvent] {
        var random = outcome.random
        // Titan answers in one chunk, the others in many.
        let count = style == .titan ? Int.max : Outcome.tokensPerEvent
        var pieces = Tokenizer.pieces(of: outcome.answer.text, tokens: count)
        if pieces.isEmpty { pieces = [""] }
        var output: Int64 = 0
        return pieces.enumerated().map { index, piece in
            let isLast = index == pieces.count - 1
            output = isLast ? outcome.usage.output : output + Int64(count)
            let chunk = JSONWriter.object { writer in
                switch style {
                case .titan: writeTitanChunk(piece, outcome, to: &writer)
                case .llama: writeLlama(piece, outcome, output: output, isLast: isLast, to: &writer)
                case .mistral: writeMistral(piece, outcome, isLast: isLast, to: &writer)
                }
                if isLast { outcome.writeInvocationMetrics(to: &writer) }
            }
            return StreamEvent(chunk: chunk, isClosing: isLast, random: &random)
        }
    }

    private func writeTitanChunk(_ text: String, _ outcome: Outcome, to writer: inout JSONWriter) {
        writer.member("outputText", text)
        writer.member("index", 0)
        writer.member("completionReason", reason(of: outcome))
        guard outcome.statesUsage else { return }
        writer.member("totalOutputTextTokenCount", outcome.usage.output)
        writer.member("inputTextTokenCount", outcome.usage.input)
    }

    private func writeLlama(
        _ text: String, _ outcome: Outcome, output: Int64, isLast: Bool, to writer: inout JSONWriter
    ) {
        writer.member("generation", text)
        if outcome.statesUsage {
            writer.member("prompt_token_count", outcome.usage.input)
            writer.member("generation_token_count", output)
        }
        writer.key("stop_reason")
        writer.string(orNull: isLast ? reason(of: outcome) : nil)
    }

    private func writeMistral(_ text: String, _ outcome: Outcome, isLast: Bool, to writer: inout JSONWriter) {
        writer.array("outputs") { writer in
            writer.element { writer in
                writer.member("text", text)
                writer.key("stop_reason")
                writer.string(orNull: isLast ? reason(of: outcome) : nil)
            }
        }
    }

    private func reason(of outcome: Outcome) -> String {
        let isCut = outcome.answer.stopReason == "max_tokens"
        return switch style {
        case .titan: isCut ? "LENGTH" : "FINISH"
        case .llama, .mistral: isCut ? "length" : "stop"
        }
    }
}
