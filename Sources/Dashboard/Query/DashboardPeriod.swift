import Ledger
public import Pricing

/// The stretch of time that the dashboard shows.
public enum DashboardPeriod: Sendable, Hashable {
    /// From midnight, UTC, to now.
    case today
    /// The last seven days: six full ones and today.
    case week
    /// The last thirty days.
    case thirtyDays
    /// The calendar month so far.
    case month
    /// The calendar month before.
    case lastMonth
    /// The calendar year so far.
    case year
    /// From one date to another, both inclusive.
    case custom(from: Timestamp, through: Timestamp)

    /// The periods that have a name.
    static let named: [DashboardPeriod] = [.today, .week, .thirtyDays, .month, .lastMonth, .year]

    /// The name in addresses.
    var name: String {
        switch self {
        case .today: "today"
        case .week: "7d"
        case .thirtyDays: "30d"
        case .month: "month"
        case .lastMonth: "last-month"
        case .year: "year"
        case .custom: "custom"
        }
    }

    /// The name for people.
    var title: String {
        switch self {
        case .today: "Today"
        case .week: "Last 7 days"
        case .thirtyDays: "Last 30 days"
        case .month: "This month"
        case .lastMonth: "Last month"
        case .year: "This year"
        case .custom: "Dates"
        }
    }

    /// The moments that are shown: the first, and the last, exclusive.
    func range(at now: Timestamp) -> Range<Timestamp> {
        let today = now.startOfDay
        let day: Int64 = 86_400_000
        // A moment that is over when the page is read is still part of it.
        let end = now.advanced(byMilliseconds: 1)
        switch self {
        case .today: return today..<end
        case .week: return today.advanced(byMilliseconds: -6 * day)..<end
        case .thirtyDays: return today.advanced(byMilliseconds: -29 * day)..<end
        case .month: return now.startOfMonth..<end
        case .lastMonth:
            return now.startOfMonth.advanced(byMilliseconds: -1).startOfMonth..<now.startOfMonth
        case .year:
            let january = Timestamp(iso8601: now.iso8601.prefix(4) + "-01-01")
            return (january ?? now.startOfMonth)..<end
        case .custom(let from, let through):
            return from.startOfDay..<max(from.startOfDay, through.startOfDay).advanced(byMilliseconds: day)
        }
    }
}
