public import Pricing

/// What an hour is expected to cost, by its place in the week.
///
/// With fourteen days of history an hour is expected to cost the mean of the same hours of the two weeks before: the same
/// weekday, the same hour in UTC. With less, it is the mean of all hours of the last seven days.
public struct SpendRate: Sendable, Hashable {
    /// What a rate is the mean of.
    public enum Basis: String, Sendable, Hashable, CaseIterable {
        /// The same weekday and hour of the last two weeks.
        case weekdayHours = "weekday_hours"
        /// All hours of the last seven days, or of as many as there are.
        case trailingMean = "trailing_mean"
    }

    /// How many days of history a rate needs.
    public static let minimumDays = 3
    /// How many days of history tell weekdays apart.
    public static let weekdayDays = 14

    private static let hoursPerWeek = 168

    /// What the rate is the mean of.
    public let basis: Basis
    private let costs: [Money]

    /// The rate that a history gives at a moment; hours from that of the moment on are not looked at.
    ///
    /// History counts from the first hour that cost anything.
    /// - Returns: `nil` with less than three days of history.
    public init?(history: HourlySpend, at now: Timestamp) {
        let known = history.costs(before: now)
        guard let first = history.firstSpend, history.end >= now.startOfHour else { return nil }
        let hours = Int((now.startOfHour.milliseconds - first.milliseconds) / HourlySpend.hour)
        guard hours >= Self.minimumDays * 24 else { return nil }
        guard hours >= Self.weekdayDays * 24 else {
            let count = min(hours, 7 * 24)
            basis = .trailingMean
            costs = [Money.mean(of: known.suffix(count))]
            return
        }
        basis = .weekdayHours
        var sums = Array(repeating: Money.zero, count: Self.hoursPerWeek)
        let recent = known.suffix(Self.weekdayDays * 24)
        let start = now.startOfHour.advanced(byMilliseconds: Int64(recent.count) * -HourlySpend.hour)
        for (offset, cost) in recent.enumerated() {
            sums[Self.slot(of: start.advanced(byMilliseconds: Int64(offset) * HourlySpend.hour))] += cost
        }
        let weeks = Int128(Self.weekdayDays / 7)
        costs = sums.map { $0.multiplied(by: 1, dividedBy: weeks, rounded: .nearest) }
    }

    /// What the hour that holds a moment is expected to cost.
    public func cost(at moment: Timestamp) -> Money {
        costs.count == 1 ? costs[0] : costs[Self.slot(of: moment)]
    }

    /// The place in the week of the hour that holds a moment.
    private static func slot(of moment: Timestamp) -> Int {
        let hours = moment.startOfHour.milliseconds / HourlySpend.hour
        return Int((hours % Int64(hoursPerWeek) + Int64(hoursPerWeek)) % Int64(hoursPerWeek))
    }
}
