internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// The budgets that were not removed, by name, with their increases.
    func budgets() throws -> [StoredBudget] {
        var budgets = try connection.all("SELECT * FROM budget WHERE removed_at IS NULL") { try StoredBudget($0) }
        let policies = try budgetPolicies()
        for index in budgets.indices {
            budgets[index].budget.whenExceeded = policies[budgets[index].id] ?? .refuse
            budgets[index].raises = try connection.all(
                "SELECT * FROM budget_raise WHERE budget = ? ORDER BY id", .integer(budgets[index].id)
            ) { row in
                guard row.isSealed else {
                    throw LedgerError.damagedRow("budget_raise", "\(row.integer(0))")
                }
                return BudgetRaise(
                    amount: Money(row, at: 2), until: Timestamp(milliseconds: row.integer(4)), reason: row.text(5))
            }
        }
        return budgets.sorted { $0.budget.name < $1.budget.name }
    }

    /// What becomes of calls that budgets have no room for, by the budget's number; those that refuse have no row.
    private func budgetPolicies() throws -> [Int64: ExceededPolicy] {
        let rows = try connection.all("SELECT * FROM budget_policy") { row in
            guard row.isSealed, let policy = PolicyCoding.policy(row.text(1)) else {
                throw LedgerError.damagedRow("budget_policy", "\(row.integer(0))")
            }
            return (row.integer(0), policy)
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// The audit trail of the budgets of a name, oldest first.
    func history(ofBudget name: String) throws -> [BudgetChange] {
        try connection.all("SELECT * FROM budget_change WHERE budget = ? ORDER BY id", .text(name)) { row in
            guard row.isSealed, let kind = BudgetChange.Kind(rawValue: row.text(4)) else {
                throw LedgerError.damagedRow("budget_change", "\(row.integer(0))")
            }
            return BudgetChange(
                at: Timestamp(milliseconds: row.integer(2)), actor: row.text(3), kind: kind, summary: row.text(5))
        }
    }

    /// What a window of a budget holds, added up from the calls and the open reservations.
    func sum(of budget: Budget, in window: BudgetWindow) throws -> StoredWindow {
        var result = StoredWindow(window)
        let scope = budget.scope
        let filter = CallFilter(
            since: window.start, until: window.end, team: scope.team, callsite: scope.callsite, user: scope.user,
            model: scope.model, tags: scope.tags)
        let covers = seriesMatcher(filter)
        try forEachSum(filter, of: Grain(telling: [], filter)) { _, _, figures in result.charge(figures) }
        for open in try openReservations() where window.contains(open.reservation.createdAt) {
            if try covers(open.series) { result.reserved += open.reservation.amount }
        }
        return result
    }
}
