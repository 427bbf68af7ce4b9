/// The kind of Bedrock call: it decides where the usage stands and which rates apply.
public enum CallOperation: String, Sendable, Hashable, CaseIterable {
    /// `Converse`.
    case converse
    /// `ConverseStream`.
    case converseStream = "converse_stream"
    /// `InvokeModel`.
    case invokeModel = "invoke_model"
    /// `InvokeModelWithResponseStream`.
    case invokeModelStream = "invoke_model_stream"
    /// One record of a batch inference job.
    case batch
    /// `CountTokens`, which is free of charge.
    case countTokens = "count_tokens"
    /// A reranker.
    case rerank
    /// An embedding model.
    case embed
    /// An image model.
    case image
    /// A video model.
    case video
    /// A speech-to-speech model.
    case speech

    /// Whether the usage is that of the Converse API; a batch record may be either, and is read as one of Converse.
    var isConverse: Bool { self != .invokeModel && self != .invokeModelStream }
}
