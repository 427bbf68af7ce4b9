public import Pricing

/// A wish to hold an amount in every budget that covers a call, before the call is sent.
public struct ReservationRequest: Sendable, Hashable {
    /// Who holds the reservation, and so when it counts as abandoned.
    public enum Owner: Sendable, Hashable {
        /// This process: the reservation is orphaned when the process dies.
        case thisProcess
        /// Somebody outside (a command line, an HTTP client): it lives by its time to live.
        case external
    }

    /// What is to be held.
    public enum Amount: Sendable, Hashable {
        /// The most that the call can cost.
        case bound(Money)
        /// The call has no known price; budgets decide by their policy.
        case unpriced(reason: String)
    }

    /// The caller's id of the call, at most 128 visible ASCII characters; the same id with the same content gets the same
    /// answer for ever. The call that settles the reservation has the same id.
    public var id: String
    /// Whom the call is charged to.
    public var attribution: Attribution
    /// The model as the caller wrote it.
    public var requestedModel: String
    /// The model's id without geography, as budgets and reports name it.
    public var model: String
    /// The AWS region that will be called.
    public var region: String?
    /// The kind of call.
    public var operation: CallOperation
    /// What is to be held.
    public var amount: Amount
    /// Who holds it.
    public var owner: Owner
    /// How long it is held when nobody settles or releases it; one second to 30 days.
    public var timeToLiveMilliseconds: Int64

    /// A wish to hold an amount.
    public init(
        id: String, attribution: Attribution, requestedModel: String, model: String, region: String?,
        operation: CallOperation = .converse, amount: Amount, owner: Owner = .external,
        timeToLiveMilliseconds: Int64 = 900_000
    ) {
        self.id = id
        self.attribution = attribution
        self.requestedModel = requestedModel
        self.model = model
        self.region = region
        self.operation = operation
        self.amount = amount
        self.owner = owner
        self.timeToLiveMilliseconds = timeToLiveMilliseconds
    }
}
