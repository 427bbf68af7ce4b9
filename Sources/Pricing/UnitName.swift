/// A quantity that a caller states because no response does.
public enum UnitName: String, Sendable, Hashable, CaseIterable {
    /// Search queries of a reranker.
    case queries
    /// Documents given to a reranker; each hundred begun is one query.
    case documents
    /// Images made, or given to an embedding model.
    case images
    /// Seconds of audio or video given to the model.
    case inputSeconds = "input_seconds"
    /// Seconds of video made.
    case outputSeconds = "output_seconds"
    /// Text tokens of a speech model's input.
    case textInputTokens = "text_input_tokens"
    /// Text tokens of a speech model's output.
    case textOutputTokens = "text_output_tokens"
    /// Speech tokens of the input.
    case speechInputTokens = "speech_input_tokens"
    /// Speech tokens of the output.
    case speechOutputTokens = "speech_output_tokens"
    /// Output tokens of a model that is otherwise billed by seconds.
    case outputTokens = "output_tokens"
}
