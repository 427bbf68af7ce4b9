public import Pricing

/// One logical model call as it goes into the ledger.
///
/// A call is identified by `id`: the same id with the same content is recorded once however often it is offered, the
/// same id with other content is a conflict.
public struct Call: Sendable, Hashable {
    /// The caller's id of the call, at most 128 visible ASCII characters; that of its reservation, where it had one.
    public var id: String
    /// The id that AWS gave the request (`x-amzn-RequestId`), where there is one. It too counts once.
    public var requestID: String?
    /// When the call was made.
    public var at: Timestamp
    /// Whom it is charged to.
    public var attribution: Attribution
    /// The model as the caller wrote it: an id, a profile or an ARN.
    public var requestedModel: String
    /// The AWS region that was called.
    public var region: String?
    /// The kind of call.
    public var operation: CallOperation
    /// How it ended.
    public var status: CallStatus
    /// The price, or why there is none; it carries the usage, and the model's id as it is reported (`cost.model`).
    public var cost: Cost
    /// Whether the amount is an estimate that stands until the true one is known.
    public var isEstimated: Bool
    /// How long the call took.
    public var latencyMilliseconds: Int64?

    /// One logical model call.
    public init(
        id: String, requestID: String? = nil, at: Timestamp, attribution: Attribution, requestedModel: String,
        region: String?, operation: CallOperation, status: CallStatus, cost: Cost, isEstimated: Bool = false,
        latencyMilliseconds: Int64? = nil
    ) {
        self.id = id
        self.requestID = requestID
        self.at = at
        self.attribution = attribution
        self.requestedModel = requestedModel
        self.region = region
        self.operation = operation
        self.status = status
        self.cost = cost
        self.isEstimated = isEstimated
        self.latencyMilliseconds = latencyMilliseconds
    }
}
