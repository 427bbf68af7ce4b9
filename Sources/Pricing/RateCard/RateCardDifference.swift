/// One rate that differs between two cards.
public struct RateCardDifference: Sendable, Hashable {
    /// The model's id; `guardrails` for the rates of guardrail policies.
    public let model: String
    /// The conditions of the column.
    public let conditions: String
    /// The item.
    public let item: BilledItem
    /// The rate of the first card; `nil` where it has none.
    public let before: Rate?
    /// The rate of the second card; `nil` where it has none.
    public let after: Rate?
}

extension RateCard {
    /// The rates in which another card differs from this one, by model, column and item.
    public func differences(from other: RateCard) -> [RateCardDifference] {
        let before = rateTable
        let after = other.rateTable
        let keys = Set(before.keys).union(after.keys).sorted()
        return keys.compactMap { key in
            guard before[key] != after[key] else { return nil }
            return RateCardDifference(
                model: key.model, conditions: key.conditions, item: key.item, before: before[key], after: after[key])
        }
    }

    /// Every rate by where it stands; a column of several regions counts for each of them, so that regrouping is no change.
    private var rateTable: [RateKey: Rate] {
        var table: [RateKey: Rate] = [:]
        for (item, rate) in guardrails {
            table[RateKey(model: "guardrails", conditions: "everywhere", item: item)] = rate.rate
        }
        for model in models.values {
            for price in model.prices {
                for region in price.regions.map({ $0.sorted().map(Optional.some) }) ?? [nil] {
                    var column = price
                    column.regions = region.map { [$0] }
                    let conditions = column.conditions
                    for (item, rate) in price.rates {
                        let key = RateKey(model: model.id, conditions: conditions, item: item)
                        // The first column that lists an item is the one that prices it.
                        if table[key] == nil { table[key] = rate.rate }
                    }
                }
            }
        }
        return table
    }
}

/// Where a rate stands in a card.
private struct RateKey: Hashable, Comparable {
    var model: String
    var conditions: String
    var item: BilledItem

    static func < (left: RateKey, right: RateKey) -> Bool {
        (left.model, left.conditions, left.item.rawValue) < (right.model, right.conditions, right.item.rawValue)
    }
}
