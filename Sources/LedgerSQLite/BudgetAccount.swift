internal import Ledger
internal import Pricing

/// A budget with what one transaction knows of its windows.
final class BudgetAccount {
    let stored: StoredBudget
    /// The windows that are kept, in order of time.
    var windows: [StoredWindow] = []
    /// Whether the windows were read in this transaction.
    var isRead = false
    /// Whether the windows are to be written.
    var isChanged = false
    /// The position of the present window, once it was looked for.
    var present: Int?
    /// The figures of the present window; brought up to date by ``presentBalance``.
    private var balance: BudgetBalance

    init(_ stored: StoredBudget) {
        self.stored = stored
        balance = BudgetBalance(
            budget: stored.budget, effectiveLimit: stored.budget.limit,
            window: BudgetWindow(start: .earliest, end: nil))
    }

    /// The limit in this transaction, increases included.
    var limit: Money { balance.effectiveLimit }

    /// Starts a transaction: others may have changed the windows since the last one.
    func begin(at moment: Timestamp) {
        windows.removeAll(keepingCapacity: true)
        isRead = false
        isChanged = false
        present = nil
        balance.effectiveLimit = stored.budget.limit(raisedBy: stored.raises, at: moment)
    }

    /// Why the budget refuses an amount in the present window, whose position is known; `nil` where it does not.
    func refusal(of amount: ReservationRequest.Amount) -> Refusal? {
        bringBalanceUpToDate()
        return balance.refusal(of: amount)
    }

    /// The figures of the present window, whose position is known.
    var presentBalance: BudgetBalance {
        bringBalanceUpToDate()
        return balance
    }

    private func bringBalanceUpToDate() {
        guard let present else { return }
        balance.window = windows[present].window
        balance.spent = windows[present].spent
        balance.estimated = windows[present].estimated
        balance.reserved = windows[present].reserved
        balance.unpricedCalls = windows[present].unpricedCalls
    }
}
