import Pricing

/// How calls spread over a year of hours: busy by day, quiet at night and at weekends, and twice as many at the end as
/// at the beginning.
struct SeasonCalendar {
    private static let hour: Int64 = 3_600_000
    private let start: Timestamp
    /// How many calls there are before the end of each hour.
    private let ends: [Int]

    /// A year of hours that ends at a moment.
    init(calls: Int, end: Timestamp) {
        let hours = 365 * 24
        let start = Timestamp(milliseconds: end.milliseconds - Int64(hours) * Self.hour)
        self.start = start
        let weights = (0..<hours).map { index -> Double in
            let moment = start.milliseconds + Int64(index) * Self.hour
            let ofDay = Int(moment / Self.hour % 24)
            // The first of January 1970 was a Thursday.
            let weekday = (moment / (24 * Self.hour) + 3) % 7
            let byDay = ofDay < 6 ? 0.15 : ofDay < 8 ? 0.5 : ofDay < 18 ? 1.5 : ofDay < 21 ? 0.7 : 0.3
            return byDay * (weekday < 5 ? 1 : 0.3) * (1 + Double(index) / Double(hours))
        }
        let whole = weights.reduce(0, +)
        var sum = 0.0
        ends = weights.indices.map { index in
            sum += weights[index]
            return index == hours - 1 ? calls : Int(Double(calls) * sum / whole)
        }
    }

    /// When a call is made: those of an hour stand in order, each in a stretch of its own.
    func moment(ofCall number: Int, in hour: inout Int, random: inout SplitMix64) -> Timestamp {
        while number >= ends[hour] { hour += 1 }
        let first = hour == 0 ? 0 : ends[hour - 1]
        let stretch = Double(Self.hour) / Double(ends[hour] - first)
        let offset = (Double(number - first) + random.unit()) * stretch
        return Timestamp(milliseconds: start.milliseconds + Int64(hour) * Self.hour + Int64(offset))
    }
}
