public import Pricing

/// A temporary increase of a budget's limit.
public struct BudgetRaise: Sendable, Hashable {
    /// By how much the limit is raised; above zero.
    public var amount: Money
    /// When the increase ends.
    public var until: Timestamp
    /// Why it was granted.
    public var reason: String

    /// A temporary increase of a budget's limit.
    public init(amount: Money, until: Timestamp, reason: String) {
        self.amount = amount
        self.until = until
        self.reason = reason
    }
}
