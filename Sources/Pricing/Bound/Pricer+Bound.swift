import LosslessJSON

extension Pricer {
    /// The most that a call can cost, or why no bound is known.
    ///
    /// Reserve it before the call is sent. Input is bounded by the larger of the bytes sent and their normal forms, at the
    /// dearest rate that can apply: cache writes, the long context, and the tier asked for or the standard one, whichever
    /// costs more. Output is bounded by the request's limit, or by the model's own.
    public func bound(of request: BoundRequest, now: Timestamp = .now()) -> Cost {
        var unknown = Cost(status: .unpriced, model: request.model, scope: nil, ratesVersion: card.version)
        let resolved: ResolvedModel
        do {
            resolved = try ModelResolver(profiles: inferenceProfiles).resolve(request.model, invokedModel: nil)
        } catch {
            unknown.reason = error.reason
            return unknown
        }
        unknown.model = resolved.id
        unknown.scope = resolved.scope
        guard let model = card.models[resolved.id] else {
            unknown.reason = "the rate card \(card.version) has no model \(resolved.id)"
            return unknown
        }
        let reading = RequestReading(request.request)
        guard let input = request.inputTokens ?? inputBound(reading, model: model) else {
            unknown.reason = "the request holds content whose tokens its size does not bound; state the input tokens"
            return unknown
        }
        guard let output = request.maximumOutputTokens ?? OutputBound.tokens(of: reading) ?? model.maximumOutputTokens
        else {
            unknown.reason = "neither the request nor the rate card limits the output; state the most output tokens"
            return unknown
        }
        guard input >= 0, output >= 0 else {
            unknown.reason = "token counts cannot be negative"
            return unknown
        }
        return dearest(
            unknown, input: input, output: model.items.contains(.output) ? output : 0, model: model,
            resolved: resolved, request: request, reading: reading, at: request.at ?? now)
    }

    private func inputBound(_ reading: RequestReading, model: ModelRates) -> Int64? {
        guard let body = reading.body else { return nil }
        return InputBound.tokens(of: body) ?? model.maximumInputTokens
    }

    /// The dearest of all ways in which the call can be billed.
    private func dearest(
        _ unknown: Cost, input: Int64, output: Int64, model: ModelRates, resolved: ResolvedModel,
        request: BoundRequest, reading: RequestReading, at: Timestamp
    ) -> Cost {
        var dearest: Cost?
        var refusal: Cost?
        for tier in possibleTiers(request, reading) {
            for item in inputItems(model: model, reading: request.request == nil ? nil : reading) {
                var cost = unknown
                cost.tier = tier
                cost.usage[item] = Quantity(input)
                cost.usage[.output] = Quantity(output)
                let priced = priced(
                    cost, model: model, resolved: resolved, region: request.region ?? resolved.region, at: at,
                    shape: model.outputDefaults)
                guard let total = priced.total else {
                    // A cache that the model does not sell cannot be written to; fresh input must have a price.
                    if item == .input { refusal = refusal ?? priced }
                    continue
                }
                if total > dearest?.total ?? Money(picodollars: -1) { dearest = priced }
            }
        }
        return refusal ?? dearest ?? unknown
    }

    /// The service may serve a lower tier than the one asked for; the larger price of both bounds the call.
    private func possibleTiers(_ request: BoundRequest, _ reading: RequestReading) -> [PriceTier] {
        if request.operation == .batch { return [.batch] }
        if reading.latency == "optimized" { return [.latencyOptimized, .standard] }
        guard let tier = reading.serviceTier.flatMap(PriceTier.init), tier != .standard else { return [.standard] }
        return [tier, .standard]
    }

    /// The input items that the tokens may turn out to be. Claude and Nova write to a cache only where the request asks
    /// for it; families with one 30-minute rate do so by themselves.
    private func inputItems(model: ModelRates, reading: RequestReading?) -> [BilledItem] {
        var items: [BilledItem] = [.input]
        if model.items.contains(.cacheWrite30m) { items.append(.cacheWrite30m) }
        let asked = reading?.cacheTimesToLive
        if model.items.contains(.cacheWrite5m), asked?.isEmpty != true { items.append(.cacheWrite5m) }
        if model.items.contains(.cacheWrite1h), asked?.contains(.oneHour) ?? true { items.append(.cacheWrite1h) }
        return items
    }
}
