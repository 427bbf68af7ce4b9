import Pricing

extension ReservationRequest {
    /// The times to live that are taken: one second to 30 days.
    public static let timesToLive: ClosedRange<Int64> = 1000...2_592_000_000

    /// The request with its texts normalised, once every value is known to be in range.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated() throws(LedgerError) -> ReservationRequest {
        var result = self
        result.id = try TextRule.identifier.validated(id, as: "reservation id")
        result.attribution = try attribution.validated()
        result.requestedModel = try TextRule.model.validated(requestedModel, as: "requested model")
        result.model = try TextRule.model.validated(model, as: "model")
        if let region { result.region = try TextRule.identifier.validated(region, as: "region") }
        switch amount {
        case .bound(let bound):
            guard !bound.isNegative, bound <= Call.maximumCost else {
                throw .invalidInput(
                    "amount to reserve", bound.description, "must lie between zero and \(Call.maximumCost)")
            }
        case .unpriced(let reason):
            result.amount = .unpriced(reason: try TextRule.note.validated(reason, as: "reason"))
        }
        guard Self.timesToLive.contains(timeToLiveMilliseconds) else {
            throw .invalidInput("time to live", "\(timeToLiveMilliseconds) ms", "must be 1 second to 30 days")
        }
        return result
    }
}
