internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// The number of the newest correction, also where that was pruned; zero where there never was one.
    func lastCorrection() throws -> Int64 {
        try connection.integer(
            """
            SELECT max(
                coalesce((SELECT max(sequence) FROM correction), 0),
                coalesce((SELECT max(last_correction) FROM pruning), 0))
            """) ?? 0
    }

    /// What the corrections of the calls that a filter lets through add up to, by kind, in the order of the kinds.
    func correctionSums(_ filter: CallFilter) throws -> [CorrectionSum] {
        try requireUnpruned(filter)
        let matches = seriesMatcher(filter)
        var sums: [CorrectionSum.Kind: CorrectionSum] = [:]
        var position: Int64 = 0
        var standing = Money.zero
        try connection.forEach(
            """
            SELECT call.sequence, call.series, correction.kind,
            call.fresh_input_cost + call.cached_input_cost + call.cache_write_cost + call.output_cost
                + call.other_cost + coalesce(call.estimate, 0),
            correction.fresh_input_cost + correction.cached_input_cost + correction.cache_write_cost
                + correction.output_cost + correction.other_cost + coalesce(correction.estimate, 0)
            FROM call JOIN correction ON correction.call = call.sequence
            WHERE call.at >= ? AND call.at < ? ORDER BY call.sequence, correction.number
            """, .integer(filter.since?.milliseconds ?? .min), .integer(filter.until?.milliseconds ?? .max)
        ) { row in
            guard try matches(row.integer(1)) else { return }
            guard let kind = CorrectionSum.Kind(rawValue: row.text(2)) else {
                throw LedgerError.damagedRow("correction", "of call \(row.integer(0))")
            }
            if row.integer(0) != position { standing = Money(picodollars: Int128(row.integer(3))) }
            position = row.integer(0)
            let cost = Money(picodollars: Int128(row.integer(4)))
            var sum = sums[kind] ?? CorrectionSum(kind: kind, entries: 0, difference: .zero)
            sum.entries += 1
            sum.difference += cost - standing
            sums[kind] = sum
            standing = cost
        }
        return CorrectionSum.Kind.allCases.compactMap { sums[$0] }
    }
}
