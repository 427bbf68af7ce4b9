extension Pricer {
    /// A cost with the most that a guardrail can have billed, where the response does not say what it did.
    ///
    /// A guardrail bills by what it looked at, which only its trace states. Ask for the trace; where it is missing all the
    /// same, charge this as an estimate.
    /// - Parameters:
    ///   - cost: What the call cost without its guardrail.
    ///   - request: What the cost was computed from.
    /// - Returns: `nil` where no guardrail was asked for, or its trace is there, so that the cost is whole.
    public func estimatingGuardrail(in cost: Cost, of request: PricingRequest) -> Cost? {
        guard cost.status == .priced, let json = request.response, let response = try? ResponseReading(json),
            !response.guardrail.isTraced
        else { return nil }
        let asked = RequestReading(request.request)
        guard asked.hasGuardrail || response.guardrail.intervened else { return nil }
        let extra = GuardrailBound.usage(
            input: asked.body.map { InputBound(of: $0) }, inputTokens: cost.usage.totalInputTokens,
            outputTokens: cost.usage.tokens(.output), rates: card.guardrails)
        var usage = cost.usage
        extra?.forEach { usage[$0] = $1 }
        var estimate = self.cost(
            of: usage, model: request.model, region: request.region, at: request.at ?? .now(), tier: cost.tier)
        if extra == nil { estimate.status = .unknownUsage }
        estimate.reason = "the response has no trace of its guardrail; the most that it can have billed is charged"
        return estimate
    }
}
