public import LosslessJSON

extension Pricer {
    /// The most that a call can cost, or why no bound is known.
    ///
    /// Reserve it before the call is sent. Input is bounded by the larger of the bytes sent and their normal forms, at the
    /// dearest rate that can apply: cache writes, the long context, and the tier asked for or the standard one, whichever
    /// costs more. Output is bounded by the request's limits, or by the model's own; images, seconds of video and queries
    /// by what the request asks for; a guardrail by all of its policies over everything that is sent and answered.
    ///
    /// What the request does not bound has no price, and ``Cost/reason`` says why: tools that the service runs, prompts
    /// that it keeps, prompt routers, content of unknown length where the card has no maximum for the model.
    public func bound(of request: BoundRequest, now: Timestamp = .now()) -> Cost {
        var unknown = Cost(status: .unpriced, model: request.model, scope: nil, ratesVersion: card.version)
        if case .router = ModelReference(request.model).target {
            unknown.reason =
                "a prompt router chooses the model only when it is called, so its price is not known before"
            return unknown
        }
        if request.operation == .countTokens {
            unknown.model = modelID(request.model)
            unknown.status = .priced
            unknown.reason = "CountTokens is free of charge"
            return unknown
        }
        guard let (prices, model) = identify(request.model, region: request.region, in: &unknown) else {
            return unknown
        }
        do throws(UnboundedCall) {
            let bound = CallBound(request: request, model: model, resolved: prices.resolved)
            unknown.usage = try bound.units()
            let (input, output) = try bound.tokens()
            let tiers = try bound.possibleTiers()
            for (item, quantity) in try bound.guardrail(input: input, output: output, rates: card.guardrails) {
                unknown.usage[item] = quantity
            }
            return dearest(unknown, bound, prices, tiers: tiers, input: input, output: output, at: request.at ?? now)
        } catch {
            unknown.reason = error.reason
            return unknown
        }
    }

    /// How large the input of a request is, where its size bounds the tokens: what the bound of its input is made of.
    ///
    /// Use it to bound the same request by what earlier calls had for each byte, and hand the result to
    /// ``BoundRequest/inputTokens``.
    ///
    /// - Returns: `nil` where the size bounds nothing: documents, video, audio, images of models whose tokens for an image
    ///   are not published, tools that the service runs, prompts that it keeps, models that are not known.
    public func inputSize(of request: JSONValue, model text: String) -> InputSize? {
        var unknown = Cost(status: .unpriced, model: text, scope: nil, ratesVersion: card.version)
        guard let (prices, model) = identify(text, region: nil, in: &unknown) else { return nil }
        let bound = BoundRequest(model: text, request: request)
        return CallBound(request: bound, model: model, resolved: prices.resolved).boundedSize
    }

    /// The dearest of all ways in which the call can be billed.
    private func dearest(
        _ unknown: Cost, _ bound: CallBound, _ prices: ModelPrices, tiers: [PriceTier], input: Int64, output: Int64,
        at: Timestamp
    ) -> Cost {
        let model = bound.model
        let outputs: [BilledItem] = model.items.contains(.audioOutput) ? [.output, .audioOutput] : [.output]
        var dearest: Cost?
        var refusal: Cost?
        for tier in tiers {
            for (inputItem, outputItem) in bound.inputItems.flatMap({ input in outputs.map { (input, $0) } }) {
                var cost = unknown
                cost.tier = tier
                if model.items.contains(inputItem) { cost.usage[inputItem] = Quantity(input) }
                if model.items.contains(outputItem) { cost.usage[outputItem] = Quantity(output) }
                price(
                    &cost, by: prices, at: at, shape: bound.reading.outputShape(defaults: model.outputDefaults))
                guard let total = cost.total else {
                    // A cache that the model does not sell cannot be written to; fresh input must have a price.
                    if inputItem == .input { refusal = refusal ?? cost }
                    continue
                }
                if total > dearest?.total ?? Money(picodollars: -1) { dearest = cost }
            }
        }
        return refusal ?? dearest ?? unknown
    }
}
