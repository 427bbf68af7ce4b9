import Ledger
import Pricing

/// What the calls of one period, callsite, model and rate were charged for one item.
struct Charge {
    var key: ChargeKey
    /// How much was billed; zero for an amount that stands for an unknown cost.
    var quantity = Quantity.zero
    /// Quantity times rate, exact, or the amount itself.
    var cost = Money.zero
    /// How many calls are counted here: each at its first line, so that sums over charges count no call twice.
    var requests: Int64 = 0
    /// What the prompt cache saved, counted where the calls are; `nil` where none was used or the price is not known.
    var cacheSavings: Money?

    init(_ key: ChargeKey) {
        self.key = key
    }
}
