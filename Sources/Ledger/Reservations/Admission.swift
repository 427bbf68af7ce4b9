/// Decides whether a call may be sent, from the balances of all budgets that cover it.
public enum Admission {
    /// Why the call is refused; `nil` where it fits in every budget.
    ///
    /// Of several budgets that refuse, the answer names the one with the least left, and of these the first by name: so
    /// the same balances give the same answer in every store. What is to become of the call instead is what all of them
    /// agree on: see ``ExceededPolicy/agreed(with:)``.
    public static func refusal(
        of amount: ReservationRequest.Amount, by balances: some Sequence<BudgetBalance>
    ) -> Refusal? {
        let refusing = balances.compactMap { balance in balance.refusal(of: amount).map { (balance, $0) } }
        let tightest = refusing.min { left, right in
            (left.0.left, left.0.budget.name) < (right.0.left, right.0.budget.name)
        }
        guard var refusal = tightest?.1 else { return nil }
        refusal.whenExceeded = refusing.reduce(refusal.whenExceeded) { $0.agreed(with: $1.1.whenExceeded) }
        return refusal
    }
}
