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
            try connection.runSealed(Rollup.month.insertion) {
                Rollup.write(start: month, series: series, sum.figures, to: &$0)
            }
            guard sum.isDamaged else { continue }
            // The sum of a damaged row is damaged too: with a seal of its own nobody would notice.
            try connection.run(
                "UPDATE rollup_month SET checksum = ~checksum WHERE starts_at = ? AND series = ?",
                .integer(month.milliseconds), .integer(series))
        }
    }
}
