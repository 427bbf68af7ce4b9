public import Pricing

/// What a call puts on the books, given what was held for it.
public struct Charge: Sendable, Hashable {
    /// The cost by component; `nil` where it is unknown.
    public var breakdown: CostBreakdown?
    /// Whether the amount is an estimate.
    public var isEstimated: Bool
    /// By how much the cost exceeds what was held.
    public var overshoot: Money

    /// What a call puts on the books.
    ///
    /// The amount that was held stays charged, as an estimate, where the call's cost is not known: an unknown cost is
    /// never free. `held` is `nil` where there was no reservation, or none with an amount.
    public init(of call: Call, held: Money?) {
        if let total = call.cost.total {
            breakdown = call.cost.breakdown
            isEstimated = call.isEstimated
            overshoot = held.map { max(total - $0, .zero) } ?? .zero
        } else {
            breakdown = held.map(CostBreakdown.init(held:))
            isEstimated = call.isEstimated || held != nil
            overshoot = .zero
        }
    }
}

extension CostBreakdown {
    /// An amount whose parts are not known.
    init(held amount: Money) {
        self.init()
        other = amount
    }
}

extension Reservation {
    /// The amount that stands for the call until its cost is known; `nil` where none was held for want of a price.
    public var held: Money? {
        if case .bound = request.amount { amount } else { nil }
    }

    /// The call that an expiry records: the whole amount, as an estimate.
    public var estimate: Call {
        Call(
            id: id, at: createdAt, attribution: request.attribution, requestedModel: request.requestedModel,
            region: request.region, operation: request.operation, status: .ambiguous,
            cost: Cost(
                status: .unknownUsage, model: request.model, scope: nil, ratesVersion: "",
                reason: "the reservation was abandoned; nobody said how the call ended"),
            isEstimated: true)
    }
}
