extension Pricer {
    /// What a call's prompt cache saved: what the call would have cost with all of its input fresh, less what it cost.
    ///
    /// Negative where more was paid for writing to the cache than reading from it saved.
    /// - Parameters:
    ///   - cost: What the call cost.
    ///   - model: The model as it was called.
    ///   - region: The region that was called.
    ///   - at: When it was called.
    /// - Returns: `nil` where the call used no cache, or where either price is not known.
    public func cacheSavings(of cost: Cost, model: String, region: String?, at: Timestamp) -> Money? {
        let usage = cost.usage
        let cached = usage.tokens(.cacheRead).addingClamped(usage.cacheWriteTokens)
        guard cached > 0, let total = cost.total else { return nil }
        var fresh = usage
        for item in [BilledItem.cacheRead, .cacheWrite5m, .cacheWrite30m, .cacheWrite1h] { fresh[item] = .zero }
        fresh[.input] = Quantity(usage.tokens(.input).addingClamped(cached))
        let tier = cost.tier
        guard let whole = self.cost(of: fresh, model: model, region: region, at: at, tier: tier).total else {
            return nil
        }
        return whole - total
    }
}
