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
        guard let (resolved, model) = identify(text, in: &cost) else { return cost }
        // Usage that was read before its model was known names the short cache by its usual time to live.
        let short = model.shortCacheWrite
        if short != .cacheWrite5m, usage[.cacheWrite5m] != .zero {
            cost.usage[short] = Quantity(millionths: usage[short].millionths + usage[.cacheWrite5m].millionths)
            cost.usage[.cacheWrite5m] = .zero
        }
        guard tier != .reserved else {
            cost.reason = "the reserved tier is paid by the hour, not by the call"
            return cost
        }
        if resolved.isCustomModel {
            do {
                cost.tier = try customTier(tier)
            } catch {
                cost.reason = error.reason
                return cost
            }
        }
        return priced(
            cost, model: model, resolved: resolved, region: region ?? resolved.region, at: at,
            shape: model.outputDefaults)
    }

    /// Finds a model and its rates, and notes in a cost what was found.
    ///
    /// - Returns: `nil` where the text leads to no model of the card; the cost then has the reason.
    func identify(_ text: String, in cost: inout Cost) -> (ResolvedModel, ModelRates)? {
        do throws(UnresolvedModel) {
            let resolved = try ModelResolver(profiles: inferenceProfiles).resolve(text, invokedModel: nil)
            cost.model = resolved.id
            cost.scope = resolved.scope
            return (resolved, try rates(of: resolved))
        } catch {
            cost.reason = error.reason
            return nil
        }
    }

    /// The rates of a model, or the reason why the card has none.
    func rates(of resolved: ResolvedModel) throws(UnresolvedModel) -> ModelRates {
        guard let model = card.models[resolved.id] else {
            throw UnresolvedModel(reason: "the rate card \(card.version) has no model \(resolved.id)")
        }
        return model
    }

    /// The id under which a model is reported and budgeted: without geography, profiles resolved; as written where it
    /// leads to no model.
    public func modelID(_ text: String) -> String {
        (try? ModelResolver(profiles: inferenceProfiles).resolve(text, invokedModel: nil))?.id ?? text
    }
}
