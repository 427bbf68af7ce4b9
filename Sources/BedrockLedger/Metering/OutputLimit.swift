import BedrockRuntime
import LosslessJSON
import Pricing

/// The limit on output tokens in a request's body, wherever a model family keeps it.
enum OutputLimit {
    private static let invocationPaths = [
        ["max_tokens"], ["max_completion_tokens"], ["max_output_tokens"], ["max_gen_len"],
        ["inferenceConfig", "maxTokens"], ["inferenceConfig", "max_new_tokens"],
        ["textGenerationConfig", "maxTokenCount"], ["maxTokens"],
    ]

    /// The limit that a body states.
    static func stated(in body: JSONValue, operation: RuntimeOperation) -> Int64? {
        path(in: body, operation: operation).flatMap { value(at: $0, in: body)?.integer }
    }

    /// The body with another limit.
    ///
    /// - Returns: `nil` where the body of InvokeModel states none, so that nobody knows where it would stand.
    static func setting(_ limit: Int64, in body: JSONValue, operation: RuntimeOperation) -> [UInt8]? {
        guard let path = path(in: body, operation: operation) else { return nil }
        return JSONEdit.setting(path, to: Array(String(limit).utf8), in: body)
    }

    /// The smallest limit that the service takes beside what else a body asks for: thinking counts as output, and the
    /// limit has to be above what it may use.
    static func leastAllowed(in body: JSONValue, operation: RuntimeOperation) -> Int64 {
        let fields = operation.isInvocation ? body : body["additionalModelRequestFields"]
        let budgets = ["thinking", "reasoning_config"].compactMap { fields?[$0]?["budget_tokens"]?.integer }
        return (budgets.max() ?? 0).addingClamped(1)
    }

    private static func path(in body: JSONValue, operation: RuntimeOperation) -> [String]? {
        guard operation.isInvocation else { return ["inferenceConfig", "maxTokens"] }
        return invocationPaths.first { value(at: $0, in: body) != nil }
    }

    private static func value(at path: [String], in body: JSONValue) -> JSONValue? {
        path.reduce(body as JSONValue?) { $0?[$1] }
    }
}
