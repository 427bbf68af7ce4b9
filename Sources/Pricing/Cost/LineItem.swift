/// One line of a cost: a quantity of one item at one rate.
public struct LineItem: Sendable, Hashable {
    /// What was billed.
    public let item: BilledItem
    /// How much of it.
    public let quantity: Quantity
    /// At what rate for one unit.
    public let rate: Rate
    /// Quantity times rate, exact.
    public let cost: Money

    /// A line of a cost.
    ///
    /// - Returns: `nil` where quantity times rate is not a whole number of picodollars.
    public init?(item: BilledItem, quantity: Quantity, rate: Rate) {
        guard let cost = rate.cost(of: quantity) else { return nil }
        self.item = item
        self.quantity = quantity
        self.rate = rate
        self.cost = cost
    }
}
