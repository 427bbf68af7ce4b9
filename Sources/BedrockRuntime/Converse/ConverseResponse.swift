public import AWSSigning
public import LosslessJSON

/// What a model answered through the Converse API.
///
/// Everything that Bedrock returned is in ``json``; the properties read the usual parts out of it.
public struct ConverseResponse: Sendable {
    /// The response's body as it came; of a stream, as its events add up to it.
    public let json: JSONValue
    /// The response's headers.
    public let headers: [HeaderField]

    /// A response as it came.
    public init(json: JSONValue, headers: [HeaderField] = []) {
        self.json = json
        self.headers = headers
    }

    /// The id that AWS gave the request; quote it to AWS support.
    public var requestID: String? { headers.value(of: "x-amzn-requestid") }

    /// The model's message, ready to be sent back as part of the conversation.
    public var message: Message {
        json["output"]?["message"].flatMap(Message.init(json:)) ?? Message(role: .assistant, content: [])
    }

    /// All texts of the answer, one after the other.
    public var text: String { message.text }

    /// The model's reasoning, where it is text.
    public var reasoningText: String { message.reasoningText }

    /// The tools that the model wishes to have used.
    public var toolUses: [ToolUse] { message.toolUses }

    /// Why the model stopped.
    public var stopReason: StopReason { StopReason(rawValue: json["stopReason"]?.string ?? "") }

    /// The tokens that were used.
    public var usage: TokenUsage { json["usage"].flatMap(TokenUsage.init(json:)) ?? TokenUsage() }

    /// How long the service took, in milliseconds.
    public var latencyMilliseconds: Int64? { json["metrics"]?["latencyMs"]?.integer }

    /// The tier that served the call, where the response says.
    public var serviceTier: String? { json["serviceTier"]?["type"]?.string }

    /// Fields of the model's own response that were asked for.
    public var additionalModelResponseFields: JSONValue? { json["additionalModelResponseFields"] }
}
