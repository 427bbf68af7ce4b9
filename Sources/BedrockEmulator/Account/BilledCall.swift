public import Pricing

/// One call that the emulator did the work for, and bills.
public struct BilledCall: Sendable, Hashable {
    /// The place of the call in the account, from 1.
    public let sequence: Int64
    /// When the call was billed.
    public let time: Timestamp
    /// The id in the response's header `x-amzn-RequestId`.
    public let requestID: String
    /// The SDK's `amz-sdk-invocation-id`, the same for all attempts of a call; nil where none was sent.
    public let invocationID: String?
    /// The kind of call.
    public let operation: CallOperation
    /// The model as in the path, without the part that asks for faults.
    public let modelID: String
    /// The region that the request was signed for, or else the configuration's.
    public let region: String
    /// The access key that the request says it was signed with; nil for other requests.
    public let accessKeyID: String?
    /// The tokens.
    public let usage: BilledTokens
    /// The price, or why there is none.
    public let cost: Cost
    /// How much of the answer reached the caller.
    public internal(set) var delivery = DeliveryState.pending
}
