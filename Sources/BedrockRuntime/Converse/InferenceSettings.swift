/// How a model is to answer.
public struct InferenceSettings: Sendable, Hashable {
    /// The most output tokens; the model's own maximum where it is not given, which is also what is then held in budgets.
    public var maxTokens: Int?
    /// How freely the model chooses, 0 to 1.
    public var temperature: Double?
    /// The share of likely tokens that the model chooses from, 0 to 1.
    public var topP: Double?
    /// Texts that end the answer.
    public var stopSequences: [String]

    /// How a model is to answer.
    public init(
        maxTokens: Int? = nil, temperature: Double? = nil, topP: Double? = nil, stopSequences: [String] = []
    ) {
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.topP = topP
        self.stopSequences = stopSequences
    }

    /// Whether nothing is said.
    var isEmpty: Bool { self == InferenceSettings() }
}

/// A guardrail to apply to a conversation.
public struct Guardrail: Sendable, Hashable {
    /// Its id or ARN.
    public var identifier: String
    /// Its version, or `DRAFT`.
    public var version: String
    /// Whether the response says what it did; what it bills is known only then, so it is asked for unless told otherwise.
    public var trace: String
    /// How a stream is looked at: `sync` or `async`; only for streams.
    public var streamProcessingMode: String?

    /// A guardrail to apply to a conversation.
    public init(
        identifier: String, version: String, trace: String = "enabled", streamProcessingMode: String? = nil
    ) {
        self.identifier = identifier
        self.version = version
        self.trace = trace
        self.streamProcessingMode = streamProcessingMode
    }
}
