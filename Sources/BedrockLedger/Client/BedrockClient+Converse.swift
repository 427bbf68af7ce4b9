public import BedrockRuntime
import LosslessJSON
import Retry

extension BedrockClient {
    /// Sends messages to a model and waits for its answer.
    ///
    /// - Parameters:
    ///   - model: The model: its id, an inference profile or an ARN.
    ///   - messages: The conversation so far.
    ///   - system: Instructions to the model.
    ///   - maxTokens: The most output tokens. Without it the model's own maximum is held in the budgets.
    ///   - temperature: How freely the model chooses, 0 to 1.
    ///   - tools: The tools that the model may wish to have used.
    ///   - options: Whom the call is charged to, its id, and what it may become where a budget refuses it.
    ///   - callsite: The place in the code by a name of its own; that of file and function unless given.
    ///   - fileID: The file of the call; leave it to the compiler.
    ///   - function: The function of the call; leave it to the compiler.
    ///   - line: The line of the call; leave it to the compiler.
    /// - Returns: The answer with its exact cost.
    /// - Throws: ``BudgetExceeded`` where a budget refuses the call; `BedrockError` where the service does, or the
    ///   connection breaks; `RetryExhausted` where it failed as often as the policy allows; `LimiterRefusal` where too many
    ///   calls wait; `LedgerError` where the ledger cannot be written before the call is sent.
    public func converse(
        model: String, messages: [Message], system: String? = nil, maxTokens: Int? = nil, temperature: Double? = nil,
        tools: ToolConfiguration? = nil, options: CallOptions = CallOptions(), callsite: String? = nil,
        fileID: String = #fileID, function: String = #function, line: Int = #line
    ) async throws -> Metered<ConverseResponse> {
        let request = ConverseRequest(
            messages: messages, system: system.map { [.text($0)] } ?? [],
            inference: InferenceSettings(maxTokens: maxTokens, temperature: temperature), tools: tools)
        return try await converse(
            model: model, request, options: options, callsite: callsite, fileID: fileID, function: function, line: line)
    }

    /// Sends a request to a model and waits for its answer, with everything that the API offers.
    ///
    /// It returns and throws as the form with `messages` does.
    public func converse(
        model: String, _ request: ConverseRequest, options: CallOptions = CallOptions(), callsite: String? = nil,
        fileID: String = #fileID, function: String = #function, line: Int = #line
    ) async throws -> Metered<ConverseResponse> {
        let exchange = try start(
            RuntimeRequest(operation: .converse, modelID: model, body: request.body),
            options.named(callsite), at: Callsite(fileID: fileID, function: function, line: line))
        return try await exchange.converseResponse()
    }

    /// Sends messages to a model and gets the answer as it is generated.
    ///
    /// ```swift
    /// let stream = try await client.converseStream(model: model, messages: [.user("Tell me more.")])
    /// for try await event in stream {
    ///     if let text = event.text { print(text, terminator: "") }
    /// }
    /// print(try await stream.completion().costUSD as Any)
    /// ```
    /// - Returns: The stream, once its first event has come.
    /// - Throws: As `converse`.
    public func converseStream(
        model: String, messages: [Message], system: String? = nil, maxTokens: Int? = nil, temperature: Double? = nil,
        tools: ToolConfiguration? = nil, options: CallOptions = CallOptions(), callsite: String? = nil,
        fileID: String = #fileID, function: String = #function, line: Int = #line
    ) async throws -> ConverseStream {
        let request = ConverseRequest(
            messages: messages, system: system.map { [.text($0)] } ?? [],
            inference: InferenceSettings(maxTokens: maxTokens, temperature: temperature), tools: tools)
        return try await converseStream(
            model: model, request, options: options, callsite: callsite, fileID: fileID, function: function, line: line)
    }

    /// Sends a request to a model and gets the answer as it is generated, with everything that the API offers.
    public func converseStream(
        model: String, _ request: ConverseRequest, options: CallOptions = CallOptions(), callsite: String? = nil,
        fileID: String = #fileID, function: String = #function, line: Int = #line
    ) async throws -> ConverseStream {
        let exchange = try start(
            RuntimeRequest(operation: .converseStream, modelID: model, body: request.body),
            options.named(callsite), at: Callsite(fileID: fileID, function: function, line: line))
        _ = try await exchange.head()
        return ConverseStream(exchange)
    }

    /// Counts the input tokens that a request would be billed for; free of charge, and not offered for every model.
    public func countTokens(
        model: String, _ request: ConverseRequest, options: CallOptions = CallOptions(), callsite: String? = nil,
        fileID: String = #fileID, function: String = #function, line: Int = #line
    ) async throws -> Int64 {
        let exchange = try start(
            RuntimeRequest(operation: .countTokens, modelID: model, body: request.countTokensBody),
            options.named(callsite), at: Callsite(fileID: fileID, function: function, line: line))
        let response = try await exchange.response()
        guard let tokens = (try? JSONValue.parse(response.body))?["inputTokens"]?.integer else {
            throw BedrockError(
                message: "the answer of CountTokens states no inputTokens", phase: .responded,
                requestID: response.call.requestID)
        }
        return tokens
    }
}

extension CallOptions {
    /// The options with a callsite's name, where one is given.
    func named(_ callsite: String?) -> CallOptions {
        guard let callsite else { return self }
        var options = self
        options.context.callsite = callsite
        return options
    }
}
