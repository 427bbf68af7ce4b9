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
    /// Whether `inputTokens` of the Converse API may already contain the cache tokens for this model.
    ///
    /// Reported for OpenAI GPT-5.6 and later: three independent clients saw `inputTokens` at or above the sum of
    /// cache reads and writes (state of evidence 2026-11-23). Such usage is flagged, not guessed at.
    public var inputMayIncludeCache = false
    /// The most input tokens of one request, where known.
    public var maximumInputTokens: Int64?
    /// The most output tokens of one request, where known; it bounds a request that states none.
    public var maximumOutputTokens: Int64?
    /// What an output looks like where the request does not say.
    var outputDefaults = OutputShape()
    /// The price columns; for each item the first that covers the call and lists the item counts.
    public var prices: [Price] = [] {
        didSet { items = Set(prices.flatMap(\.rates.keys)) }
    }
    /// Rates on which the sources disagree.
    public var unresolved: [Unresolved] = []

    /// A model without prices, to be filled.
    public init(id: String) {
        self.id = id
    }

    /// A stand-in for a model that no card knows, under which the tokens of its calls are read.
    static let anyTextModel: ModelRates = {
        var price = Price()
        for item in [BilledItem.input, .cacheRead, .cacheWrite5m, .cacheWrite1h, .output] {
            price.rates[item] = SourcedRate(rate: Rate(picodollarsPerUnit: 0))
        }
        var model = ModelRates(id: "")
        model.prices = [price]
        return model
    }()

    /// The item of cache writes that live five minutes, or as long as the model's one write rate says.
    var shortCacheWrite: BilledItem {
        items.contains(.cacheWrite30m) && !items.contains(.cacheWrite5m) ? .cacheWrite30m : .cacheWrite5m
    }

    /// All items that the model has a rate for in any column.
    public private(set) var items: Set<BilledItem> = []
}
