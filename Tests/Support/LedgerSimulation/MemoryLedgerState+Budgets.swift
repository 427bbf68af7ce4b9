import Ledger
import Pricing

extension MemoryLedgerState {
    /// The figures of a budget in the window of a moment, added up from all calls and open reservations.
    func balance(of budget: Budget, at now: Timestamp) throws(LedgerError) -> BudgetBalance {
        let window = try budget.window(containing: now)
        try requireWholeHours(CallFilter(since: window.start, until: window.end))
        var balance = BudgetBalance(
            budget: budget, effectiveLimit: budget.limit(raisedBy: raises[budget.name] ?? [], at: now), window: window)
        for row in rows
        where window.contains(row.call.at) && budget.scope.covers(row.call.attribution, model: row.call.cost.model) {
            let figures = row.figures
            balance.spent += figures.cost
            balance.estimated += figures.estimated
            balance.unpricedCalls += figures.unpricedCalls
        }
        let isTrimmed = flaw == .trimsParentHold && budget.scope == BudgetScope()
        for reservation in flaw == .expiryKeepsHold ? openReservations + expiredReservations : openReservations
        where window.contains(reservation.createdAt)
            && budget.scope.covers(reservation.request.attribution, model: reservation.request.model)
        {
            let amount = reservation.amount.picodollars
            balance.reserved += Money(picodollars: isTrimmed ? amount / 2 : amount)
        }
        return balance
    }

    private var expiredReservations: [Reservation] { reservations.values.filter { $0.state == .expired } }

    func statuses(at now: Timestamp) throws(LedgerError) -> [BudgetStatus] {
        var statuses: [BudgetStatus] = []
        for budget in budgets.values.sorted(by: { $0.name < $1.name }) {
            statuses.append(try status(of: budget, at: now))
        }
        return statuses
    }

    mutating func setBudget(
        _ asked: Budget, actor: String, at now: Timestamp
    ) throws(LedgerError) -> BudgetStatus {
        let budget = try asked.validated()
        let actor = try TextRule.name.validated(actor, as: "actor")
        if let change = BudgetChange.set(budget, replacing: budgets[budget.name], at: now, actor: actor) {
            histories[budget.name, default: []].append(change)
            budgets[budget.name] = budget
        }
        return try status(of: budget, at: now)
    }

    mutating func raiseBudget(
        _ name: String, _ asked: BudgetRaise, actor: String, at now: Timestamp
    ) throws(LedgerError) -> BudgetStatus {
        let raise = try asked.validated(at: now)
        let actor = try TextRule.name.validated(actor, as: "actor")
        let budget = try known(name)
        raises[name, default: []].append(raise)
        histories[name, default: []].append(.raised(by: raise, at: now, actor: actor))
        return try status(of: budget, at: now)
    }

    mutating func removeBudget(_ name: String, actor: String, at now: Timestamp) throws(LedgerError) {
        let actor = try TextRule.name.validated(actor, as: "actor")
        let budget = try known(name)
        histories[name, default: []].append(.removed(budget, at: now, actor: actor))
        budgets[name] = nil
        raises[name] = nil
    }

    private func status(of budget: Budget, at now: Timestamp) throws(LedgerError) -> BudgetStatus {
        try balance(of: budget, at: now).status(history: histories[budget.name] ?? [])
    }

    private func known(_ name: String) throws(LedgerError) -> Budget {
        guard let budget = budgets[name] else {
            throw LedgerError(.notFound, "there is no budget \(LedgerError.quoted(name))")
        }
        return budget
    }
}
