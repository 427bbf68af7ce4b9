import Pricing

/// A model with the rates that its calls are priced at.
struct SeasonModel {
    var requested: String
    var cost: Cost
    private var rates: [BilledItem: Rate] = [:]

    /// The first models of the shipped rate card, by name, that have a price for cached text; their prices are the card's.
    static func all(count: Int, at moment: Timestamp) throws -> [SeasonModel] {
        let pricer = Pricer(card: try RateCard.shipped())
        return Array(
            pricer.card.models.keys.sorted().lazy.flatMap { id in
                ["us." + id, id].lazy.compactMap { SeasonModel($0, pricer: pricer, at: moment) }.prefix(1)
            }.prefix(count))
    }

    private init?(_ requested: String, pricer: Pricer, at moment: Timestamp) {
        self.requested = requested
        cost = pricer.cost(
            of: PricingRequest(
                model: requested, region: "us-east-1", at: moment,
                reportedTokens: ReportedTokens(input: 100, output: 100)))
        guard cost.status == .priced else { return nil }
        for line in cost.lines { rates[line.item] = line.rate }
        let cached = pricer.cost(
            of: PricingRequest(
                model: requested, region: "us-east-1", at: moment,
                reportedTokens: ReportedTokens(input: 100, output: 100, cacheRead: 100)))
        for line in cached.lines where line.item == .cacheRead { rates[line.item] = line.rate }
        cost.lines = []
        cost.usage = Usage()
        guard rates[.input] != nil, rates[.output] != nil else { return nil }
    }

    /// The cost of a call that used so many tokens; what the model does not cache is fresh input.
    func cost(input: Int64, cacheRead: Int64, output: Int64) -> Cost {
        var cost = cost
        let isCached = rates[.cacheRead] != nil
        cost.usage = Usage(
            input: isCached ? input : input + cacheRead, cacheRead: isCached ? cacheRead : 0, output: output)
        for item in [BilledItem.input, .cacheRead, .output] {
            let quantity = cost.usage[item]
            guard quantity != .zero, let rate = rates[item] else { continue }
            if let line = LineItem(item: item, quantity: quantity, rate: rate) { cost.lines.append(line) }
        }
        return cost
    }
}
