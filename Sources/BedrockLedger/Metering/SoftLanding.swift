import Ledger

/// What a call may become where a budget refuses it as it is, one step after the other.
///
/// ```swift
/// softLanding: [.answer(atLeast: 500), .model("us.anthropic.claude-haiku-4-5-20251001-v1:0")]
/// ```
/// first asks for a shorter answer that still fits, as long as it may have 500 tokens, and then for the cheaper model with
/// the answer as long as it was asked for. The response and the ledger say what was changed.
public enum SoftLanding: Sendable, Hashable {
    /// The largest limit on output tokens that fits into the budget, unless that is fewer than so many.
    case answer(atLeast: Int)
    /// Another model, with the limit on output tokens that was asked for. Of InvokeModel, it has to be one that takes the
    /// same body.
    case model(String)
}

extension ExceededPolicy {
    /// The steps that a budget's policy comes to, of which there is one at most.
    var steps: [SoftLanding] {
        switch self {
        case .refuse: []
        case .fallback(let model): [.model(model)]
        case .shrink(let tokens): [.answer(atLeast: Int(tokens))]
        }
    }
}
