import Ledger
import Pricing

extension Pricer {
    /// What a recorded call costs by this pricer's card.
    ///
    /// A profile or router that the card does not know any more leads to no model; the model and the scope that were
    /// recorded with the call do.
    func cost(ofRecorded call: Call) -> Cost {
        let cost = cost(
            of: call.cost.usage, model: call.requestedModel, region: call.region, at: call.at, tier: call.cost.tier)
        guard cost.status != .priced, let scope = call.cost.scope else { return cost }
        let profile =
            switch scope {
            case .global: "global.\(call.cost.model)"
            case .geo: "us.\(call.cost.model)"
            case .inRegion: call.cost.model
            }
        return self.cost(
            of: call.cost.usage, model: profile, region: call.region, at: call.at, tier: call.cost.tier)
    }
}
