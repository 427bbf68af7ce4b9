internal import Ledger
internal import Pricing
internal import SQLite

extension Verifier {
    /// Whether details stand beside settled calls only, and the histories of input are what the details add up to.
    func checkDetails() throws {
        var sums: [Int64: InputHistory] = [:]
        var examined: Int64 = 0
        try database.connection.forEach(
            """
            SELECT d.reservation, d.input_bytes, d.input_tokens, d.history, r.state FROM call_detail AS d
            LEFT JOIN reservation AS r ON r.number = d.reservation
            """
        ) { row in
            examined += 1
            if row.text(4) != "settled" {
                report("call_detail", "there are details of reservation \(row.integer(0)), which has no call")
            }
            guard let history = row.optionalInteger(3) else { return }
            sums[history, default: InputHistory()].add(tokens: row.integer(2), bytes: row.integer(1))
        }
        check("call_detail", examined)
        try checkHistories(sums)
    }

    private func checkHistories(_ expected: [Int64: InputHistory]) throws {
        var expected = expected
        var examined: Int64 = 0
        // Those of pruned calls are of no use any more, and go last.
        let start = try database.newestPruning()?.range.cut ?? .earliest
        try database.connection.forEach(
            "SELECT * FROM input_history WHERE starts_at >= ? ORDER BY id", .integer(start.milliseconds)
        ) { row in
            examined += 1
            let stored = InputHistory(samples: row.integer(4), tokensPerMillionBytes: row.integer(5))
            let sum = expected.removeValue(forKey: row.integer(0)) ?? InputHistory()
            guard stored != sum else { return }
            report(
                "input_history",
                "row \(row.integer(0)): stored are \(stored.samples) calls of at most \(stored.tokensPerMillionBytes) "
                    + "tokens for a million bytes, the details are \(sum.samples) of \(sum.tokensPerMillionBytes)")
        }
        for (id, sum) in expected.sorted(by: { $0.key < $1.key }) {
            report("input_history", "row \(id) is missing; the details are \(sum.samples) calls")
        }
        check("input_history", examined)
    }
}
