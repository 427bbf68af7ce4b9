/// How long one window of a budget lasts.
public enum BudgetPeriod: Sendable, Hashable {
    /// A calendar day in the budget's time zone.
    case day
    /// A week from Monday.
    case week
    /// A calendar month.
    case month
    /// A quarter of the calendar year.
    case quarter
    /// A calendar year.
    case year
    /// All time; it never resets.
    case total
    /// The last so many hours, sliding; 1 to 8,784.
    case rolling(hours: Int)

    /// The most hours of a rolling period: a leap year.
    public static let maximumRollingHours = 8784
}
