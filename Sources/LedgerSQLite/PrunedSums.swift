internal import Ledger
internal import Pricing
internal import SQLite

/// A row of the table of months whose calls were pruned: what they add up to, and the hash of their hourly sums.
struct PrunedMonth: Equatable {
    var start: Timestamp
    var calls: Int64 = 0
    var cost = Money.zero
    var estimated = Money.zero
    var unpricedCalls: Int64 = 0
    var sha256: [UInt8] = []

    /// A month without calls.
    init(start: Timestamp) {
        self.start = start
    }

    /// Reads a row of the table.
    init(_ row: borrowing Statement) throws {
        guard row.isSealed else { throw LedgerError.damagedRow("pruned_month", "\(row.integer(0))") }
        start = Timestamp(milliseconds: row.integer(0))
        calls = row.integer(1)
        cost = Money(row, at: 2)
        estimated = Money(row, at: 4)
        unpricedCalls = row.integer(6)
        sha256 = row.blob(7)
    }

    /// The columns of the row.
    var columns: [SQLiteValue] {
        [.integer(start.milliseconds), .integer(calls)] + cost.columns + estimated.columns
            + [.integer(unpricedCalls), .blob(sha256)]
    }

    /// What the calls add up to, in words.
    var words: String { "\(calls) calls for \(cost)" }
}

/// Adds up the hourly sums of pruned calls by month, in the order of time and series.
struct PrunedSums {
    private static let domain = Array("bedrock-ledger pruned month 1\n".utf8)

    /// The months that are complete.
    private(set) var months: [PrunedMonth] = []
    private var current: (month: PrunedMonth, digest: RowDigest)?

    /// Adds the sum of a series in an hour; one of no calls is no sum.
    mutating func add(_ figures: SpendFigures, series: Int64, at hour: Timestamp) {
        guard figures != SpendFigures() else { return }
        let start = hour.startOfMonth
        if current?.month.start != start { finish() }
        var (month, digest) = current ?? (PrunedMonth(start: start), RowDigest(Self.domain))
        // Not held twice, or every sum would copy what is not hashed yet.
        current = nil
        month.calls += figures.calls
        month.cost += figures.cost
        month.estimated += figures.estimated
        month.unpricedCalls += figures.unpricedCalls
        for number in [
            hour.milliseconds, series, figures.calls, figures.inputTokens, figures.cacheReadTokens,
            figures.cacheWriteTokens, figures.outputTokens, figures.unpricedCalls,
        ] {
            digest.add(number)
        }
        let breakdown = figures.breakdown
        for amount in [
            breakdown.freshInput, breakdown.cachedInput, breakdown.cacheWrite, breakdown.output, breakdown.other,
            figures.estimated,
        ] {
            digest.add(amount)
        }
        current = (month, digest)
    }

    /// Ends the last month.
    mutating func finish() {
        guard var (month, digest) = current else { return }
        month.sha256 = digest.finish()
        months.append(month)
        current = nil
    }
}
