/// What becomes of a call that a hard budget has no room for.
///
/// Whatever it is, no limit is exceeded: what the call becomes is held anew, in full, in every budget that covers it, or
/// else the call is refused. A store only keeps the policy and names it in its refusals; `Metering` acts by it.
public enum ExceededPolicy: Sendable, Hashable {
    /// The call is refused.
    case refuse
    /// The call goes to another, cheaper model, with the limit on output tokens that it asked for.
    case fallback(model: String)
    /// The call gets the longest answer that still fits, unless that has fewer output tokens than this.
    case shrink(minimumTokens: Int64)

    /// What is done, in one word.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The call is refused.
        case refuse
        /// It goes to another model.
        case fallback
        /// It gets a shorter answer.
        case shrink
    }

    /// The fewest output tokens that a shortened answer may be asked to have.
    public static let minimumTokens: ClosedRange<Int64> = 1...1_000_000

    /// What is done, in one word.
    public var kind: Kind {
        switch self {
        case .refuse: .refuse
        case .fallback: .fallback
        case .shrink: .shrink
        }
    }

    /// The model that a call falls back to.
    public var fallbackModel: String? {
        if case .fallback(let model) = self { model } else { nil }
    }

    /// The fewest output tokens of a shortened answer.
    public var minimumTokens: Int64? {
        if case .shrink(let tokens) = self { tokens } else { nil }
    }

    /// What two budgets that refuse the same call agree on: the higher of two floors, the same model; else the call is
    /// refused, because each of them has a say in what becomes of it.
    public func agreed(with other: ExceededPolicy) -> ExceededPolicy {
        switch (self, other) {
        case (.shrink(let left), .shrink(let right)): .shrink(minimumTokens: max(left, right))
        case (.fallback(let left), .fallback(let right)) where left == right: self
        default: .refuse
        }
    }

    /// The policy in words.
    public var summary: String {
        switch self {
        case .refuse: "refuse"
        case .fallback(let model): "fall back to \(model)"
        case .shrink(let tokens): "shrink the answer to at least \(tokens) tokens"
        }
    }

    /// The policy with its texts normalised, once every value is known to be in range.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated() throws(LedgerError) -> ExceededPolicy {
        switch self {
        case .refuse: return self
        case .fallback(let model):
            return .fallback(model: try TextRule.model.validated(model, as: "fallback model"))
        case .shrink(let tokens):
            guard Self.minimumTokens.contains(tokens) else {
                throw .invalidInput(
                    "minimum of output tokens", "\(tokens)", "must be 1 to \(Self.minimumTokens.upperBound)")
            }
            return self
        }
    }
}
