internal import Ledger
internal import Pricing
internal import SQLite

extension SQLiteLedger {
    /// All budgets with their present windows, added up anew, because a ledger that is only read keeps no windows.
    func readBudgets() async throws(LedgerError) -> [BudgetStatus] {
        let now = clock()
        return try await read { database in
            try database.budgets().map { stored in
                let window = try database.sum(of: stored.budget, in: stored.budget.window(containing: now))
                return BudgetBalance(
                    budget: stored.budget, effectiveLimit: stored.budget.limit(raisedBy: stored.raises, at: now),
                    window: window.window, spent: window.spent, estimated: window.estimated,
                    reserved: window.reserved, unpricedCalls: window.unpricedCalls
                ).status(history: try database.history(ofBudget: stored.budget.name))
            }
        }
    }
}

extension LedgerError {
    /// The file would have to be changed before it can be read.
    static func outdated(_ path: String, _ status: SchemaStatus) -> LedgerError {
        LedgerError(
            .incompatible,
            "\(path) has schema version \(status.version), and \(status.latest) is needed to read it; bring it there with "
                + "bedrock-ledger migrate")
    }
}
