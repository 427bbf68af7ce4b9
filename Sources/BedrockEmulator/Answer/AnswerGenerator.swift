import LosslessJSON

/// Makes up answers: the same prompt and seed get the same answer, and every token of it counts.
struct AnswerGenerator: Sendable {
    let seed: UInt64
    /// The most tokens of an answer, whatever is asked for.
    let limit: Int64

    private static let defaultReasoningTokens: Int64 = 12
    /// Each of them is one token together with the space before it.
    private static let words = [
        "the", "cost", "of", "each", "call", "is", "kept", "in", "one", "book", "and", "no", "line", "is", "lost", "to",
        "us", "when", "a", "sum", "goes", "past", "its", "cap", "we", "say", "so", "at", "once", "with", "care",
    ]

    /// The answer to a prompt.
    func answer(to prompt: Prompt) -> Answer {
        let directives = Directives(prompt.lastUserText)
        var random = SplitMix64(seed: seed, text: prompt.digest)
        var draft = AnswerDraft(remaining: min(prompt.maximumTokens ?? limit, limit))
        if prompt.reasons || directives.reasoningTokens != nil {
            let count = min(directives.reasoningTokens ?? Self.defaultReasoningTokens, draft.remaining)
            draft.add(reasoning: words(count, &random), signature: random.identifier(length: 64))
        }
        let toolCalls = toolCalls(prompt, directives)
        if let reply = directives.reply {
            draft.add(text: reply, stopSequences: prompt.stopSequences)
        } else if let tokens = directives.tokens {
            // One more than fits is enough to see that it does not.
            draft.add(text: words(min(tokens, draft.remaining + 1), &random), stopSequences: prompt.stopSequences)
        } else if toolCalls.isEmpty {
            let count = Int64(16 + random.next() % 17)
            draft.add(text: words(min(count, draft.remaining + 1), &random), stopSequences: prompt.stopSequences)
        }
        for call in toolCalls where draft.answer.stopSequence == nil {
            draft.add(toolUse: random.identifier(length: 22), name: call.name, input: call.input ?? "{}")
        }
        return draft.finished(stopReason: directives.stopReason)
    }

    /// The tools that the prompt asks for, or has to use; only those that it offers.
    private func toolCalls(_ prompt: Prompt, _ directives: Directives) -> [Directives.ToolCall] {
        func complete(_ call: Directives.ToolCall) -> Directives.ToolCall? {
            guard let tool = prompt.tools.first(where: { $0.name == call.name }) else { return nil }
            if let input = call.input, let value = try? JSONValue.parse(input), value.kind == .object {
                return Directives.ToolCall(name: call.name, input: value.text)
            }
            return Directives.ToolCall(name: call.name, input: ToolInput.example(for: tool.inputSchema))
        }
        let asked = directives.toolCalls.compactMap(complete)
        guard asked.isEmpty else { return asked }
        switch prompt.toolChoice {
        case .free: return []
        case .any: return prompt.tools.prefix(1).compactMap { complete(Directives.ToolCall(name: $0.name)) }
        case .named(let name): return [Directives.ToolCall(name: name)].compactMap(complete)
        }
    }

    private func words(_ count: Int64, _ random: inout SplitMix64) -> String {
        var text = ""
        for index in 0..<max(0, count) {
            if index > 0 { text += " " }
            text += Self.words[Int(random.next() % UInt64(Self.words.count))]
        }
        return text
    }
}
