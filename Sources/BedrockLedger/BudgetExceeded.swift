public import Ledger
public import Pricing

/// A call was not sent, because a budget has no room for the most that it can cost.
///
/// Nothing was spent and nothing is held. Catch it to tell the caller when there is money again, or to try with less.
public struct BudgetExceeded: Error, Sendable, Hashable {
    /// The budget that refused, with its figures at that moment.
    public let refusal: Refusal

    /// A call was not sent.
    public init(_ refusal: Refusal) {
        self.refusal = refusal
    }

    /// The budget's name.
    public var budget: String { refusal.budget }
    /// The budget's limit, with the increases that held.
    public var limit: Money { refusal.limit }
    /// What was spent in the budget's window.
    public var spent: Money { refusal.spent }
    /// What was held for other calls.
    public var reserved: Money { refusal.reserved }
    /// The most that the call could have cost.
    public var needed: Money { refusal.requested }
    /// When the next window starts; `nil` for a budget over all time.
    public var resetsAt: Timestamp? { refusal.resetsAt }
}

extension BudgetExceeded: CustomStringConvertible {
    /// The refusal in one sentence, with every figure and what to do.
    public var description: String {
        let reset = resetsAt.map { "it resets at \($0.iso8601)" } ?? "it never resets"
        let figures = "limit \(limit), spent \(spent), reserved \(reserved)"
        switch refusal.cause {
        case .limit:
            return "budget \(LedgerError.quoted(budget)) refused the call, which may cost \(needed): \(figures); "
                + "\(reset). Ask for less (a smaller maxTokens, a cheaper model), wait, or raise the budget."
        case .unpriced:
            return "budget \(LedgerError.quoted(budget)) refused the call, because its price is not known: "
                + "\(refusal.reason ?? "no rate was found"); \(figures). "
                + "Add the model to a rate card, or let the budget allow unpriced calls."
        }
    }
}
