/// Why a model stopped.
public struct StopReason: RawRepresentable, Sendable, Hashable {
    /// The reason as the API writes it.
    public let rawValue: String

    /// A reason by its name in the API.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The answer is complete.
    public static let endTurn = StopReason(rawValue: "end_turn")
    /// The model wishes to have a tool used.
    public static let toolUse = StopReason(rawValue: "tool_use")
    /// The limit on output tokens is reached; the answer is cut.
    public static let maxTokens = StopReason(rawValue: "max_tokens")
    /// A stop sequence came.
    public static let stopSequence = StopReason(rawValue: "stop_sequence")
    /// A guardrail stopped the model, or kept it from being asked.
    public static let guardrailIntervened = StopReason(rawValue: "guardrail_intervened")
    /// The service filtered the answer.
    public static let contentFiltered = StopReason(rawValue: "content_filtered")
    /// The conversation does not fit into the model's context.
    public static let contextWindowExceeded = StopReason(rawValue: "model_context_window_exceeded")
}
