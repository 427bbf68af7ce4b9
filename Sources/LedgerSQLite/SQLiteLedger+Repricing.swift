public import Ledger
public import Pricing

extension SQLiteLedger {
    /// How many calls are looked at at a time.
    private static let repricingPage = 500

    /// Prices calls again, a page at a time, and writes correcting entries where the price differs.
    public func reprice(
        _ filter: CallFilter, dryRun: Bool, price: @Sendable @escaping (RecordedCall) -> Cost?
    ) async throws(LedgerError) -> Repricing {
        let filter = try filter.validated()
        let last = try await lastSequence()
        var result = Repricing()
        var position: Int64 = 0
        while true {
            let page = try await calls(filter, after: position, through: last, limit: Self.repricingPage)
            guard let end = page.last else { return result }
            position = end.sequence
            // The page is priced here and not on the writer's thread, which others are waiting for.
            let prices = page.map { $0.call.cost.status == .unknownUsage ? nil : price($0) }
            try await apply(prices, to: page, dryRun: dryRun, in: &result)
        }
    }

    private func apply(
        _ prices: [Cost?], to page: [RecordedCall], dryRun: Bool, in result: inout Repricing
    ) async throws(LedgerError) {
        var changes: [(recorded: RecordedCall, cost: Cost)] = []
        for (recorded, cost) in zip(page, prices) {
            result.examined += 1
            guard let cost, let after = cost.total else {
                result.noteUnpriced(recorded)
                continue
            }
            guard cost.breakdown != recorded.breakdown else { continue }
            result.note(recorded, after: after)
            changes.append((recorded, try cost.validated()))
        }
        guard !dryRun, !changes.isEmpty else { return }
        let written = changes
        try await write(weight: written.count) { session in
            for (recorded, cost) in written { try session.reprice(recorded, cost) }
        }
    }
}

extension WriteSession {
    /// Corrects the price of a call, unless somebody corrected it since it was looked at.
    func reprice(_ recorded: RecordedCall, _ cost: Cost) throws {
        guard let entry = try database.entry(sequence: recorded.sequence),
            entry.recorded.corrections == recorded.corrections
        else { return }
        let held = try heldAmount(of: entry)
        try change(entry, "repricing") { $0.reprice(cost, held: held) }
    }
}
