import LosslessJSON

/// Reads the most output tokens that a request allows.
enum OutputBound {
    /// - Returns: `nil` where the request states no limit.
    static func tokens(of request: RequestReading) -> Int64? {
        guard let body = request.body else { return nil }
        let stated =
            body.present("inferenceConfig")?.present("maxTokens") ?? body.present("inferenceConfig")?.present(
                "max_new_tokens")
            ?? body.present("textGenerationConfig")?.present("maxTokenCount")
            ?? ["max_tokens", "max_completion_tokens", "max_output_tokens", "max_gen_len", "maxTokens"].lazy
            .compactMap { body.present($0) }.first
        guard let limit = stated?.integer, limit > 0 else { return nil }
        let answers = max(1, (body.present("n") ?? body.present("num_generations"))?.integer ?? 1)
        let (product, overflow) = limit.multipliedReportingOverflow(by: answers)
        return overflow ? nil : product
    }
}
