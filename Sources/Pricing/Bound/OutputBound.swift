import LosslessJSON

/// Reads the most output tokens that a request allows.
enum OutputBound {
    /// The beta of Claude by which thinking between calls of tools is bounded by the context window alone (AWS guide to
    /// extended thinking, as of 2026-11).
    private static let interleavedThinking = "interleaved-thinking"
    private static let names: [StaticString] = [
        "max_tokens", "max_completion_tokens", "max_output_tokens", "max_gen_len", "max_new_tokens", "maxTokens",
        "maxTokenCount",
    ]
    /// The objects that hold a limit beside the request's own members.
    private static let holders: [StaticString] = ["inferenceConfig", "textGenerationConfig"]

    /// The most output tokens; `nil` where neither request nor model limits them.
    ///
    /// Of several limits the largest counts: the members that a Converse request hands through to the model may override
    /// its own. A limit of a form that the operation does not know is ignored by the service, so it is here.
    static func tokens(of request: RequestReading, operation: CallOperation, model: ModelRates) -> Int64? {
        guard let body = request.body else { return model.maximumOutputTokens }
        let limit: Int64?
        if isInterleaved(request, model: model) {
            // The context window holds input and output.
            limit = [model.maximumInputTokens, model.maximumOutputTokens].compactMap(\.self).max()
        } else {
            limit = stated(body, operation: operation, isWrapped: request.isWrapped) ?? model.maximumOutputTokens
        }
        let answers =
            [body, body.present("additionalModelRequestFields")].compactMap(\.self)
            .flatMap { [$0.present("n"), $0.present("num_generations")] }.compactMap { $0?.integer }.max() ?? 1
        let product = limit.map { $0.multipliedReportingOverflow(by: max(answers, 1)) }
        return product.map { $0.overflow ? .max : $0.partialValue }
    }

    private static func stated(_ body: JSONValue, operation: CallOperation, isWrapped: Bool) -> Int64? {
        var places: [JSONValue] = []
        let isConverse = [.converse, .converseStream].contains(operation) && !isWrapped
        if !isConverse { places.append(body) }
        if let own = body.present("inferenceConfig") { places.append(own) }
        if let own = body.present("textGenerationConfig"), !isConverse { places.append(own) }
        if let handed = body.present("additionalModelRequestFields") {
            places.append(handed)
            places += holders.compactMap { handed.present($0) }
        }
        return places.flatMap { place in names.compactMap { place.present($0)?.integer } }.filter { $0 > 0 }.max()
    }

    /// Whether the model may think between the calls of its tools without regard to the limit of output.
    private static func isInterleaved(_ request: RequestReading, model: ModelRates) -> Bool {
        guard let body = request.body, model.id.hasPrefix("anthropic.") else { return false }
        let handed = body.present("additionalModelRequestFields")
        let hasTools = [body.present("toolConfig"), body.present("tools"), handed?.present("tools")].contains {
            $0 != nil
        }
        return hasTools && request.anthropicBetas.contains { $0.hasPrefix(interleavedThinking) }
    }
}
