internal import Ledger
internal import Pricing
internal import SQLite

/// Makes the monthly sums of a ledger that has only hourly and daily ones.
struct MonthlySums {
    /// The sum of a series in one month.
    private struct Sum {
        var figures = SpendFigures()
        var isDamaged = false
    }

    let connection: Connection

    /// Adds up the days of each month, one month at a time.
    func fill() throws {
        var month: Timestamp?
        var sums: [Int64: Sum] = [:]
        try connection.forEach("SELECT * FROM rollup_day ORDER BY starts_at, series") { row in
            let start = Rollup.month.start(of: Timestamp(milliseconds: row.integer(0)))
            if let month, start != month {
                try write(sums, of: month)
                sums = [:]
            }
            month = start
            sums[row.integer(1), default: Sum()].figures += Rollup.figures(row)
            if !row.isSealed { sums[row.integer(1)]?.isDamaged = true }
        }
        if let month { try write(sums, of: month) }
    }

    private func write(_ sums: [Int64: Sum], of month: Timestamp) throws {
        for (series, sum) in sums.sorted(by: { $0.key < $1.key }) {
            let columns = Self.columns(month, series, sum.figures)
            // The sum of a damaged row is damaged too: with a seal of its own nobody would notice.
            let seal = Connection.checksum(of: columns) ^ (sum.isDamaged ? 1 : 0)
            try connection.run(Rollup.month.insertion, columns + [.integer(seal)])
        }
    }

    private static func columns(_ month: Timestamp, _ series: Int64, _ figures: SpendFigures) -> [SQLiteValue] {
        let breakdown = figures.breakdown
        let counts = [
            month.milliseconds, series, figures.calls, figures.inputTokens, figures.cacheReadTokens,
            figures.cacheWriteTokens, figures.outputTokens,
        ]
        let amounts = [
            breakdown.freshInput, breakdown.cachedInput, breakdown.cacheWrite, breakdown.output, breakdown.other,
            figures.estimated,
        ]
        return counts.map { .integer($0) } + amounts.flatMap(\.columns) + [.integer(figures.unpricedCalls)]
    }
}
