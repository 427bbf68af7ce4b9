public import LosslessJSON

/// Everything that decides the price of one call.
public struct PricingRequest: Sendable {
    /// The model as the caller wrote it: an id, an inference profile, or an ARN.
    public var model: String
    /// The region that was called; prices depend on it, not on where the call was served.
    public var region: String?
    /// When the call was made; the present where it is not given.
    public var at: Timestamp?
    /// The kind of call.
    public var operation: CallOperation
    /// The request's JSON, where known: it tells the tier, the latency mode, the cache time to live, sizes of images.
    public var request: JSONValue?
    /// The response's JSON as Bedrock gives it; for the InvokeModel operations `{"body":…,"headers":{…}}`.
    public var response: JSONValue?
    /// Token counts stated outside the body; they count where the body has no usage.
    public var reportedTokens: ReportedTokens?
    /// Quantities that no response states, by the names of ``UnitName``.
    public var units: [UnitName: Quantity]
    /// What opaque profiles stand for, in addition to what the pricer knows.
    public var inferenceProfiles: [String: String]

    /// Everything that decides the price of one call.
    public init(
        model: String, region: String? = nil, at: Timestamp? = nil, operation: CallOperation = .converse,
        request: JSONValue? = nil, response: JSONValue? = nil, reportedTokens: ReportedTokens? = nil,
        units: [UnitName: Quantity] = [:], inferenceProfiles: [String: String] = [:]
    ) {
        self.model = model
        self.region = region
        self.at = at
        self.operation = operation
        self.request = request
        self.response = response
        self.reportedTokens = reportedTokens
        self.units = units
        self.inferenceProfiles = inferenceProfiles
    }
}
