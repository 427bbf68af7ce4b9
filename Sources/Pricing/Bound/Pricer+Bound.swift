import LosslessJSON

extension Pricer {
    /// The most that a call can cost, or why no bound is known.
    ///
    /// Reserve it before the call is sent. Input is bounded by the larger of the bytes sent and their normal forms, at the
    /// dearest rate that can apply: cache writes, the long context, and the tier asked for or the standard one, whichever
    /// costs more. Output is bounded by the request's limit, or by the model's own; images, seconds of video and queries
    /// by what the request asks for. The charges of guardrails and of tools that the service runs are not bounded.
    public func bound(of request: BoundRequest, now: Timestamp = .now()) -> Cost {
        var unknown = Cost(status: .unpriced, model: request.model, scope: nil, ratesVersion: card.version)
        guard let (resolved, model) = identify(request.model, in: &unknown) else { return unknown }
        let reading = RequestReading(request.request)
        guard let usage = unitBound(reading, model: model) else {
            unknown.reason = "the model is billed by more than tokens, and the request does not bound it"
            return unknown
        }
        unknown.usage = usage
        guard model.items.contains(where: { $0.unit == .token }) else {
            return dearest(unknown, input: 0, output: 0, model: model, resolved: resolved, request: request, now: now)
        }
        guard let input = request.inputTokens ?? inputBound(reading, model: model) else {
            unknown.reason = "the request holds content whose tokens its size does not bound; state the input tokens"
            return unknown
        }
        guard let output = request.maximumOutputTokens ?? outputBound(reading, model: model) else {
            unknown.reason = "neither the request nor the rate card limits the output; state the most output tokens"
            return unknown
        }
        guard input >= 0, output >= 0 else {
            unknown.reason = "token counts cannot be negative"
            return unknown
        }
        return dearest(
            unknown, input: input, output: output, model: model, resolved: resolved, request: request, now: now)
    }

    /// What a call can be billed beside its tokens.
    ///
    /// - Returns: `nil` where the request does not bound it.
    private func unitBound(_ reading: RequestReading, model: ModelRates) -> Usage? {
        var usage = Usage()
        for item in model.items where item.unit != .token && item != .webSearch {
            guard reading.body != nil else { return nil }
            switch item {
            case .outputImage: usage[item] = Quantity(max(1, reading.requestedImages ?? 1))
            case .outputVideoSecond:
                guard let seconds = reading.requestedVideoSeconds else { return nil }
                usage[item] = seconds
            case .query: usage[item] = Quantity(max(1, ((reading.rerankedDocuments ?? 0) + 99) / 100))
            case .inputImage, .inputDocumentImage: usage[item] = Quantity(1)
            case .inputVideoSecond, .inputAudioSecond:
                guard let medium = reading.inputMedium, ["text", "image"].contains(medium) else { return nil }
            default: continue
            }
        }
        return usage
    }

    private func outputBound(_ reading: RequestReading, model: ModelRates) -> Int64? {
        if model.items.isDisjoint(with: [.output, .audioOutput]) { return 0 }
        return OutputBound.tokens(of: reading) ?? model.maximumOutputTokens
    }

    private func inputBound(_ reading: RequestReading, model: ModelRates) -> Int64? {
        guard let body = reading.body else { return nil }
        return InputBound.tokens(of: body) ?? model.maximumInputTokens
    }

    /// The dearest of all ways in which the call can be billed.
    private func dearest(
        _ unknown: Cost, input: Int64, output: Int64, model: ModelRates, resolved: ResolvedModel,
        request: BoundRequest, now: Timestamp
    ) -> Cost {
        let reading = RequestReading(request.request)
        let inputs = inputItems(model: model, reading: request.request == nil ? nil : reading)
        let outputs: [BilledItem] = model.items.contains(.audioOutput) ? [.output, .audioOutput] : [.output]
        var dearest: Cost?
        var refusal: Cost?
        for tier in resolved.isCustomModel ? [.customModel] : possibleTiers(request, reading) {
            for (inputItem, outputItem) in inputs.flatMap({ input in outputs.map { (input, $0) } }) {
                var cost = unknown
                cost.tier = tier
                if model.items.contains(inputItem) { cost.usage[inputItem] = Quantity(input) }
                if model.items.contains(outputItem) { cost.usage[outputItem] = Quantity(output) }
                let priced = priced(
                    cost, model: model, resolved: resolved, region: request.region ?? resolved.region,
                    at: request.at ?? now, shape: reading.outputShape(defaults: model.outputDefaults))
                guard let total = priced.total else {
                    // A cache that the model does not sell cannot be written to; fresh input must have a price.
                    if inputItem == .input { refusal = refusal ?? priced }
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
        // Which part of a speech model's input is speech is known only afterwards.
        items += [BilledItem.audioInput, .imageTokenInput].filter(model.items.contains)
        if model.items.contains(.cacheWrite30m) { items.append(.cacheWrite30m) }
        let asked = reading?.cacheTimesToLive
        if model.items.contains(.cacheWrite5m), asked?.isEmpty != true { items.append(.cacheWrite5m) }
        if model.items.contains(.cacheWrite1h), asked?.contains(.oneHour) ?? true { items.append(.cacheWrite1h) }
        return items
    }
}
