/// What a model answers, whatever format it goes out in.
struct Answer: Sendable, Equatable {
    /// A block of the answer.
    enum Block: Sendable, Equatable {
        case reasoning(text: String, signature: String)
        case text(String)
        /// The input is JSON.
        case toolUse(identifier: String, name: String, input: String)
    }

    var blocks: [Block] = []
    /// Why it ends, as Converse says it.
    var stopReason = "end_turn"
    /// The stop sequence that ended it, if one did.
    var stopSequence: String?
    var outputTokens: Int64 = 0

    /// All text of the answer.
    var text: String {
        blocks.reduce(into: "") { text, block in
            if case .text(let part) = block { text += part }
        }
    }
}
