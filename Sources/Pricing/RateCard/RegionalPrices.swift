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

    /// One column: its conditions, and where its rates stand. It is made of plain numbers, so that to look at it moves
    /// nothing.
    private struct Column: Sendable {
        let tier: PriceTier
        let from: Int64
        let until: Int64
        /// The total input above which it holds; none below zero.
        let aboveInputTokens: Int64
        /// The number of its condition; none below zero.
        let condition: Int
        let rates: Range<Int>

        @inline(__always)
        func holds(at moment: Timestamp) -> Bool { from <= moment.milliseconds && moment.milliseconds < until }
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
    private let rates: [ItemRate]
    private let conditions: [OutputCondition]

    init(of model: ModelRates, scope: PriceScope, region: String) {
        let partition = AWSPartition(region: region)
        self.region = region
        isUnknownPartition = partition == .other
        var columns: [Column] = []
        var rates: [ItemRate] = []
        var conditions: [OutputCondition] = []
        for price in model.prices where price.covers(scope: scope, region: region, partition: partition) {
            if let condition = price.condition { conditions.append(condition) }
            let start = rates.count
            for (item, rate) in price.rates { rates.append(ItemRate(item: item, rate: rate.rate, note: rate.note)) }
            columns.append(
                Column(
                    tier: price.tier, from: price.from?.milliseconds ?? .min, until: price.until?.milliseconds ?? .max,
                    aboveInputTokens: price.aboveInputTokens ?? -1,
                    condition: price.condition == nil ? -1 : conditions.count - 1, rates: start..<rates.count))
        }
        self.columns = columns
        self.rates = rates
        self.conditions = conditions
        hasConditions = !conditions.isEmpty
        hasLongContext = columns.contains { $0.aboveInputTokens >= 0 }
    }

    /// The total input above which the long-context columns hold, whatever the tier: a tier without such a column then
    /// has no price, rather than that of the short context.
    func longContextThreshold(at moment: Timestamp) -> Int64? {
        guard hasLongContext else { return nil }
        var threshold: Int64?
        for column in columns where column.aboveInputTokens >= 0 && column.holds(at: moment) {
            threshold = max(threshold ?? 0, column.aboveInputTokens)
        }
        return threshold
    }

    /// The rate of an item: that of the first column that covers the call and lists the item.
    func rate(
        of item: BilledItem, tier: PriceTier, at moment: Timestamp, above: Int64?, shape: OutputShape
    ) -> Lookup {
        for column in columns
        where column.tier == tier && column.aboveInputTokens == above ?? -1 && column.holds(at: moment) {
            var place = column.rates.lowerBound
            while place < column.rates.upperBound, rates[place].item != item { place += 1 }
            guard place < column.rates.upperBound else { continue }
            if column.condition >= 0 {
                guard let isMet = conditions[column.condition].isMet(by: shape) else { return .open }
                if !isMet { continue }
            }
            return .found(rates[place])
        }
        return .missing
    }
}
