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
    /// The most input tokens, where the caller knows: from a count, or from ``Pricer/inputSize(of:model:)`` and a
    /// history.
    public var inputTokens: Int64?
    /// The most output tokens, where the caller knows.
    public var maximumOutputTokens: Int64?
    /// The most of everything that is billed beside tokens, where the caller knows: images, seconds, queries, web searches.
    /// Empty for nothing at all; `nil` to have it read out of the request. A guardrail is always bounded by the request.
    public var units: Usage?
    /// The request's JSON, of Converse or as `{"body":…,"headers":…}` of InvokeModel; it bounds what the caller does not
    /// state.
    public var request: JSONValue?

    /// What is known of a call before it is sent.
    public init(
        model: String, region: String? = nil, at: Timestamp? = nil, operation: CallOperation = .converse,
        inputTokens: Int64? = nil, maximumOutputTokens: Int64? = nil, units: Usage? = nil, request: JSONValue? = nil
    ) {
        self.model = model
        self.region = region
        self.at = at
        self.operation = operation
        self.inputTokens = inputTokens
        self.maximumOutputTokens = maximumOutputTokens
        self.units = units
        self.request = request
    }
}
