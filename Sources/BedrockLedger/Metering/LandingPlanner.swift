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

    /// A request that may fit, and what was changed in it.
    struct Candidate {
        let request: RuntimeRequest
        let adjustment: String
    }

    /// What a step makes of a request that was refused.
    ///
    /// - Returns: `nil` where the step leads to nothing that fits.
    func candidate(for step: SoftLanding, from request: RuntimeRequest, after refusal: Refusal) -> Candidate? {
        switch step {
        case .model(let model):
            guard model != request.modelID else { return nil }
            var changed = original
            changed.modelID = model
            return Candidate(
                request: changed, adjustment: "model \(model) instead of \(original.modelID)")
        case .answer(let least):
            let room = refusal.limit - refusal.spent - refusal.reserved
            return shortened(request, into: room, least: Int64(max(least, 1)))
        }
    }

    /// The request with the largest limit on output tokens whose bound fits into an amount.
    private func shortened(_ request: RuntimeRequest, into room: Money, least: Int64) -> Candidate? {
        guard let body = try? JSONValue.parse(request.body) else { return nil }
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
        let before = stated.map(String.init) ?? "the model's maximum of \(most)"
        return Candidate(request: best, adjustment: "at most \(fits) output tokens instead of \(before)")
    }

    private func bound(of request: RuntimeRequest) -> Money? {
        pricer.bound(
            of: BoundRequest(
                model: request.modelID, region: region, at: at, operation: request.operation.callOperation,
                request: PricingDocument.request(request))
        ).total
    }
}
