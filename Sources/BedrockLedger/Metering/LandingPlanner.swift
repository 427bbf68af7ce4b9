import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing

/// Finds what a request may become so that it fits into a budget.
struct LandingPlanner {
    let pricer: Pricer
    let region: String
    let at: Timestamp
    let original: RuntimeRequest

    /// What a step makes of a request that was refused.
    ///
    /// - Returns: `nil` where the step leads to nothing that fits.
    func candidate(for step: SoftLanding, from request: RuntimeRequest, after refusal: Refusal) -> RuntimeRequest? {
        switch step {
        case .model(let model):
            guard model != request.modelID else { return nil }
            var changed = original
            changed.modelID = model
            return changed
        case .answer(let least):
            let room = refusal.limit - refusal.spent - refusal.reserved
            return shortened(request, into: room, least: Int64(max(least, 1)))
        }
    }

    /// The request with the largest limit on output tokens whose bound fits into an amount.
    private func shortened(_ request: RuntimeRequest, into room: Money, least asked: Int64) -> RuntimeRequest? {
        guard let body = try? JSONValue.parse(request.body) else { return nil }
        let least = max(asked, OutputLimit.leastAllowed(in: body, operation: request.operation))
        let stated = OutputLimit.stated(in: body, operation: request.operation)
        guard let most = stated ?? pricer.maximumOutputTokens(of: request.modelID), least < most else { return nil }
        func limited(to limit: Int64) -> RuntimeRequest? {
            var changed = request
            guard let edited = OutputLimit.setting(limit, in: body, operation: request.operation) else { return nil }
            changed.body = edited
            guard let bound = bound(of: changed), bound <= room else { return nil }
            return changed
        }
        guard var best = limited(to: least) else { return nil }
        var fits = least
        var tooMany = most
        // The bound never falls as the limit rises, so halving finds the largest that fits.
        while tooMany - fits > 1 {
            let middle = fits + (tooMany - fits) / 2
            if let candidate = limited(to: middle) {
                best = candidate
                fits = middle
            } else {
                tooMany = middle
            }
        }
        return best
    }

    /// What was changed, from the caller's request to the one that is sent.
    func landing(on request: RuntimeRequest, refusedBy budget: String) -> CallLanding {
        CallLanding(
            kind: request.modelID == original.modelID ? .shrink : .fallback, requestedModel: original.modelID,
            model: request.modelID, requestedOutputTokens: limit(of: original), outputTokens: limit(of: request),
            budget: budget)
    }

    private func limit(of request: RuntimeRequest) -> Int64? {
        (try? JSONValue.parse(request.body)).flatMap { OutputLimit.stated(in: $0, operation: request.operation) }
    }

    private func bound(of request: RuntimeRequest) -> Money? {
        pricer.bound(
            of: BoundRequest(
                model: request.modelID, region: region, at: at, operation: request.operation.callOperation,
                request: PricingDocument.request(request))
        ).total
    }
}
