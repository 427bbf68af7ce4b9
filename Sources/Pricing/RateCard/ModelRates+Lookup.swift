extension ModelRates {
    /// The scopes that have prices of their own: one where all are priced alike.
    public var distinctScopes: [PriceScope] {
        prices.contains { $0.coverage != .any } ? [.global, .geo] : [.inRegion]
    }

    /// The standard short-context rate of an item, for lists of prices.
    public func rate(of item: BilledItem, scope: PriceScope, region: String, at: Timestamp) -> SourcedRate? {
        let source = PriceSource(region: region, at: at)
        for price in prices
        where price.aboveInputTokens == nil && price.condition == nil
            && price.covers(scope: scope, source: source, tier: .standard)
        {
            if let rate = price.rates[item] { return rate }
        }
        return nil
    }
}
