/// What decides under which items a model's usage is put.
struct UsageRules: Sendable {
    /// All items that the model has a rate for in any column.
    let items: BilledItemSet
    /// The item of cache writes that live five minutes, or as long as the model's one write rate says.
    let shortCacheWrite: BilledItem
    let inputMayIncludeCache: Bool
    let isEmbedding: Bool
    let isReranker: Bool

    /// Those of a model that no card knows.
    static let anyTextModel = UsageRules(of: .anyTextModel)

    init(of model: ModelRates) {
        items = BilledItemSet(model.items)
        shortCacheWrite = model.shortCacheWrite
        inputMayIncludeCache = model.inputMayIncludeCache
        isEmbedding = model.modality.contains("embedding")
        isReranker = model.modality.contains("rerank")
    }

    /// Whether the model is billed by tokens of any kind.
    var hasTokens: Bool { !items.isDisjoint(with: .tokens) }
}
