import Ledger
public import Pricing

/// What prompt caches saved: less was paid for what was read than fresh input would have cost, and more for what was
/// written.
///
/// Each model's tokens are held against the average price that its own fresh input had in the same period, so that
/// scopes, tiers and price changes are in it as they were billed. It may be negative.
public struct CacheSavings: Sendable, Hashable {
    /// What reading saved, rounded down to a picodollar a model.
    public var saved = Money.zero
    /// What writing cost on top, rounded up to a picodollar a model.
    public var surcharge = Money.zero
    /// Models whose caches were used without any fresh input, so that nothing can be said about them.
    public var unknownModels = 0

    /// What is left.
    public var net: Money { saved - surcharge }

    /// What the caches of models saved.
    init(of models: [SpendFigures]) {
        for figures in models where figures.cacheReadTokens + figures.cacheWriteTokens > 0 {
            guard figures.inputTokens > 0 else {
                unknownModels += 1
                continue
            }
            let fresh = figures.breakdown.freshInput.picodollars
            let tokens = Int128(figures.inputTokens)
            let read = fresh * Int128(figures.cacheReadTokens) / tokens
            let written = fresh * Int128(figures.cacheWriteTokens) / tokens
            saved += Money(picodollars: read) - figures.breakdown.cachedInput
            surcharge += figures.breakdown.cacheWrite - Money(picodollars: written)
        }
    }
}
