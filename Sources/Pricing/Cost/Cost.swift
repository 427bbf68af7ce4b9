/// The price of one call, or the reason why there is none.
public struct Cost: Sendable, Hashable {
    /// Whether a price could be stated.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// The cost is exact.
        case priced
        /// The usage is known but a rate is not; the cost is unknown, which is not zero.
        case unpriced
        /// The response does not say (or contradicts itself about) what was used.
        case unknownUsage = "unknown_usage"
    }

    /// Whether a price could be stated.
    public var status: Status
    /// The model's id without geography, such as `anthropic.claude-sonnet-5-5`; the id as written where it is unknown.
    public var model: String
    /// The price scope; absent where the model could not be identified.
    public var scope: PriceScope?
    /// The price column; with model, scope and usage it is all that is needed to price the call again.
    public var tier: PriceTier
    /// What was used.
    public var usage: Usage
    /// The lines that add up to the cost; empty unless priced.
    public var lines: [LineItem]
    /// The version of the rate card that was asked.
    public var ratesVersion: String
    /// Why there is no price, or what a reader of the price should know.
    public var reason: String?

    /// The price of one call.
    public init(
        status: Status, model: String, scope: PriceScope?, tier: PriceTier = .standard, usage: Usage = Usage(),
        lines: [LineItem] = [], ratesVersion: String, reason: String? = nil
    ) {
        self.status = status
        self.model = model
        self.scope = scope
        self.tier = tier
        self.usage = usage
        self.lines = lines
        self.ratesVersion = ratesVersion
        self.reason = reason
    }

    /// The cost by component; zero unless priced.
    public var breakdown: CostBreakdown {
        var breakdown = CostBreakdown.zero
        for line in lines {
            breakdown[line.item.component] = breakdown[line.item.component] + line.cost
        }
        return breakdown
    }

    /// The whole cost; `nil` where it is not known.
    public var total: Money? { status == .priced ? breakdown.total : nil }

    /// Whether both are a price of the same usage in the same column, by whatever rates: a call that is offered again
    /// after other rates were loaded is the same call.
    public func isOfSameUsage(as other: Cost) -> Bool {
        model == other.model && scope == other.scope && tier == other.tier && usage == other.usage
    }
}
