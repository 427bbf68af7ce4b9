internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// Adds up all calls of a range of time by stretches and series, out of as few rows as can be.
    ///
    /// Whole days come from the daily sums, whole hours around them from the hourly ones, and only the edges within an
    /// hour from the calls themselves; so any range is exact.
    /// The range goes from the first moment, inclusive, to the last, exclusive; `nil` is the beginning or the end.
    /// `coarsest` is the longest stretch that may be used: the hour, where hours are to be told apart. The body receives
    /// the start of a stretch that lies in the range, a series that matches, and their figures.
    func forEachSum(
        from: Timestamp?, to: Timestamp?, coarsest: Rollup = .day, where matches: (Int64) throws -> Bool,
        body: (Timestamp, Int64, SpendFigures) throws -> Void
    ) throws {
        let from = from?.milliseconds ?? .min
        let to = to?.milliseconds ?? .max
        try sum(coarsest, from: from, to: to, where: matches, body: body)
    }

    private func sum(
        _ rollup: Rollup, from: Int64, to: Int64, where matches: (Int64) throws -> Bool,
        body: (Timestamp, Int64, SpendFigures) throws -> Void
    ) throws {
        guard from < to else { return }
        let first = rollup.firstStart(notBefore: from)
        let end = to == .max ? to : rollup.start(of: Timestamp(milliseconds: to)).milliseconds
        guard first < end else { return try sumFiner(rollup, from: from, to: to, where: matches, body: body) }
        try sumFiner(rollup, from: from, to: first, where: matches, body: body)
        try rollup.forEach(in: self, from: first, to: end) { row in
            guard try matches(row.integer(1)) else { return }
            try rollup.check(row)
            try body(Timestamp(milliseconds: row.integer(0)), row.integer(1), Rollup.figures(row))
        }
        try sumFiner(rollup, from: end, to: to, where: matches, body: body)
    }

    private func sumFiner(
        _ rollup: Rollup, from: Int64, to: Int64, where matches: (Int64) throws -> Bool,
        body: (Timestamp, Int64, SpendFigures) throws -> Void
    ) throws {
        guard from < to else { return }
        switch rollup {
        case .day: try sum(.hour, from: from, to: to, where: matches, body: body)
        case .hour:
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
        let start = start(of: Timestamp(milliseconds: moment)).milliseconds
        return start == moment ? start : start + (self == .hour ? 3_600_000 : 86_400_000)
    }
}
