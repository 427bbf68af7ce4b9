public import Pricing

/// Why a budget refused a call, with the figures at that moment.
public struct Refusal: Sendable, Hashable {
    /// What stood in the way.
    public enum Cause: String, Sendable, Hashable, CaseIterable {
        /// The amount does not fit under the limit.
        case limit
        /// The call has no known price, and the budget refuses such calls.
        case unpriced
    }

    /// The budget's name.
    public var budget: String
    /// What stood in the way.
    public var cause: Cause
    /// The limit with the increases that held.
    public var limit: Money
    /// What was spent in the window.
    public var spent: Money
    /// What was held in the window.
    public var reserved: Money
    /// What was asked for.
    public var requested: Money
    /// When the next window starts; `nil` for a budget over all time.
    public var resetsAt: Timestamp?
    /// Why the call has no price, where that is the cause.
    public var reason: String?
    /// What is to become of the call instead: what all budgets that refused it agree on.
    public var whenExceeded: ExceededPolicy

    /// Why a budget refused a call.
    public init(
        budget: String, cause: Cause, limit: Money, spent: Money, reserved: Money, requested: Money,
        resetsAt: Timestamp?, reason: String? = nil, whenExceeded: ExceededPolicy = .refuse
    ) {
        self.budget = budget
        self.cause = cause
        self.limit = limit
        self.spent = spent
        self.reserved = reserved
        self.requested = requested
        self.resetsAt = resetsAt
        self.reason = reason
        self.whenExceeded = whenExceeded
    }
}
