import Insights
import Pricing

/// A kind of history that forecasts and anomalies are tried on, with chance in it.
enum Season: String, CaseIterable, Sendable {
    /// The same every hour, but for chance.
    case steady
    /// Office hours from Monday to Friday, little at weekends.
    case office
    /// Office hours that grow by two percent a day.
    case growth
    /// Steady, with one hour in two hundred that costs thirty times as much.
    case spikes
    /// Nothing in most hours, a job of a few dollars in one of forty.
    case sparse

    /// The start of all seasons: a Monday, six weeks before the month that is forecast.
    static let start = moment("2026-09-21")
    /// The month that is forecast.
    static let month = moment("2026-11-01")..<moment("2026-12-01")

    /// What every hour to the end of the month costs.
    func history(seed: UInt64) -> HourlySpend {
        var random = SplitMix64(seed: seed &* 977 &+ UInt64(rawValue.utf8.count))
        let hours = (Self.month.upperBound.milliseconds - Self.start.milliseconds) / 3_600_000
        return HourlySpend(start: Self.start, costs: (0..<hours).map { cost(ofHour: $0, &random) })
    }

    private func cost(ofHour hour: Int64, _ random: inout SplitMix64) -> Money {
        // A fifth up or down by chance, in thousandths of a dollar.
        let chance = Int64.random(in: 800...1200, using: &random)
        let isWeekend = hour / 24 % 7 >= 5
        let isOffice = (8..<19).contains(hour % 24)
        let shape: Int64 = isWeekend ? 100 : isOffice ? 2000 : 300
        let thousandths: Int64 =
            switch self {
            case .steady: chance
            case .office: shape * chance / 1000
            case .growth: grown(shape * chance / 1000, days: hour / 24)
            case .spikes: Int64.random(in: 0..<200, using: &random) == 0 ? chance * 30 : chance
            case .sparse: Int64.random(in: 0..<40, using: &random) == 0 ? chance * 4 : 0
            }
        return Money(picodollars: Int128(thousandths) * 1_000_000_000)
    }

    private func grown(_ amount: Int64, days: Int64) -> Int64 {
        (0..<days).reduce(amount * 1000) { sum, _ in sum * 102 / 100 } / 1000
    }
}

/// A moment that a test writes in ISO 8601.
func moment(_ text: String) -> Timestamp {
    guard let moment = Timestamp(iso8601: text) else { preconditionFailure("\(text) is no moment") }
    return moment
}

/// An amount of US dollars that a test writes as a decimal.
func usd(_ text: String) -> Money {
    guard let money = Money(usd: text) else { preconditionFailure("\(text) is no amount") }
    return money
}
