internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// All budgets with the state of their present windows, by name.
    func budgetStatuses() throws -> [BudgetStatus] {
        try book.all().map { try status(of: $0) }
    }

    /// One budget with the state of its present window.
    func budgetStatus(_ name: String) throws -> BudgetStatus? {
        try book.all().first { $0.budget.name == name }.map { try status(of: $0) }
    }

    /// Makes a budget, or replaces the definition of the one of that name.
    func setBudget(_ asked: Budget, actor: String) throws -> BudgetStatus {
        let budget = try asked.validated()
        let actor = try TextRule.name.validated(actor, as: "actor")
        let old = try book.all().first { $0.budget.name == budget.name }
        guard let change = BudgetChange.set(budget, replacing: old?.budget, at: now, actor: actor) else {
            return try status(of: known(budget.name))
        }
        let id = try old?.id ?? (connection.integer("SELECT max(id) FROM budget") ?? 0) + 1
        let stored = StoredBudget(id: id, budget: budget, raises: old?.raises ?? [])
        try write(stored, removedAt: nil)
        // Another scope or period adds up other calls; the windows are made anew when they are asked for.
        try book.dropWindows(of: id)
        try note(change, of: budget.name)
        return try status(of: known(budget.name))
    }

    /// Raises a budget's limit for a time.
    func raiseBudget(_ name: String, _ asked: BudgetRaise, actor: String) throws -> BudgetStatus {
        let raise = try asked.validated(at: now)
        let actor = try TextRule.name.validated(actor, as: "actor")
        let stored = try known(name)
        let columns: [SQLiteValue] =
            [
                .integer((try connection.integer("SELECT max(id) FROM budget_raise") ?? 0) + 1), .integer(stored.id),
            ] + raise.amount.columns + [.integer(raise.until.milliseconds), .text(raise.reason)]
        try connection.runSealed("INSERT INTO budget_raise VALUES (?, ?, ?, ?, ?, ?, ?)", columns)
        try note(.raised(by: raise, at: now, actor: actor), of: name)
        return try status(of: known(name))
    }

    /// Removes a budget; its audit trail stays.
    func removeBudget(_ name: String, actor: String) throws {
        let actor = try TextRule.name.validated(actor, as: "actor")
        let stored = try known(name)
        try write(stored, removedAt: now)
        try book.dropWindows(of: stored.id)
        try note(.removed(stored.budget, at: now, actor: actor), of: name)
    }

    private func status(of stored: StoredBudget) throws -> BudgetStatus {
        try book.balance(of: stored).status(history: database.history(ofBudget: stored.budget.name))
    }

    private func known(_ name: String) throws -> StoredBudget {
        guard let stored = try book.all().first(where: { $0.budget.name == name }) else {
            throw LedgerError(.notFound, "there is no budget \(LedgerError.quoted(name))")
        }
        return stored
    }

    private func write(_ stored: StoredBudget, removedAt: Timestamp?) throws {
        try connection.runSealed(
            "INSERT OR REPLACE INTO budget VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            stored.columns(removedAt: removedAt))
        guard stored.budget.whenExceeded != .refuse else {
            return try connection.run("DELETE FROM budget_policy WHERE budget = ?", .integer(stored.id))
        }
        try connection.runSealed(
            "INSERT OR REPLACE INTO budget_policy VALUES (?, ?, ?)",
            [.integer(stored.id), .text(PolicyCoding.text(stored.budget.whenExceeded))])
    }

    private func note(_ change: BudgetChange, of name: String) throws {
        try connection.runSealed(
            "INSERT INTO budget_change VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .integer((try connection.integer("SELECT max(id) FROM budget_change") ?? 0) + 1), .text(name),
                .integer(change.at.milliseconds), .text(change.actor), .text(change.kind.rawValue),
                .text(change.summary),
            ])
        try flush()
        book.forget()
        try book.begin(at: now)
    }
}
