public import Pricing

/// One entry of a budget's audit trail.
public struct BudgetChange: Sendable, Hashable {
    /// What was done.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The budget was made.
        case created
        /// Its definition was replaced.
        case changed
        /// Its limit was raised for a time.
        case raised
        /// It was removed.
        case removed
    }

    /// When it was done.
    public var at: Timestamp
    /// Who did it, as the caller names itself.
    public var actor: String
    /// What was done.
    public var kind: Kind
    /// What changed, in words that name the old and the new values.
    public var summary: String

    /// One entry of a budget's audit trail.
    public init(at: Timestamp, actor: String, kind: Kind, summary: String) {
        self.at = at
        self.actor = actor
        self.kind = kind
        self.summary = summary
    }
}
