/// An answer while it is made: it takes blocks until its tokens are used up.
struct AnswerDraft {
    private(set) var answer = Answer()
    private(set) var remaining: Int64
    private var isCut = false

    init(remaining: Int64) {
        self.remaining = max(0, remaining)
    }

    mutating func add(reasoning text: String, signature: String) {
        let kept = take(text)
        if !kept.isEmpty { answer.blocks.append(.reasoning(text: kept, signature: signature)) }
    }

    /// Adds text up to the first stop sequence, or to the last token that is left.
    mutating func add(text: String, stopSequences: [String]) {
        guard !isCut else { return }
        var text = text
        let stops = stopSequences.filter { !$0.isEmpty }.compactMap { sequence in
            text.firstRange(of: sequence).map { (sequence, $0.lowerBound) }
        }
        if let (sequence, end) = stops.min(by: { $0.1 < $1.1 }) {
            text = String(text[..<end])
            answer.stopSequence = sequence
        }
        answer.blocks.append(.text(take(text)))
        // A sequence behind the last token that fits was never reached.
        if isCut { answer.stopSequence = nil }
    }

    /// Adds the use of a tool; one that does not fit is left out, as half an input is of no use to anybody.
    mutating func add(toolUse identifier: String, name: String, input: String) {
        guard !isCut else { return }
        let tokens = Tokenizer.count(name) + Tokenizer.count(input)
        guard tokens <= remaining else {
            isCut = true
            return
        }
        spend(tokens)
        answer.blocks.append(.toolUse(identifier: identifier, name: name, input: input))
    }

    /// The answer, with the reason for its end unless another one is wanted.
    func finished(stopReason: String?) -> Answer {
        var answer = answer
        if let stopReason {
            answer.stopReason = stopReason
        } else if isCut {
            answer.stopReason = "max_tokens"
        } else if answer.stopSequence != nil {
            answer.stopReason = "stop_sequence"
        } else if case .toolUse = answer.blocks.last {
            answer.stopReason = "tool_use"
        }
        return answer
    }

    private mutating func take(_ text: String) -> String {
        let tokens = Tokenizer.count(text)
        guard tokens > remaining else {
            spend(tokens)
            return text
        }
        isCut = true
        let kept = Tokenizer.prefix(of: text, tokens: remaining)
        spend(remaining)
        return kept
    }

    private mutating func spend(_ tokens: Int64) {
        remaining -= tokens
        answer.outputTokens += tokens
    }
}
