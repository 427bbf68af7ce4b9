import Ledger

/// What a call became, because a budget had no room for it as it was.
public struct CallLanding: Sendable, Hashable {
    /// What was done, in one word.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It went to another model.
        case fallback
        /// It was given a shorter answer.
        case shrink
    }

    /// What was done.
    public var kind: Kind
    /// The model that the call asked for.
    public var requestedModel: String
    /// The model that it was sent for.
    public var model: String
    /// The limit on output tokens that the call asked for; `nil` where it asked for none, which is the model's maximum.
    public var requestedOutputTokens: Int64?
    /// The limit on output tokens that it was sent with.
    public var outputTokens: Int64?
    /// The budget that had no room.
    public var budget: String
}

extension CallLanding: CustomStringConvertible {
    /// What was changed and why, in words.
    public var description: String {
        var changes: [String] = []
        if model != requestedModel { changes.append("model \(model) instead of \(requestedModel)") }
        if let outputTokens, outputTokens != requestedOutputTokens {
            let before = requestedOutputTokens.map(String.init) ?? "the model's maximum"
            changes.append("at most \(outputTokens) output tokens instead of \(before)")
        }
        return "\(changes.joined(separator: ", ")), because budget \(LedgerError.quoted(budget)) had no room for more"
    }
}
