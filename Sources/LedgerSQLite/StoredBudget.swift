internal import Ledger
internal import Pricing
internal import SQLite

/// A budget with its number and its increases.
struct StoredBudget {
    var id: Int64
    var budget: Budget
    var raises: [BudgetRaise]

    init(id: Int64, budget: Budget, raises: [BudgetRaise]) {
        self.id = id
        self.budget = budget
        self.raises = raises
    }

    /// Reads a row of the table of budgets.
    init(_ row: borrowing Statement) throws {
        let tags = PairCoding.pairs(row.text(6))
        let warnings = row.text(11).split(separator: " ").compactMap { Int($0) }
        guard row.isSealed, let tags, let period = BudgetPeriod(row.text(9)),
            let enforcement = Budget.Enforcement(rawValue: row.text(12)),
            let unpriced = Budget.UnpricedPolicy(rawValue: row.text(13))
        else { throw LedgerError.damagedRow("budget", "\(row.integer(0))") }
        id = row.integer(0)
        budget = Budget(
            name: row.text(1),
            scope: BudgetScope(
                team: row.optionalText(2), callsite: row.optionalText(3), model: row.optionalText(4),
                user: row.optionalText(5), tags: Dictionary(tags, uniquingKeysWith: { first, _ in first })),
            limit: Money(row, at: 7), period: period, timeZone: row.text(10), enforcement: enforcement,
            warnAt: warnings, unpriced: unpriced)
        // Increases and policy stand in tables of their own.
        raises = []
    }

    /// The columns of the row.
    func columns(removedAt: Timestamp?) -> [SQLiteValue] {
        let scope = budget.scope
        let tags = scope.tags.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return [
            .integer(id), .text(budget.name), SQLiteValue(scope.team), SQLiteValue(scope.callsite),
            SQLiteValue(scope.model), SQLiteValue(scope.user), .text(PairCoding.text(tags)),
        ] + budget.limit.columns + [
            .text(budget.period.name), .text(budget.timeZone),
            .text(budget.warnAt.map(String.init).joined(separator: " ")), .text(budget.enforcement.rawValue),
            .text(budget.unpriced.rawValue), SQLiteValue(removedAt?.milliseconds),
        ]
    }
}
