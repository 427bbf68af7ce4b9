/// An operation of the bedrock-runtime API that is sent for a model.
///
/// Source: the service model of Amazon Bedrock Runtime (API reference, 2026-11).
public enum RuntimeOperation: String, Sendable, Hashable, CaseIterable {
    /// Sends messages and waits for the whole answer.
    case converse = "Converse"
    /// Sends messages and gets the answer as a stream of events.
    case converseStream = "ConverseStream"
    /// Sends a body in the model's own format and waits for the whole answer.
    case invokeModel = "InvokeModel"
    /// Sends a body in the model's own format and gets the answer as a stream of chunks.
    case invokeModelWithResponseStream = "InvokeModelWithResponseStream"
    /// Counts the input tokens of a request; free of charge.
    case countTokens = "CountTokens"

    /// The last segment of the operation's path.
    public var pathSuffix: String {
        switch self {
        case .converse: "converse"
        case .converseStream: "converse-stream"
        case .invokeModel: "invoke"
        case .invokeModelWithResponseStream: "invoke-with-response-stream"
        case .countTokens: "count-tokens"
        }
    }

    /// Whether the answer is an event stream.
    public var isStream: Bool { self == .converseStream || self == .invokeModelWithResponseStream }
}
