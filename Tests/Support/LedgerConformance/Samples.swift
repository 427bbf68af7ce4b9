import Ledger
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

extension Cost {
    /// A cost of one line in component `other`.
    static func of(_ amount: Money, model: String = "model.a") -> Cost {
        let rate = Rate(picodollarsPerUnit: amount.picodollars)
        let line = LineItem(item: .query, quantity: Quantity(1), rate: rate)
        var usage = Usage()
        usage[.query] = Quantity(1)
        return Cost(
            status: .priced, model: model, scope: .global, usage: usage, lines: [line].compactMap { $0 },
            ratesVersion: "2026-11-23")
    }

    /// A cost of tokens at 3, 0.3, 3.75, 6 and 15 USD per million.
    static func tokens(_ usage: Usage, model: String = "model.a", scale: Int128 = 1) -> Cost {
        let rates: [(BilledItem, Int128)] = [
            (.input, 3_000_000), (.cacheRead, 300_000), (.cacheWrite5m, 3_750_000), (.cacheWrite1h, 6_000_000),
            (.output, 15_000_000),
        ]
        let lines = rates.compactMap { item, rate in
            usage[item] == .zero
                ? nil
                : LineItem(item: item, quantity: usage[item], rate: Rate(picodollarsPerUnit: rate * scale))
        }
        return Cost(
            status: .priced, model: model, scope: .geo, usage: usage, lines: lines, ratesVersion: "2026-11-23")
    }

    /// A cost that is not known, though the usage is.
    static func unpriced(_ usage: Usage = Usage(input: 100, output: 10), model: String = "model.new") -> Cost {
        Cost(
            status: .unpriced, model: model, scope: nil, usage: usage, ratesVersion: "2026-11-23",
            reason: "no rate for \(model)")
    }

    /// A cost that is not known because the usage is not.
    static func unknownUsage(model: String = "model.a") -> Cost {
        Cost(
            status: .unknownUsage, model: model, scope: nil, ratesVersion: "2026-11-23",
            reason: "the stream ended before its metadata")
    }
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
