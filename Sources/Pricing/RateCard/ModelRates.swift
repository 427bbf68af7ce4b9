/// What the card knows of one model.
public struct ModelRates: Sendable, Hashable {
    /// A rate on which the sources disagree, so that what needs it stays unpriced.
    public struct Unresolved: Sendable, Hashable {
        /// Where the rate would stand; its `rates` are empty.
        public var column: Price
        /// The item.
        public var item: BilledItem
        /// What each source says.
        public var reason: String

        /// A rate on which the sources disagree.
        public init(column: Price, item: BilledItem, reason: String) {
            self.column = column
            self.item = item
            self.reason = reason
        }
    }

    /// The model's id without geography.
    public let id: String
    /// Who makes the model.
    public var vendor: String?
    /// What it takes and gives: `text`, `embedding`, `image`, `rerank`, …
    public var modality: [String] = []
    /// What a reader of its prices should know; it goes with every cost of the model.
    public var note: String?
    /// Whether `inputTokens` of the Converse API may already contain the cache tokens for this model.
    ///
    /// Reported for OpenAI GPT-5.6 and later: three independent clients saw `inputTokens` at or above the sum of
    /// cache reads and writes (state of evidence 2026-11-23). Such usage is flagged, not guessed at.
    public var inputMayIncludeCache = false
    /// What an output looks like where the request does not say.
    var outputDefaults = OutputShape()
    /// The price columns; for each item the first that covers the call and lists the item counts.
    public var prices: [Price] = []
    /// Rates on which the sources disagree.
    public var unresolved: [Unresolved] = []

    /// A model without prices, to be filled.
    public init(id: String) {
        self.id = id
    }

    /// All items that the model has a rate for in any column.
    public var items: Set<BilledItem> { Set(prices.flatMap(\.rates.keys)) }

    /// The total input above which the long-context columns hold.
    func longContextThreshold(scope: PriceScope, source: PriceSource, tier: PriceTier) -> Int64? {
        var threshold: Int64?
        for price in prices where price.covers(scope: scope, source: source, tier: tier) {
            if let above = price.aboveInputTokens { threshold = max(threshold ?? 0, above) }
        }
        return threshold
    }
}
