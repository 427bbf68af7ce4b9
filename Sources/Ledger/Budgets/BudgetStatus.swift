public import Pricing

/// A budget with the state of its present window.
public struct BudgetStatus: Sendable, Hashable {
    /// How full the window is.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Below every warning threshold.
        case ok
        /// At or above a warning threshold.
        case warning
        /// Nothing is left: the limit is used up by what was spent and reserved.
        case exhausted
        /// More was spent than the limit allows.
        case over
    }

    /// The budget as it is defined.
    public var budget: Budget
    /// The limit with the increases that hold now.
    public var effectiveLimit: Money
    /// What was spent in the window, estimates included.
    public var spent: Money
    /// The part of `spent` that is an estimate.
    public var estimated: Money
    /// What is held for calls under way.
    public var reserved: Money
    /// When the window started; the earliest moment for a budget over all time.
    public var windowStart: Timestamp
    /// When the next window starts, exclusive; `nil` for a budget over all time.
    public var resetsAt: Timestamp?
    /// How full the window is.
    public var state: State
    /// The highest warning threshold that spend alone has reached, in percent of the effective limit.
    public var thresholdReached: Int?
    /// Calls in the window whose price is unknown.
    public var unpricedCalls: Int64
    /// The audit trail, oldest first.
    public var history: [BudgetChange]

    /// What is left before the limit; negative once it is exceeded.
    public var left: Money { effectiveLimit - spent - reserved }

    /// A budget with the state of its present window.
    public init(
        budget: Budget, effectiveLimit: Money, spent: Money, estimated: Money, reserved: Money,
        windowStart: Timestamp, resetsAt: Timestamp?, state: State, thresholdReached: Int?, unpricedCalls: Int64,
        history: [BudgetChange]
    ) {
        self.budget = budget
        self.effectiveLimit = effectiveLimit
        self.spent = spent
        self.estimated = estimated
        self.reserved = reserved
        self.windowStart = windowStart
        self.resetsAt = resetsAt
        self.state = state
        self.thresholdReached = thresholdReached
        self.unpricedCalls = unpricedCalls
        self.history = history
    }
}
