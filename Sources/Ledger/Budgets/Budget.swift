public import Pricing

/// A cap on spend: what it covers, how long a window lasts, and what happens when it is full.
public struct Budget: Sendable, Hashable {
    /// What happens to a call that does not fit.
    public enum Enforcement: String, Sendable, Hashable, CaseIterable {
        /// The call is refused before it is sent.
        case hard
        /// The call goes on; the budget reports that it is over.
        case soft
    }

    /// What happens to a call whose price is unknown, under a hard cap.
    public enum UnpricedPolicy: String, Sendable, Hashable, CaseIterable {
        /// The call is refused.
        case refuse
        /// The call goes on, uncounted.
        case allow
    }

    /// The unique name.
    public var name: String
    /// Which calls it covers.
    public var scope: BudgetScope
    /// The cap for one window; above zero.
    public var limit: Money
    /// How long a window lasts.
    public var period: BudgetPeriod
    /// The IANA time zone in which windows start and end.
    public var timeZone: String
    /// What happens to a call that does not fit.
    public var enforcement: Enforcement
    /// The percentages of the limit at which the budget warns, ascending; 1 to 1,000.
    public var warnAt: [Int]
    /// What happens to a call whose price is unknown.
    public var unpriced: UnpricedPolicy
    /// What becomes of a call that does not fit, under a hard cap.
    public var whenExceeded: ExceededPolicy

    /// A cap on spend.
    public init(
        name: String, scope: BudgetScope = BudgetScope(), limit: Money, period: BudgetPeriod,
        timeZone: String = "UTC", enforcement: Enforcement = .hard, warnAt: [Int] = [50, 80, 100],
        unpriced: UnpricedPolicy = .refuse, whenExceeded: ExceededPolicy = .refuse
    ) {
        self.name = name
        self.scope = scope
        self.limit = limit
        self.period = period
        self.timeZone = timeZone
        self.enforcement = enforcement
        self.warnAt = warnAt
        self.unpriced = unpriced
        self.whenExceeded = whenExceeded
    }
}
