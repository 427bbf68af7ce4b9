public import Pricing

/// The figures of a budget in one window, and what follows from them.
///
/// A store fills in the figures; this type does all the arithmetic of caps, so that every store decides alike.
public struct BudgetBalance: Sendable, Hashable {
    /// The budget as it is defined.
    public var budget: Budget
    /// The limit with the increases that hold now: see ``Budget/limit(raisedBy:at:)``.
    public var effectiveLimit: Money
    /// The window.
    public var window: BudgetWindow
    /// What was spent in the window, estimates included.
    public var spent: Money
    /// The part of `spent` that is an estimate.
    public var estimated: Money
    /// What is held for calls under way.
    public var reserved: Money
    /// Calls in the window whose price is unknown.
    public var unpricedCalls: Int64

    /// The figures of a budget in one window.
    public init(
        budget: Budget, effectiveLimit: Money, window: BudgetWindow, spent: Money = .zero, estimated: Money = .zero,
        reserved: Money = .zero, unpricedCalls: Int64 = 0
    ) {
        self.budget = budget
        self.effectiveLimit = effectiveLimit
        self.window = window
        self.spent = spent
        self.estimated = estimated
        self.reserved = reserved
        self.unpricedCalls = unpricedCalls
    }

    /// What is left before the limit; negative once it is exceeded.
    public var left: Money { effectiveLimit - spent - reserved }

    /// Why this budget refuses an amount; `nil` where it does not.
    ///
    /// A soft budget refuses nothing. An amount of zero fits always. A call without a price is refused unless the budget
    /// allows such calls, and then too once nothing is left, for it will hardly be free of charge.
    public func refusal(of amount: ReservationRequest.Amount) -> Refusal? {
        guard budget.enforcement == .hard else { return nil }
        switch amount {
        case .bound(let bound):
            guard bound > .zero, bound > left else { return nil }
            return refusal(.limit, requested: bound)
        case .unpriced(let reason):
            if budget.unpriced == .refuse { return refusal(.unpriced, requested: .zero, reason: reason) }
            return left > .zero ? nil : refusal(.limit, requested: .zero, reason: reason)
        }
    }

    /// The highest warning threshold that spend has reached, in percent; `nil` below all of them.
    public var thresholdReached: Int? {
        budget.warnAt.filter { spent.picodollars * 100 >= effectiveLimit.picodollars * Int128($0) }.max()
    }

    /// How full the window is.
    public var state: BudgetStatus.State {
        if spent > effectiveLimit { return .over }
        if left <= .zero { return .exhausted }
        return thresholdReached == nil ? .ok : .warning
    }

    /// The figures as they are reported.
    public func status(history: [BudgetChange]) -> BudgetStatus {
        BudgetStatus(
            budget: budget, effectiveLimit: effectiveLimit, spent: spent, estimated: estimated, reserved: reserved,
            windowStart: window.start, resetsAt: window.end, state: state, thresholdReached: thresholdReached,
            unpricedCalls: unpricedCalls, history: history)
    }

    private func refusal(_ cause: Refusal.Cause, requested: Money, reason: String? = nil) -> Refusal {
        Refusal(
            budget: budget.name, cause: cause, limit: effectiveLimit, spent: spent, reserved: reserved,
            requested: requested, resetsAt: window.end, reason: reason,
            whenExceeded: cause == .limit ? budget.whenExceeded : .refuse)
    }
}

extension Budget {
    /// The limit with those of the given increases that hold at a moment; they add up.
    public func limit(raisedBy raises: some Sequence<BudgetRaise>, at moment: Timestamp) -> Money {
        raises.reduce(limit) { sum, raise in raise.until > moment ? sum + raise.amount : sum }
    }
}
