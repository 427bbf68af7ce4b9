public import LosslessJSON

/// What is asked of a model through the Converse API.
///
/// Members that have no property here go into ``additional``, under their names in the API; the whole body can also be
/// sent raw, as a ``RuntimeRequest``.
///
/// ```swift
/// var request = ConverseRequest(messages: [.user("Hello")])
/// request.inference.maxTokens = 200
/// ```
public struct ConverseRequest: Sendable, Equatable {
    /// The conversation so far.
    public var messages: [Message]
    /// Instructions to the model: texts, and cache points between them.
    public var system: [ContentBlock]
    /// How the model is to answer.
    public var inference: InferenceSettings
    /// The tools that the model may wish to have used.
    public var tools: ToolConfiguration?
    /// A guardrail to apply.
    public var guardrail: Guardrail?
    /// The service tier: `default`, `priority`, `flex` or `reserved`.
    public var serviceTier: String?
    /// The latency mode: `standard` or `optimized`.
    public var latency: String?
    /// The JSON Schema that the answer has to follow, for models that support structured output, as a text.
    public var outputSchema: String?
    /// Fields of the model's own API, as one object.
    public var additionalModelRequestFields: JSONValue?
    /// Fields of the model's own response that are to come back, as JSON Pointers.
    public var additionalModelResponseFieldPaths: [String]
    /// The values of a prompt's variables, where the model is a prompt of prompt management.
    public var promptVariables: [String: String]
    /// Labels that AWS writes into the invocation log; 1 to 16, within Bedrock's character set.
    public var requestMetadata: [String: String]
    /// Further members of the body by their names in the API. One that has a property above wins over the property.
    public var additional: [String: JSONValue]

    /// What is asked of a model.
    public init(
        messages: [Message], system: [ContentBlock] = [], inference: InferenceSettings = InferenceSettings(),
        tools: ToolConfiguration? = nil, additional: [String: JSONValue] = [:]
    ) {
        self.messages = messages
        self.system = system
        self.inference = inference
        self.tools = tools
        additionalModelResponseFieldPaths = []
        promptVariables = [:]
        requestMetadata = [:]
        self.additional = additional
    }
}
