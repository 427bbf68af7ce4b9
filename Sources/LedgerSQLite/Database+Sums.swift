internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// Adds up all calls of a range of time by stretches and series, out of as few rows as can be.
    ///
    /// Whole months come from the monthly sums, whole days around them from the daily ones, whole hours around those from
    /// the hourly ones, and only the edges within an hour from the calls themselves; so any range is exact.
    /// The range goes from the first moment, inclusive, to the last, exclusive; `nil` is the beginning or the end.
    /// `coarsest` is the longest stretch that may be used: the hour, where hours are to be told apart. `series` are all
    /// that match, where they are few. The body receives the start of a stretch that lies in the range, a series that
    /// matches, and their figures.
    func forEachSum(
        from: Timestamp?, to: Timestamp?, coarsest: Rollup, among series: [Int64]?,
        where matches: (Int64) throws -> Bool, body: (Timestamp, Int64, SpendFigures) throws -> Void
    ) throws {
        let from = from?.milliseconds ?? .min
        let to = try openEnd(to)?.milliseconds ?? .max
        try sum(coarsest, from: from, to: to, among: series, where: matches, body: body)
    }

    /// The end of a range; `nil` where no call was made at or after it. Most reports end now: then the stretch that is
    /// under way counts as a whole.
    private func openEnd(_ end: Timestamp?) throws -> Timestamp? {
        guard let end, let newest = try Rollup.hour.newestStart(in: self) else { return nil }
        if end.startOfHour > newest { return nil }
        if end.startOfHour < newest { return end }
        // What was later in that hour may have been pruned.
        if let pruning, end < pruning.range.cut { return end }
        let later = try connection.integer(
            "SELECT 1 FROM call WHERE at >= ? LIMIT 1", .integer(end.milliseconds))
        return later == nil ? nil : end
    }

    private func sum(
        _ rollup: Rollup, from: Int64, to: Int64, among series: [Int64]?, where matches: (Int64) throws -> Bool,
        body: (Timestamp, Int64, SpendFigures) throws -> Void
    ) throws {
        guard from < to else { return }
        let first = rollup.firstStart(notBefore: from)
        let end = to == .max ? to : rollup.start(of: Timestamp(milliseconds: to)).milliseconds
        guard first < end else {
            return try sumFiner(rollup, from: from, to: to, among: series, where: matches, body: body)
        }
        try sumFiner(rollup, from: from, to: first, among: series, where: matches, body: body)
        func add(_ row: borrowing Statement) throws {
            guard try series != nil || matches(row.integer(1)) else { return }
            try body(Timestamp(milliseconds: row.integer(0)), row.integer(1), rollup.sealedFigures(row))
        }
        if let series {
            try rollup.forEach(of: series, in: self, from: first, to: end, body: add)
        } else {
            try rollup.forEach(in: self, from: first, to: end, body: add)
        }
        try sumFiner(rollup, from: end, to: to, among: series, where: matches, body: body)
    }

    private func sumFiner(
        _ rollup: Rollup, from: Int64, to: Int64, among series: [Int64]?, where matches: (Int64) throws -> Bool,
        body: (Timestamp, Int64, SpendFigures) throws -> Void
    ) throws {
        guard from < to else { return }
        switch rollup {
        case .month: try sum(.day, from: from, to: to, among: series, where: matches, body: body)
        case .day: try sum(.hour, from: from, to: to, among: series, where: matches, body: body)
        case .hour:
            try requireUnpruned(hourOf: Timestamp(milliseconds: from))
            try connection.forEach(
                "SELECT * FROM call WHERE at >= ? AND at < ?", .integer(from), .integer(to)
            ) { row in
                guard try matches(row.integer(3)) else { return }
                let entry = try corrected(originalEntry(row))
                try body(entry.recorded.call.at.startOfHour, entry.series, entry.recorded.figures)
            }
        }
    }
}

extension Rollup {
    /// The start of the first stretch that lies wholly after a moment.
    fileprivate func firstStart(notBefore moment: Int64) -> Int64 {
        guard moment != .min else { return moment }
        let start = start(of: Timestamp(milliseconds: moment))
        return start.milliseconds == moment ? moment : self.start(after: start).milliseconds
    }
}
