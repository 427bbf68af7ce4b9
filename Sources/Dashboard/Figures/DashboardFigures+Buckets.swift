import Ledger
import Pricing

extension DashboardFigures {
    private static let hour: Int64 = 3_600_000

    /// The stretch of time of one bar: hours up to two days, days up to three months, then months.
    static func bucket(of range: Range<Timestamp>) -> SpendKey {
        let hours = (range.upperBound.milliseconds - range.lowerBound.milliseconds) / hour
        return hours <= 48 ? .hour : hours <= 93 * 24 ? .day : .month
    }

    /// The starts of all stretches that a range touches.
    static func starts(of range: Range<Timestamp>, bucket: SpendKey) -> [Timestamp] {
        var starts: [Timestamp] = []
        var start = bucket == .hour ? range.lowerBound.startOfHour : range.lowerBound.startOfDay
        if bucket == .month { start = Timestamp(iso8601: start.iso8601.prefix(8) + "01") ?? start }
        while start < range.upperBound {
            starts.append(start)
            start = next(after: start, bucket: bucket)
        }
        return starts
    }

    /// The range of the same length before: each of its moments lies as many whole bars before as there are. A year and
    /// more is compared by its days.
    static func rangeBefore(_ range: Range<Timestamp>, bucket: SpendKey, count: Int) -> Range<Timestamp> {
        let length =
            switch bucket {
            case .hour: Int64(count) * hour
            case .day: Int64(count) * 24 * hour
            default: range.upperBound.startOfDay.milliseconds - range.lowerBound.startOfDay.milliseconds
            }
        return range.lowerBound.advanced(byMilliseconds: -length)..<range.upperBound.advanced(byMilliseconds: -length)
    }

    /// The costs of a report by time, bar by bar.
    static func costs(of report: SpendReport, starts: [Timestamp], bucket: SpendKey, count: Int) -> [Money] {
        var byLabel: [String: Money] = [:]
        for row in report.rows { if let label = row.key[0] { byLabel[label, default: .zero] += row.figures.cost } }
        let costs = starts.map { start in bucket.text(of: start).flatMap { byLabel[$0] } ?? .zero }
        return Array((costs + Array(repeating: .zero, count: max(0, count - costs.count))).prefix(count))
    }

    private static func next(after start: Timestamp, bucket: SpendKey) -> Timestamp {
        switch bucket {
        case .hour: return start.advanced(byMilliseconds: hour)
        case .month:
            let later = start.advanced(byMilliseconds: 32 * 24 * hour)
            return Timestamp(iso8601: later.iso8601.prefix(8) + "01") ?? later
        default: return start.advanced(byMilliseconds: 24 * hour)
        }
    }
}
