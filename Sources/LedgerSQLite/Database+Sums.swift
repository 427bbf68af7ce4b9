internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// Adds up all calls that a filter lets through, by stretches and by the numbers of a grain, out of as few rows as can
    /// be: see ``RangeReading``.
    ///
    /// `coarsest` is the longest stretch that may be used: the hour, where hours are to be told apart. The body receives
    /// the start of a stretch that lies in the range, a number of the grain, and their figures. Some of these may be
    /// below zero, where what is not asked for is taken away again.
    func forEachSum(
        _ filter: CallFilter, of grain: Grain, coarsest: Stretch = .month, body: RangeReading.Body
    ) throws {
        let reading: RangeReading
        switch grain {
        case .series:
            let matches = seriesMatcher(filter)
            reading = RangeReading(self, grain, few: try fewSeries(filter, where: matches), matches: matches)
        case .team: reading = RangeReading(self, grain, few: try filter.team.map(numbers), matches: nil)
        case .model: reading = RangeReading(self, grain, few: try filter.model.map(numbers), matches: nil)
        }
        let from = filter.since?.milliseconds ?? .min
        let to = try openEnd(filter.until)?.milliseconds ?? .max
        try reading.forEachSum(coarsest, from: from, to: to, body: body)
    }

    /// The number of a text, if it has one.
    private func numbers(ofText value: String) throws -> [Int64] {
        try connection.integer("SELECT id FROM text WHERE value = ?", .text(value)).map { [$0] } ?? []
    }

    /// The end of a range; `nil` where no call was made at or after it. Most reports end now: then the stretch that is
    /// under way counts as a whole.
    private func openEnd(_ end: Timestamp?) throws -> Timestamp? {
        guard let end, let newest = try connection.integer("SELECT max(starts_at) FROM rollup_hour") else { return nil }
        let hour = end.startOfHour.milliseconds
        if hour > newest { return nil }
        if hour < newest { return end }
        // What was later in that hour may have been pruned.
        if let pruning, end < pruning.range.cut { return end }
        let later = try connection.integer(
            "SELECT 1 FROM call WHERE at >= ? LIMIT 1", .integer(end.milliseconds))
        return later == nil ? nil : end
    }
}
