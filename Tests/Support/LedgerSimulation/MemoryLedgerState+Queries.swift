import Ledger
import Pricing

extension MemoryLedgerState {
    func spend(by asked: [SpendKey], filter: CallFilter) throws(LedgerError) -> SpendReport {
        let keys = try SpendKey.validated(asked)
        let filter = try filter.validated()
        try requireWholeHours(filter)
        var groups: [[String?]: SpendFigures] = [:]
        for row in rows where filter.includes(row.call) {
            groups[keys.map { $0.value(of: row.call) }, default: SpendFigures()] += row.figures
        }
        return SpendReport(
            keys: keys, filter: filter, groups: groups.map { SpendReport.Row(key: $0.key, figures: $0.value) })
    }

    func calls(
        _ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int
    ) throws(LedgerError) -> [RecordedCall] {
        let filter = try filter.validated()
        guard CallFilter.pageSizes.contains(limit) else {
            throw .invalidInput("page size", "\(limit)", "must be 1 to \(CallFilter.pageSizes.upperBound)")
        }
        try requireUnpruned(filter, after: sequence)
        let page = rows.lazy.filter { $0.sequence > sequence && $0.sequence <= last && filter.includes($0.call) }
        return Array(page.prefix(limit))
    }

    func callsites(of team: String, limit: Int) throws(LedgerError) -> [String] {
        guard CallFilter.pageSizes.contains(limit) else {
            throw .invalidInput("limit", "\(limit)", "must be 1 to \(CallFilter.pageSizes.upperBound)")
        }
        return Array(try callsites(of: team).prefix(limit))
    }

    func hasCallsite(_ asked: String, of team: String) throws(LedgerError) -> Bool {
        let callsite = try TextRule.name.validated(asked, as: "callsite")
        return try callsites(of: team).contains(callsite)
    }

    private func callsites(of asked: String) throws(LedgerError) -> Set<String> {
        let team = try TextRule.name.validated(asked, as: "team")
        let all =
            rows.map(\.call.attribution) + reservations.values.map(\.request.attribution)
            + refusals.values.map(\.request.attribution)
        return Set(all.filter { $0.team == team }.map(\.callsite))
    }

    mutating func reprice(
        _ filter: CallFilter, dryRun: Bool, price: (RecordedCall) -> Cost?
    ) throws(LedgerError) -> Repricing {
        let filter = try filter.validated()
        try requireUnpruned(filter, after: 0)
        var result = Repricing()
        for row in rows.indices where filter.includes(rows[row].call) {
            let recorded = rows[row]
            result.examined += 1
            let cost = recorded.call.cost.status == .unknownUsage ? nil : price(recorded)
            guard let cost, let after = cost.total else {
                result.noteUnpriced(recorded)
                continue
            }
            guard cost.breakdown != recorded.breakdown else { continue }
            result.note(recorded, after: after)
            guard !dryRun else { continue }
            let held = heldAmount(of: row)
            change(row) { $0.reprice(cost, held: held) }
        }
        return result
    }

    func verify() -> Verification {
        var sums = Array(repeating: SpendFigures(), count: rows.count)
        for entry in entries { sums[entry.row] += entry.figures }
        var verification = Verification()
        verification.checks.append(.init(name: "entries", examined: Int64(entries.count)))
        for (row, sum) in zip(rows, sums) where row.figures != sum {
            verification.findings.append(
                .init(check: "entries", message: "call \(row.call.id): \(row.figures) is not the sum \(sum)"))
        }
        return verification
    }
}
