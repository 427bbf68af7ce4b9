internal import Ledger
internal import Pricing
internal import SQLite

/// Writes what came out of a call as columns. The tables of calls and of corrections share them.
struct OutcomeCoding {
    let dimensions: Dimensions

    /// Writes the columns of an outcome. `isEstimated` goes into the column of that name: a call keeps what was offered.
    func write(_ recorded: RecordedCall, isEstimated: Bool, to row: inout RowWriter) throws {
        let cost = recorded.call.cost
        row.add(recorded.call.requestID)
        row.add(try dimensions.id(ofText: recorded.call.status.rawValue))
        row.add(try dimensions.id(ofText: cost.status.rawValue))
        row.add(try cost.reason.map { try dimensions.id(ofText: $0) })
        row.add(try dimensions.id(of: Price(of: cost)))
        UsageCoding.write(cost.usage, to: &row)
        row.add(UsageCoding.lineQuantities(cost))
        let breakdown = cost.breakdown
        row.add(amount: breakdown.freshInput)
        row.add(amount: breakdown.cachedInput)
        row.add(amount: breakdown.cacheWrite)
        row.add(amount: breakdown.output)
        row.add(amount: breakdown.other)
        if let estimate = recorded.estimate { row.add(amount: estimate) } else { row.addNull() }
        row.add(isEstimated)
        row.add(recorded.call.latencyMilliseconds)
        row.add(amount: recorded.overshoot)
    }

    /// Puts the outcome in the columns of a row, from the first of them on, in place of a call's.
    ///
    /// - Throws: ``LedgerError/Code/damaged`` where the columns contradict each other.
    func apply(_ row: borrowing Statement, at first: Int32, to recorded: inout RecordedCall) throws {
        let price = try dimensions.price(row.integer(first + 4))
        guard let usage = UsageCoding.usage(row, at: first + 5),
            let lines = UsageCoding.lines(
                rates: price.rates, usage: usage, quantities: row.optionalText(first + 11))
        else { throw LedgerError.damagedRow("call", "\(recorded.sequence)") }
        let cost = Cost(
            status: try dimensions.costStatus(row.integer(first + 2)),
            model: recorded.call.cost.model, scope: price.scope, tier: price.tier, usage: usage, lines: lines,
            ratesVersion: price.ratesVersion,
            reason: try row.optionalInteger(first + 3).map { try dimensions.text($0) })
        let breakdown = cost.breakdown
        guard Self.agrees(breakdown, row, at: first + 12) else {
            throw LedgerError(
                .damaged,
                "call \(recorded.sequence): the stored cost is not that of its quantities and rates; verify the ledger."
            )
        }
        let estimate = row.optionalInteger(first + 17).map { Money(picodollars: Int128($0)) }
        recorded.call.requestID = row.optionalText(first)
        recorded.call.status = try dimensions.callStatus(row.integer(first + 1))
        recorded.call.cost = cost
        recorded.call.isEstimated = row.integer(first + 18) != 0
        recorded.call.latencyMilliseconds = row.optionalInteger(first + 19)
        recorded.breakdown = cost.status == .priced ? breakdown : estimate.map { CostBreakdown(estimate: $0) }
        recorded.isEstimated = recorded.call.isEstimated
        recorded.overshoot = Money(picodollars: Int128(row.integer(first + 20)))
    }

    private static func agrees(_ breakdown: CostBreakdown, _ row: borrowing Statement, at first: Int32) -> Bool {
        var column = first
        for amount in [
            breakdown.freshInput, breakdown.cachedInput, breakdown.cacheWrite, breakdown.output, breakdown.other,
        ] {
            guard amount.picodollars == Int128(row.integer(column)) else { return false }
            column += 1
        }
        return true
    }
}
