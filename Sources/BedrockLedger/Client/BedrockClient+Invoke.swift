public import AWSSigning
public import BedrockRuntime

extension BedrockClient {
    /// Sends a body in the model's own format and waits for its answer.
    ///
    /// - Parameters:
    ///   - model: The model: its id, an inference profile or an ARN.
    ///   - body: The body; sent byte for byte.
    ///   - headers: Headers of the operation, such as `X-Amzn-Bedrock-GuardrailIdentifier`.
    ///   - options: Whom the call is charged to, its id, and what it may become where a budget refuses it.
    ///   - callsite: The place in the code by a name of its own; that of file and function unless given.
    ///   - fileID: The file of the call; leave it to the compiler.
    ///   - function: The function of the call; leave it to the compiler.
    ///   - line: The line of the call; leave it to the compiler.
    /// - Returns: The answer as it came, with its exact cost.
    /// - Throws: As `converse`.
    public func invokeModel(
        model: String, body: [UInt8], headers: [HeaderField] = [], options: CallOptions = CallOptions(),
        callsite: String? = nil, fileID: String = #fileID, function: String = #function, line: Int = #line
    ) async throws -> Metered<RawResponse> {
        let request = RuntimeRequest(operation: .invokeModel, modelID: model, headers: headers, body: body)
        return try await start(
            request, options.named(callsite), at: Callsite(fileID: fileID, function: function, line: line)
        ).response()
    }

    /// Sends a body in the model's own format and gets the chunks of its answer as they are generated.
    public func invokeModelWithResponseStream(
        model: String, body: [UInt8], headers: [HeaderField] = [], options: CallOptions = CallOptions(),
        callsite: String? = nil, fileID: String = #fileID, function: String = #function, line: Int = #line
    ) async throws -> InvokeModelStream {
        let request = RuntimeRequest(
            operation: .invokeModelWithResponseStream, modelID: model, headers: headers, body: body)
        let exchange = try start(
            request, options.named(callsite), at: Callsite(fileID: fileID, function: function, line: line))
        _ = try await exchange.head()
        return InvokeModelStream(exchange)
    }

    /// Sends any runtime operation with any body, metered as all calls are: for what this client has no method for.
    ///
    /// - Returns: The call under way, once the head of its answer has come: read ``MeteredExchange/response()``, or its
    ///   parts one by one.
    public func send(
        operation: RuntimeOperation, model: String, body: [UInt8], headers: [HeaderField] = [],
        options: CallOptions = CallOptions(), callsite: String? = nil, fileID: String = #fileID,
        function: String = #function, line: Int = #line
    ) async throws -> MeteredExchange {
        let request = RuntimeRequest(operation: operation, modelID: model, headers: headers, body: body)
        let exchange = try start(
            request, options.named(callsite), at: Callsite(fileID: fileID, function: function, line: line))
        _ = try await exchange.head()
        return exchange
    }
}
