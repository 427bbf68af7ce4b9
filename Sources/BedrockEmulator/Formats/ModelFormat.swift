import LosslessJSON

/// The form in which a model family takes bodies and answers, through the InvokeModel operations.
protocol ModelFormat: Sendable {
    /// Reads a body.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - isCounting: Whether its tokens are to be counted only.
    /// - Returns: The prompt.
    /// - Throws: What Bedrock answers to a malformed body.
    func prompt(in body: JSONValue, isCounting: Bool) throws(ServiceError) -> Prompt

    /// The body of an answer.
    func body(of outcome: Outcome) -> [UInt8]

    /// The chunks of a streamed answer.
    func events(of outcome: Outcome) throws(ServiceError) -> [StreamEvent]
}

/// Which form a model speaks.
enum ModelFormats {
    /// - Parameters:
    ///   - modelID: The id without geography.
    ///   - body: The body, by whose members Mistral's older models are told from the newer ones.
    /// - Returns: The form.
    static func format(of modelID: String, body: JSONValue) -> any ModelFormat {
        if modelID.hasPrefix("anthropic.") { return MessagesFormat() }
        if isEmbedding(modelID) { return EmbeddingFormat(isTitan: modelID.hasPrefix("amazon.")) }
        if modelID.hasPrefix("amazon.nova") { return NovaFormat() }
        if modelID.hasPrefix("amazon.titan") { return CompletionFormat(style: .titan) }
        if modelID.hasPrefix("meta.llama") { return CompletionFormat(style: .llama) }
        if body["prompt"] != nil, body["messages"] == nil { return CompletionFormat(style: .mistral) }
        return ChatFormat()
    }

    /// Whether a model gives vectors and no text.
    static func isEmbedding(_ modelID: String) -> Bool {
        modelID.contains("embed")
    }

    /// Whether the emulator caches prompts of a model: those whose input counts exclude the cache for certain.
    static func cachesPrompts(_ modelID: String) -> Bool {
        modelID.hasPrefix("anthropic.") || (modelID.hasPrefix("amazon.nova") && !isEmbedding(modelID))
    }
}
