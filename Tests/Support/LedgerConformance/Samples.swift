import Ledger
import LedgerSimulation
import Pricing

/// A moment that a test writes in ISO 8601.
func moment(_ text: String) -> Timestamp {
    guard let moment = Timestamp(iso8601: text) else { preconditionFailure("\(text) is no moment") }
    return moment
}

/// An amount of US dollars that a test writes as a decimal.
func usd(_ text: String) -> Money {
    guard let money = Money(usd: text) else { preconditionFailure("\(text) is no amount") }
    return money
}

extension Call {
    /// A call of a test; unless told otherwise it costs one dollar and was made at the time at which test clocks start.
    static func sample(
        _ id: String, _ cost: Cost = .of(usd("1")), requestID: String? = nil, at: Timestamp = ManualClock.start,
        team: String = "search", callsite: String = "index.build", user: String? = nil, tags: [String: String] = [:],
        region: String? = "eu-west-1", operation: CallOperation = .converse, status: CallStatus = .succeeded,
        isEstimated: Bool = false
    ) -> Call {
        Call(
            id: id, requestID: requestID, at: at,
            attribution: Attribution(team: team, callsite: callsite, user: user, tags: tags),
            requestedModel: "eu.\(cost.model)", region: region, operation: operation, status: status, cost: cost,
            isEstimated: isEstimated, latencyMilliseconds: 1234)
    }
}

extension ReservationRequest {
    /// A request of a test; unless told otherwise for one dollar and a quarter of an hour.
    static func sample(
        _ id: String, _ amount: Money = usd("1"), team: String = "search", callsite: String = "index.build",
        model: String = "model.a", user: String? = nil, tags: [String: String] = [:], owner: Owner = .external,
        timeToLiveMilliseconds: Int64 = 900_000
    ) -> ReservationRequest {
        ReservationRequest(
            id: id, attribution: Attribution(team: team, callsite: callsite, user: user, tags: tags),
            requestedModel: "eu.\(model)", model: model, region: "eu-west-1", amount: .bound(amount), owner: owner,
            timeToLiveMilliseconds: timeToLiveMilliseconds)
    }

    /// The same without a price.
    func unpriced(_ reason: String = "no rate for model.new") -> ReservationRequest {
        var request = self
        request.amount = .unpriced(reason: reason)
        return request
    }
}
