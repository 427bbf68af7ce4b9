public import LosslessJSON

/// What is known of a call before it is sent.
public struct BoundRequest: Sendable {
    /// The model as the caller wrote it.
    public var model: String
    /// The region that will be called.
    public var region: String?
    /// When the call will be made; the present where it is not given.
    public var at: Timestamp?
    /// The kind of call.
    public var operation: CallOperation
    /// The most input tokens, where the caller knows.
    public var inputTokens: Int64?
    /// The most output tokens, where the caller knows.
    public var maximumOutputTokens: Int64?
    /// The request's JSON; it bounds what the caller does not state.
    public var request: JSONValue?

    /// What is known of a call before it is sent.
    public init(
        model: String, region: String? = nil, at: Timestamp? = nil, operation: CallOperation = .converse,
        inputTokens: Int64? = nil, maximumOutputTokens: Int64? = nil, request: JSONValue? = nil
    ) {
        self.model = model
        self.region = region
        self.at = at
        self.operation = operation
        self.inputTokens = inputTokens
        self.maximumOutputTokens = maximumOutputTokens
        self.request = request
    }
}
