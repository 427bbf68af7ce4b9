internal import Ledger
internal import Pricing
internal import SQLite

/// The sums of calls by stretches of time and by what the calls are filed under, each in a table of its own.
enum Rollup: CaseIterable {
    case hour
    case day
    case month
    case teamHour
    case teamDay
    case modelHour
    case modelDay

    /// The sums of a grain over stretches; `nil` where nobody keeps them.
    init?(_ grain: Grain, by stretch: Stretch) {
        guard let rollup = Self.allCases.first(where: { $0.grain == grain && $0.stretch == stretch }) else {
            return nil
        }
        self = rollup
    }

    /// What its rows are told apart by, their time aside.
    var grain: Grain {
        switch self {
        case .hour, .day, .month: .series
        case .teamHour, .teamDay: .team
        case .modelHour, .modelDay: .model
        }
    }

    /// The stretch of time of a row.
    var stretch: Stretch {
        switch self {
        case .hour, .teamHour, .modelHour: .hour
        case .day, .teamDay, .modelDay: .day
        case .month: .month
        }
    }

    /// Writes the columns of a row.
    static func write(start: Timestamp, number: Int64, _ figures: SpendFigures, to row: inout RowWriter) {
        for number in [
            start.milliseconds, number, figures.calls, figures.inputTokens, figures.cacheReadTokens,
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

    /// How many numbers a row has, without its checksum.
    private static let columnCount = 20

    /// The figures of a row.
    ///
    /// - Throws: Where it does not agree with its checksum.
    func sealedFigures(_ row: borrowing Statement) throws -> SpendFigures {
        try withUnsafeTemporaryAllocation(of: Int64.self, capacity: Self.columnCount) { numbers in
            numbers.initialize(repeating: 0)
            guard row.readSealed(into: numbers) else { throw damaged(row) }
            var figures = SpendFigures()
            figures.calls = numbers[2]
            figures.inputTokens = numbers[3]
            figures.cacheReadTokens = numbers[4]
            figures.cacheWriteTokens = numbers[5]
            figures.outputTokens = numbers[6]
            figures.breakdown.freshInput = Money(dollars: numbers[7], picodollars: numbers[8])
            figures.breakdown.cachedInput = Money(dollars: numbers[9], picodollars: numbers[10])
            figures.breakdown.cacheWrite = Money(dollars: numbers[11], picodollars: numbers[12])
            figures.breakdown.output = Money(dollars: numbers[13], picodollars: numbers[14])
            figures.breakdown.other = Money(dollars: numbers[15], picodollars: numbers[16])
            figures.estimated = Money(dollars: numbers[17], picodollars: numbers[18])
            figures.unpricedCalls = numbers[19]
            return figures
        }
    }

    /// Looks at the rows that start in a range, in order of time and number.
    func forEach(
        in database: Database, from start: Int64, to end: Int64, body: (borrowing Statement) throws -> Void
    ) throws {
        try database.connection.forEach(rows, .integer(start), .integer(end), body: body)
    }

    /// Looks at the rows of a few numbers that start in a range, in order of time and number.
    ///
    /// Each is looked up by itself, which is much less than to read all rows of the range.
    func forEach(
        of numbers: [Int64], in database: Database, from start: Int64, to end: Int64,
        body: (borrowing Statement) throws -> Void
    ) throws {
        var next = try database.connection.integer(firstStart, .integer(start))
        while let start = next, start < end {
            for number in numbers {
                try database.connection.forEach(row, .integer(start), .integer(number), body: body)
            }
            next = start == .max ? nil : try database.connection.integer(firstStart, .integer(start + 1))
        }
    }

    /// Adds figures to a row, which is made where it is missing.
    func add(_ delta: SpendFigures, start: Timestamp, number: Int64, in database: Database) throws {
        var figures = try stored(start: start, number: number, in: database) ?? SpendFigures()
        figures += delta
        try database.connection.runSealed(insertion) {
            Self.write(start: start, number: number, figures, to: &$0)
        }
    }

    private func stored(start: Timestamp, number: Int64, in database: Database) throws -> SpendFigures? {
        try database.connection.first(row, .integer(start.milliseconds), .integer(number)) { row in
            try sealedFigures(row)
        }
    }

    private func damaged(_ row: borrowing Statement) -> LedgerError {
        LedgerError.damagedRow(table, "\(row.integer(0)), \(row.integer(1))")
    }
}
