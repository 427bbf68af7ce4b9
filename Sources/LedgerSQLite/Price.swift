internal import Ledger
internal import Pricing

/// The rates that a cost was calculated with. Many calls share one, so that each row can be explained without
/// repeating them.
struct Price: Hashable {
    var ratesVersion: String
    var scope: PriceScope?
    var tier: PriceTier
    /// The rates in the order of the cost's lines.
    var rates: [ItemRate]

    /// The rate of one item.
    struct ItemRate: Hashable {
        var item: BilledItem
        var rate: Rate
    }

    /// The rates of a cost.
    init(of cost: Cost) {
        ratesVersion = cost.ratesVersion
        scope = cost.scope
        tier = cost.tier
        rates = cost.lines.map { ItemRate(item: $0.item, rate: $0.rate) }
    }

    init(ratesVersion: String, scope: PriceScope?, tier: PriceTier, rates: [ItemRate]) {
        self.ratesVersion = ratesVersion
        self.scope = scope
        self.tier = tier
        self.rates = rates
    }

    /// The rates as one text: `input=3000000&output=15000000`, in picodollars for one unit.
    var ratesText: String {
        PairCoding.text(rates.lazy.map { ($0.item.rawValue, String($0.rate.picodollarsPerUnit)) })
    }

    /// Rates out of ``ratesText``; `nil` where the text is no such.
    static func rates(_ text: String) -> [ItemRate]? {
        guard let pairs = PairCoding.pairs(text) else { return nil }
        var result: [ItemRate] = []
        for (name, number) in pairs {
            guard let item = BilledItem(rawValue: name), let picodollars = Int128(number) else { return nil }
            result.append(ItemRate(item: item, rate: Rate(picodollarsPerUnit: picodollars)))
        }
        return result
    }
}
