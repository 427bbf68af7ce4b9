import Ledger
import LosslessJSON
import Pricing

/// One line of `record`: a call that was made, as `cost` reads it, with whom it is charged to.
struct CallLine {
    /// The call with its price.
    let call: Call
    /// Whether the line says when the call was made.
    let isDated: Bool

    /// Reads and prices a call.
    ///
    /// - Throws: `PricingRequestError` naming the field.
    init(json: JSONValue, pricer: Pricer, now: Timestamp) throws {
        let request = try PricingRequest(json: json)
        let cost = pricer.cost(of: request, now: now)
        let requestID = try json.identifier("request_id") ?? request.response.flatMap(ResponseIdentity.requestID)
        let identity = try json.identifier("call_id") ?? json.identifier("id")
        guard let id = identity ?? requestID else {
            throw PricingRequestError(
                field: "call_id", reason: "missing; it keeps a call that is recorded twice from counting twice")
        }
        isDated = request.at != nil
        call = Call(
            id: id, requestID: requestID, at: request.at ?? now, attribution: try Self.attribution(json),
            requestedModel: request.model, region: request.region, operation: request.operation,
            status: ResponseIdentity.status(of: cost, operation: request.operation), cost: cost,
            latencyMilliseconds: try Self.latency(json))
    }

    private static func attribution(_ json: JSONValue) throws -> Attribution {
        var attribution = Attribution(user: try json.text("user"))
        if let team = try json.text("team") { attribution.team = team }
        if let callsite = try json.text("callsite") { attribution.callsite = callsite }
        guard let tags = json.given("tags") else { return attribution }
        guard tags.kind == .object else {
            throw PricingRequestError(field: "tags", reason: "expected an object of texts")
        }
        for (name, value) in tags.members {
            guard let text = value.string else {
                throw PricingRequestError(field: "tags.\(name)", reason: "expected a text")
            }
            guard attribution.tags.updateValue(text, forKey: name) == nil else {
                throw PricingRequestError(field: "tags.\(name)", reason: "given twice")
            }
        }
        return attribution
    }

    private static func latency(_ json: JSONValue) throws -> Int64? {
        guard let value = json.given("latency_ms") else { return nil }
        guard let latency = value.integer, latency >= 0 else {
            throw PricingRequestError(field: "latency_ms", reason: "expected a whole number of milliseconds from zero")
        }
        return latency
    }
}

extension JSONValue {
    /// A member that is there and not null.
    fileprivate func given(_ key: String) -> JSONValue? {
        guard let value = self[key], !value.isNull else { return nil }
        return value
    }

    /// A member that is a text.
    fileprivate func text(_ key: String) throws -> String? {
        guard let value = given(key) else { return nil }
        guard let text = value.string else { throw PricingRequestError(field: key, reason: "expected a text") }
        return text
    }

    /// A member that names something: a text, or a number by its digits, for ids come as either.
    fileprivate func identifier(_ key: String) throws -> String? {
        try given(key)?.number?.text ?? text(key)
    }
}
