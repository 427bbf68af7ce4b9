extension Pricer {
    /// What a known usage costs: to price a recorded call again, or to price a usage of one's own.
    ///
    /// - Parameters:
    ///   - usage: What was used.
    ///   - text: The model as the caller wrote it.
    ///   - region: The region that was called.
    ///   - at: When the call was made.
    ///   - tier: The price column.
    /// - Returns: The cost, or the reason why there is none.
    public func cost(
        of usage: Usage, model text: String, region: String?, at: Timestamp, tier: PriceTier = .standard
    ) -> Cost {
        var cost = Cost(
            status: .unpriced, model: text, scope: nil, tier: tier, usage: usage, ratesVersion: card.version)
        guard let (prices, model) = identify(text, region: region, in: &cost) else { return cost }
        // Usage that was read before its model was known names the short cache by its usual time to live.
        let short = prices.rules.shortCacheWrite
        if short != .cacheWrite5m, usage[.cacheWrite5m] != .zero {
            cost.usage[short] = Quantity(millionths: usage[short].millionths + usage[.cacheWrite5m].millionths)
            cost.usage[.cacheWrite5m] = .zero
        }
        guard tier != .reserved else {
            cost.reason = "the reserved tier is paid by the hour, not by the call"
            return cost
        }
        if prices.resolved.isCustomModel {
            do {
                cost.tier = try customTier(tier)
            } catch {
                cost.reason = error.reason
                return cost
            }
        }
        price(&cost, by: prices, at: at, shape: model.outputDefaults)
        return cost
    }

    /// Finds a model and its rates, and notes in a cost what was found.
    ///
    /// - Returns: `nil` where the text leads to no model of the card; the cost then has the reason.
    func identify(_ text: String, region: String?, in cost: inout Cost) -> (ModelPrices, ModelRates)? {
        do throws(UnresolvedModel) {
            let prices = try prices(of: text, region: region)
            cost.model = prices.resolved.id
            cost.scope = prices.resolved.scope
            if let model = prices.model { return (prices, model) }
            cost.reason = missingModel(prices.resolved)
        } catch {
            cost.reason = error.reason
        }
        return nil
    }

    /// What a text leads to without a response and without further profiles, as it is called from a region.
    func prices(of text: String, region: String?) throws(UnresolvedModel) -> ModelPrices {
        if let known = book.prices(of: text, region: region) { return known }
        let made = try prices(of: text, region: region, profiles: inferenceProfiles, invokedModel: nil)
        book.remember(made, of: text, region: region)
        return made
    }

    /// What a text leads to.
    func prices(
        of text: String, region: String?, profiles: [String: String], invokedModel: String?
    ) throws(UnresolvedModel) -> ModelPrices {
        let resolved = try ModelResolver(profiles: profiles).resolve(text, invokedModel: invokedModel)
        return ModelPrices(resolved, model: card.models[resolved.id], region: region)
    }

    /// Why a model that is known by its id has no price.
    func missingModel(_ resolved: ResolvedModel) -> String {
        "the rate card \(card.version) has no model \(resolved.id)"
    }

    /// The id under which a model is reported and budgeted: without geography, profiles resolved; as written where it
    /// leads to no model.
    public func modelID(_ text: String) -> String {
        (try? prices(of: text, region: nil))?.resolved.id ?? text
    }
}
