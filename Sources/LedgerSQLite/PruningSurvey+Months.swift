internal import Ledger
internal import Pricing
internal import SQLite

extension PruningSurvey {
    /// What the calls that were pruned, and those that go now, add up to by month.
    ///
    /// - Throws: Where the sums by hour are not those of the calls.
    func months() throws -> [PrunedMonth] {
        var (before, after) = (PrunedSums(), PrunedSums())
        // Most calls have none, and a set is quicker to ask than the table.
        let corrected = Set(try connection.all("SELECT DISTINCT call FROM correction") { $0.integer(0) })
        var counted: Int64 = 0
        var next = try connection.integer(Rollup.hour.firstStart, .integer(.min))
        while let milliseconds = next, milliseconds < range.cut.milliseconds {
            let hour = Timestamp(milliseconds: milliseconds)
            let leaving = try leavingSums(of: hour, corrected: corrected)
            counted += leaving.values.reduce(0) { $0 + $1.calls }
            try compare(leaving, with: hour, &before, &after)
            try pause(after: 100)
            next = try connection.integer(Rollup.hour.firstStart, .integer(milliseconds + 1))
        }
        before.finish()
        after.finish()
        guard counted == plan.calls else {
            throw try disagreement("of \(plan.calls) calls before the cut, \(counted) are in the sums by hour")
        }
        let sealed = try database.prunedMonths()
        for month in sealed where before.months.first(where: { $0.start == month.start }) != month {
            let name = month.start.iso8601.prefix(7)
            throw try disagreement("the sums of the calls that were pruned in \(name) are not what they were")
        }
        guard before.months.count == sealed.count else {
            throw try disagreement("the sums by hour hold more than the calls")
        }
        return after.months
    }

    /// What the calls of an hour that go add up to by series.
    private func leavingSums(of hour: Timestamp, corrected: Set<Int64>) throws -> [Int64: SpendFigures] {
        var sums: [Int64: SpendFigures] = [:]
        var position = (at: hour.milliseconds, sequence: Int64.min)
        let end = Stretch.hour.start(after: hour).milliseconds
        while true {
            var count: Int64 = 0
            try connection.forEach(
                """
                SELECT * FROM call INDEXED BY call_at
                WHERE (at, sequence) > (?, ?) AND at < ? AND sequence <= ? ORDER BY at, sequence LIMIT ?
                """, .integer(position.at), .integer(position.sequence), .integer(end), .integer(range.lastCall),
                .integer(Self.page)
            ) { row in
                count += 1
                position = (row.integer(2), row.integer(0))
                let entry = try entry(row, corrected: corrected)
                sums[entry.series, default: SpendFigures()] += entry.recorded.figures
            }
            guard count == Self.page else {
                try pause(after: count)
                return sums
            }
            try pause(after: count)
        }
    }

    private func entry(_ row: borrowing Statement, corrected: Set<Int64>) throws -> Entry {
        let entry = try database.originalEntry(row)
        return corrected.contains(entry.recorded.sequence) ? try database.corrected(entry) : entry
    }

    /// Takes the calls that are there off the sums of an hour: what is left, calls had that were pruned before; and that,
    /// with those that go now, is what will be left.
    private func compare(
        _ leaving: [Int64: SpendFigures], with hour: Timestamp, _ before: inout PrunedSums, _ after: inout PrunedSums
    ) throws {
        var late: [Int64: SpendFigures] = [:]
        try connection.forEach(
            "SELECT * FROM call INDEXED BY call_at WHERE at >= ? AND at < ? AND sequence > ?",
            .integer(hour.milliseconds), .integer(Stretch.hour.start(after: hour).milliseconds),
            .integer(range.lastCall)
        ) { row in
            let entry = try database.corrected(database.originalEntry(row))
            late[entry.series, default: SpendFigures()] += entry.recorded.figures
        }
        var missing = Set(leaving.keys).union(late.keys)
        let start = hour.milliseconds
        try Rollup.hour.forEach(in: database, from: start, to: start + 1) { row in
            let series = row.integer(1)
            missing.remove(series)
            let left = try Rollup.hour.sealedFigures(row) - (late[series] ?? SpendFigures())
            after.add(left, series: series, at: hour)
            before.add(left - (leaving[series] ?? SpendFigures()), series: series, at: hour)
        }
        guard missing.isEmpty else {
            throw try disagreement("calls of \(hour.iso8601) are in no sum of their hour")
        }
    }
}
