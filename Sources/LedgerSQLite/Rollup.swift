internal import Ledger
internal import Pricing
internal import SQLite

/// The sums of calls over a stretch of time, by series.
enum Rollup: CaseIterable {
    case hour
    case day

    /// The start of the stretch that holds a moment.
    func start(of moment: Timestamp) -> Timestamp {
        switch self {
        case .hour: moment.startOfHour
        case .day: moment.startOfDay
        }
    }

    /// Writes the columns of a row.
    static func write(start: Timestamp, series: Int64, _ figures: SpendFigures, to row: inout RowWriter) {
        for number in [
            start.milliseconds, series, figures.calls, figures.inputTokens, figures.cacheReadTokens,
            figures.cacheWriteTokens, figures.outputTokens,
        ] {
            row.add(number)
        }
        let breakdown = figures.breakdown
        for amount in [
            breakdown.freshInput, breakdown.cachedInput, breakdown.cacheWrite, breakdown.output, breakdown.other,
            figures.estimated,
        ] {
            row.add(total: amount)
        }
        row.add(figures.unpricedCalls)
    }

    /// The figures of a row, without a look at its checksum.
    static func figures(_ row: borrowing Statement) -> SpendFigures {
        var figures = SpendFigures()
        figures.calls = row.integer(2)
        figures.inputTokens = row.integer(3)
        figures.cacheReadTokens = row.integer(4)
        figures.cacheWriteTokens = row.integer(5)
        figures.outputTokens = row.integer(6)
        figures.breakdown.freshInput = Money(row, at: 7)
        figures.breakdown.cachedInput = Money(row, at: 9)
        figures.breakdown.cacheWrite = Money(row, at: 11)
        figures.breakdown.output = Money(row, at: 13)
        figures.breakdown.other = Money(row, at: 15)
        figures.estimated = Money(row, at: 17)
        figures.unpricedCalls = row.integer(19)
        return figures
    }

    /// Looks at the rows that start in a range, in order of time and series.
    func forEach(
        in database: Database, from start: Int64, to end: Int64, body: (borrowing Statement) throws -> Void
    ) throws {
        switch self {
        case .hour:
            try database.connection.forEach(
                "SELECT * FROM rollup_hour WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, series",
                .integer(start), .integer(end), body: body)
        case .day:
            try database.connection.forEach(
                "SELECT * FROM rollup_day WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, series",
                .integer(start), .integer(end), body: body)
        }
    }

    /// Adds figures to a row, which is made where it is missing.
    func add(_ delta: SpendFigures, start: Timestamp, series: Int64, in database: Database) throws {
        var figures = try stored(start: start, series: series, in: database) ?? SpendFigures()
        figures += delta
        switch self {
        case .hour:
            try database.connection.runSealed(
                """
                INSERT OR REPLACE INTO rollup_hour
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            ) { Self.write(start: start, series: series, figures, to: &$0) }
        case .day:
            try database.connection.runSealed(
                """
                INSERT OR REPLACE INTO rollup_day
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            ) { Self.write(start: start, series: series, figures, to: &$0) }
        }
    }

    private func stored(start: Timestamp, series: Int64, in database: Database) throws -> SpendFigures? {
        func read(_ row: borrowing Statement) throws -> SpendFigures {
            try check(row)
            return Self.figures(row)
        }
        let key: [SQLiteValue] = [.integer(start.milliseconds), .integer(series)]
        return switch self {
        case .hour:
            try database.connection.first(
                "SELECT * FROM rollup_hour WHERE starts_at = ? AND series = ?", key[0], key[1], read: read)
        case .day:
            try database.connection.first(
                "SELECT * FROM rollup_day WHERE starts_at = ? AND series = ?", key[0], key[1], read: read)
        }
    }

    /// Throws where a row does not agree with its checksum.
    func check(_ row: borrowing Statement) throws {
        guard row.isSealed else {
            throw LedgerError.damagedRow("rollup_\(self)", "\(row.integer(0)), \(row.integer(1))")
        }
    }
}
