public import Pricing

/// A response together with what the call cost.
///
/// The response's own properties are read through it: `response.text` is the text of a `Metered<ConverseResponse>`.
@dynamicMemberLookup
public struct Metered<Response: Sendable>: Sendable {
    /// What the service answered.
    public let response: Response
    /// What became of the call: its cost, attempts, and what the ledger has of it.
    public let call: CallRecord

    /// A response together with what the call cost.
    public init(response: Response, call: CallRecord) {
        self.response = response
        self.call = call
    }

    /// A property of the response.
    public subscript<Value>(dynamicMember keyPath: KeyPath<Response, Value>) -> Value { response[keyPath: keyPath] }

    /// The exact cost; `nil` where it is not known, which is not zero.
    public var costUSD: Money? { call.costUSD }
    /// The exact cost by component; `nil` where it is not known.
    public var costBreakdown: CostBreakdown? { call.costBreakdown }
    /// What was changed in the request so that it fitted a budget, in words; see ``SoftLanding``.
    public var adjustment: String? { call.adjustment }
}
