internal import Ledger
internal import Pricing
internal import SQLite

/// Makes the sums of a ledger that has only finer ones.
struct DerivedSums {
    /// The sum of a number in one stretch.
    private struct Sum {
        var figures = SpendFigures()
        var isDamaged = false
    }

    let connection: Connection

    /// Adds up the rows of each stretch, one stretch at a time.
    func fill(_ rollup: Rollup, from finer: Rollup) throws {
        let numbers = try numbers(of: rollup.grain)
        var stretch: Timestamp?
        var sums: [Int64: Sum] = [:]
        try connection.forEach(finer.rows, .integer(.min), .integer(.max)) { row in
            let start = rollup.stretch.start(of: Timestamp(milliseconds: row.integer(0)))
            if let stretch, start != stretch {
                try write(sums, of: stretch, to: rollup)
                sums = [:]
            }
            stretch = start
            let number = numbers(row.integer(1))
            sums[number.value, default: Sum()].figures += Rollup.figures(row)
            if !row.isSealed || number.isDamaged { sums[number.value]?.isDamaged = true }
        }
        if let stretch { try write(sums, of: stretch, to: rollup) }
    }

    /// What the number of a series counts under, and whether the series itself is damaged.
    private func numbers(of grain: Grain) throws -> (Int64) -> (value: Int64, isDamaged: Bool) {
        guard grain != .series else { return { ($0, false) } }
        var numbers: [Int64: (value: Int64, isDamaged: Bool)] = [:]
        try connection.forEach("SELECT * FROM series") { row in
            numbers[row.integer(0)] = (row.integer(grain == .team ? 1 : 5), !row.isSealed)
        }
        return { numbers[$0] ?? (0, true) }
    }

    private func write(_ sums: [Int64: Sum], of start: Timestamp, to rollup: Rollup) throws {
        for (number, sum) in sums.sorted(by: { $0.key < $1.key }) {
            try connection.run(rollup.insertion) { row in
                Rollup.write(start: start, number: number, sum.figures, to: &row)
                // The sum of a damaged row is damaged too: with a seal of its own nobody would notice.
                row.addChecksum(isRight: !sum.isDamaged)
            }
        }
    }
}
