public import Pricing

extension RecordedCall {
    /// Whether better figures may replace what is recorded: it is an estimate, or has no price.
    public var isProvisional: Bool { isEstimated || breakdown == nil }

    /// What becomes of a call that is offered under this call's id or request id.
    ///
    /// `isKnownContent` says whether the same content was recorded for this call before, at first or as a correction.
    /// Apply ``correct(with:held:)`` where the answer is ``RecordOutcome/corrected``.
    public func outcome(ofOffering offered: Call, isKnownContent: Bool) -> RecordOutcome {
        if isKnownContent { return .duplicate }
        if isProvisional, offered.isDefinite { return .corrected }
        if offered.id == call.id {
            return .conflict(
                reason: "call \(LedgerError.quoted(call.id)) is recorded with other content; "
                    + "re-price it, or record this one under an id of its own")
        }
        let isSameBill = offered.cost.usage == call.cost.usage && offered.cost.model == call.cost.model
        if isSameBill || !offered.isDefinite { return .duplicate }
        return .conflict(
            reason: "request \(LedgerError.quoted(offered.requestID ?? "")) is recorded as call "
                + "\(LedgerError.quoted(call.id)) with other usage or another model")
    }

    /// Replaces the figures by those of a call that knows better. What the call is filed under stays.
    public mutating func correct(with better: Call, held: Money?) {
        call.requestID = better.requestID ?? call.requestID
        call.status = better.status
        call.latencyMilliseconds = better.latencyMilliseconds ?? call.latencyMilliseconds
        var cost = better.cost
        cost.model = call.cost.model
        let charge = Charge(of: better, held: held)
        apply(cost, charge.breakdown, isEstimated: charge.isEstimated, overshoot: charge.overshoot)
    }

    /// Takes the call's amount back, because its call was never sent or is recorded elsewhere, for the reason given.
    public mutating func cancel(status: CallStatus, reason: String) {
        call.status = status
        var cost = Cost(
            status: .priced, model: call.cost.model, scope: call.cost.scope, ratesVersion: call.cost.ratesVersion,
            reason: reason)
        cost.tier = call.cost.tier
        apply(cost, .zero, isEstimated: false, overshoot: .zero)
    }

    /// Replaces the price, and nothing else, by another one for the same usage.
    public mutating func reprice(_ price: Cost, held: Money?) {
        var cost = price
        cost.model = call.cost.model
        cost.usage = call.cost.usage
        let overshoot = held.map { max(cost.breakdown.total - $0, .zero) } ?? .zero
        apply(cost, cost.breakdown, isEstimated: isEstimated, overshoot: overshoot)
    }

    /// The call's figures as they add up in a report.
    public var figures: SpendFigures {
        var figures = SpendFigures()
        figures.calls = 1
        figures.inputTokens = call.cost.usage.tokens(.input)
        figures.cacheReadTokens = call.cost.usage.tokens(.cacheRead)
        figures.cacheWriteTokens = call.cost.usage.cacheWriteTokens
        figures.outputTokens = call.cost.usage.tokens(.output)
        figures.breakdown = breakdown ?? .zero
        figures.estimated = isEstimated ? figures.cost : .zero
        figures.unpricedCalls = breakdown == nil ? 1 : 0
        return figures
    }

    private mutating func apply(_ cost: Cost, _ breakdown: CostBreakdown?, isEstimated: Bool, overshoot: Money) {
        call.cost = cost
        call.isEstimated = isEstimated
        self.breakdown = breakdown
        self.isEstimated = isEstimated
        self.overshoot = overshoot
        corrections += 1
    }
}

extension Call {
    /// Whether the cost is known and no estimate.
    public var isDefinite: Bool { !isEstimated && cost.total != nil }
}
