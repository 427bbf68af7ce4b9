public import Pricing

/// What will have been spent by a moment to come, and how sure that is.
///
/// The forecast is what was spent plus what the hours that remain are expected to cost by ``SpendRate``. Its band
/// comes from the days of the last two weeks: how far each was from what the rule expected of it. The median of these
/// residuals is taken as a drift, which grows with the days that remain and widens the band to its side; what lies
/// between the median and the tenth and ninetieth percentile is taken as chance, which grows with their square root,
/// and with the uncertainty of a mean of so few days.
public struct SpendForecast: Sendable, Hashable {
    /// When the forecast was made.
    public var at: Timestamp
    /// The moment that it is for, exclusive.
    public var until: Timestamp
    /// What was spent when it was made.
    public var spent: Money
    /// What will have been spent, rounded to the nearest picodollar an hour.
    public var expected: Money
    /// The lower end of the band, rounded down; never below what was spent, nor above ``expected``.
    public var low: Money
    /// The upper end of the band, rounded up; never below ``expected``.
    public var high: Money
    /// What the rate is the mean of.
    public var basis: SpendRate.Basis
    /// The limit that the spend is held against; `nil` where there is none.
    public var limit: Money?
    /// The hour in which the limit is reached, where the forecast reaches it; the moment of the forecast where it
    /// already is.
    public var reachesLimitAt: Timestamp?
    /// The hour in which the limit is reached at the upper end of the band, where that reaches it.
    public var mayReachLimitAt: Timestamp?

    /// A forecast from a history; `nil` with less than three days of it, or where nothing remains to be forecast.
    ///
    /// - Parameters:
    ///   - history: What the hours before cost; the last four weeks are looked at.
    ///   - spent: What was spent of what is forecast, at the moment of the forecast.
    ///   - now: The moment of the forecast.
    ///   - end: The moment that is forecast.
    ///   - limit: What the spend is held against.
    public init?(
        history: HourlySpend, spent: Money, at now: Timestamp, until end: Timestamp, limit: Money? = nil
    ) {
        guard end > now, let rate = SpendRate(history: history, at: now) else { return nil }
        let hours = Self.hours(from: now, to: end, rate: rate)
        let expected = hours.reduce(spent) { $0 + $1.cost }
        let residuals = Self.residuals(of: history, at: now, rate: rate)
        let days = Double(end.milliseconds - now.milliseconds) / Double(24 * HourlySpend.hour)
        let median = Money.median(of: residuals)
        let drift = median.scaled(by: days, rounded: .nearest)
        // The error of a sum of days, and of the mean of as many as were looked at, which each of them inherits.
        let spread = (days * (1 + days / Double(max(residuals.count, 1)))).squareRoot()
        let lowest = (Money.percentile(10, of: residuals) - median).scaled(by: spread, rounded: .down)
        let highest = (Money.percentile(90, of: residuals) - median).scaled(by: spread, rounded: .up)
        at = now
        until = end
        self.spent = spent
        self.expected = expected
        low = min(max(expected + min(drift, .zero) + lowest, spent), expected)
        high = max(expected + max(drift, .zero) + highest, expected)
        basis = rate.basis
        self.limit = limit
        guard let limit else { return }
        reachesLimitAt = Self.crossing(of: limit, spent: spent, hours: hours, extra: .zero)
        mayReachLimitAt = Self.crossing(of: limit, spent: spent, hours: hours, extra: high - expected)
    }

    /// What is expected to be spent by each of the given moments, for a chart of the way there.
    public func path(history: HourlySpend, at moments: [Timestamp]) -> [Money] {
        guard let rate = SpendRate(history: history, at: at) else { return [] }
        let hours = Self.hours(from: at, to: until, rate: rate)
        var sum = spent
        var next = hours[...]
        return moments.map { moment in
            while let hour = next.first, hour.start < moment {
                sum += hour.cost
                next.removeFirst()
            }
            return sum
        }
    }

    /// The hours between two moments with what they are expected to cost; one that is cut costs its part.
    private static func hours(from: Timestamp, to: Timestamp, rate: SpendRate) -> [(start: Timestamp, cost: Money)] {
        var hours: [(start: Timestamp, cost: Money)] = []
        var start = from
        while start < to {
            let next = min(start.startOfHour.advanced(byMilliseconds: HourlySpend.hour), to)
            guard next > start else { break }
            let part = Int128(next.milliseconds - start.milliseconds)
            let cost = rate.cost(at: start)
                .multiplied(by: part, dividedBy: Int128(HourlySpend.hour), rounded: .nearest)
            hours.append((start, cost))
            start = next
        }
        return hours
    }

    /// How far each of the last fourteen days was from what the rule expected of it on its eve.
    ///
    /// Where fewer than three days have an eve to expect from, each day is held against the present rate instead.
    private static func residuals(of history: HourlySpend, at now: Timestamp, rate: SpendRate) -> [Money] {
        let day = 24 * HourlySpend.hour
        let end = now.startOfHour
        var ahead: [Money] = []
        var within: [Money] = []
        guard let first = history.firstSpend else { return [] }
        for back in 1...Int64(SpendRate.weekdayDays) {
            let start = end.advanced(byMilliseconds: -back * day)
            guard start >= first else { break }
            let close = start.advanced(byMilliseconds: day)
            let actual = history.total(from: start, to: close)
            within.append(actual - hours(from: start, to: close, rate: rate).reduce(.zero) { $0 + $1.cost })
            guard let eve = SpendRate(history: history, at: start) else { continue }
            ahead.append(actual - hours(from: start, to: close, rate: eve).reduce(.zero) { $0 + $1.cost })
        }
        return ahead.count >= SpendRate.minimumDays ? ahead : within
    }

    /// The hour in which a limit is reached, where the spend above the expected comes evenly.
    private static func crossing(
        of limit: Money, spent: Money, hours: [(start: Timestamp, cost: Money)], extra: Money
    ) -> Timestamp? {
        var sum = spent
        for (index, hour) in hours.enumerated() {
            let above = extra.multiplied(by: Int128(index), dividedBy: Int128(hours.count), rounded: .down)
            if sum + above >= limit { return hours[max(index - 1, 0)].start }
            sum += hour.cost
        }
        return sum + extra >= limit ? hours.last?.start : nil
    }
}
