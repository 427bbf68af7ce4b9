/// The price columns of a model that can hold for calls from one region at one scope, ready to be looked through.
///
/// What is left to ask is the tier, the time, the length of the input and the output's shape: none of them needs a look at
/// a text or a hash.
struct RegionalPrices: Sendable {
    /// One rate of a column.
    struct ItemRate: Sendable {
        let item: BilledItem
        let rate: Rate
        let note: String?
    }

    private struct Column: Sendable {
        let tier: PriceTier
        let from: Timestamp?
        let until: Timestamp?
        let aboveInputTokens: Int64?
        let condition: OutputCondition?
        let rates: [ItemRate]

        @inline(__always)
        func holds(at moment: Timestamp) -> Bool {
            if let from, moment < from { return false }
            if let until, until <= moment { return false }
            return true
        }
    }

    /// What a look for a rate came to.
    enum Lookup {
        case found(ItemRate)
        /// The price depends on the output's shape, which the request leaves open.
        case open
        case missing
    }

    /// The region that is called.
    let region: String
    /// Whether the card knows nothing of the region's part of AWS.
    let isUnknownPartition: Bool
    /// Whether a price depends on what the output looks like.
    let hasConditions: Bool
    private let hasLongContext: Bool
    private let columns: [Column]

    init(of model: ModelRates, scope: PriceScope, region: String) {
        let partition = AWSPartition(region: region)
        self.region = region
        isUnknownPartition = partition == .other
        let prices = model.prices.filter { $0.covers(scope: scope, region: region, partition: partition) }
        hasConditions = prices.contains { $0.condition != nil }
        hasLongContext = prices.contains { $0.aboveInputTokens != nil }
        columns = prices.map { price in
            Column(
                tier: price.tier, from: price.from, until: price.until, aboveInputTokens: price.aboveInputTokens,
                condition: price.condition,
                rates: price.rates.map { ItemRate(item: $0.key, rate: $0.value.rate, note: $0.value.note) })
        }
    }

    /// The total input above which the long-context columns hold, whatever the tier: a tier without such a column then
    /// has no price, rather than that of the short context.
    func longContextThreshold(at moment: Timestamp) -> Int64? {
        guard hasLongContext else { return nil }
        var threshold: Int64?
        for index in columns.indices {
            guard let above = columns[index].aboveInputTokens, columns[index].holds(at: moment) else { continue }
            threshold = max(threshold ?? 0, above)
        }
        return threshold
    }

    /// The rate of an item: that of the first column that covers the call and lists the item.
    func rate(
        of item: BilledItem, tier: PriceTier, at moment: Timestamp, above: Int64?, shape: OutputShape
    ) -> Lookup {
        for index in columns.indices
        where columns[index].tier == tier && columns[index].aboveInputTokens == above
            && columns[index].holds(at: moment)
        {
            guard let place = columns[index].rates.firstIndex(where: { $0.item == item }) else { continue }
            if columns[index].condition != nil {
                guard let isMet = columns[index].condition?.isMet(by: shape) else { return .open }
                if !isMet { continue }
            }
            return .found(columns[index].rates[place])
        }
        return .missing
    }
}
