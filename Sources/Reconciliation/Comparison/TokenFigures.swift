import Pricing

/// The tokens of one model and kind, by day, and what they cost.
struct TokenFigures {
    /// Tokens by the start of their day in UTC.
    private(set) var days: [Timestamp: Quantity] = [:]
    private(set) var tokens = Quantity.zero
    private(set) var cost = Money.zero
    /// Tokens of calls whose price is not known.
    private(set) var unpriced = Quantity.zero

    /// Adds tokens; without a cost where their price is not known.
    mutating func add(_ quantity: Quantity, cost: Money?, on day: Timestamp) {
        days[day, default: .zero].millionths += quantity.millionths
        tokens.millionths += quantity.millionths
        if let cost { self.cost += cost } else { unpriced.millionths += quantity.millionths }
    }

    /// What another number of tokens costs at the same average rate, rounded; `nil` without tokens.
    func cost(of other: Quantity) -> Money? {
        guard tokens.millionths > 0 else { return nil }
        let (product, overflow) = cost.picodollars.multipliedReportingOverflow(by: other.millionths)
        guard !overflow else { return nil }
        return Money(picodollars: product / tokens.millionths)
    }

    /// The average rate in dollars for a million tokens, rounded to six decimals, for people.
    var ratePerMillion: String {
        guard let cost = cost(of: Quantity(1_000_000)) else { return "unknown" }
        return Money(picodollars: cost.picodollars / 1_000_000 * 1_000_000).usd
    }
}
