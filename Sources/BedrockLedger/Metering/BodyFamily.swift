import BedrockRuntime
import LosslessJSON
import Pricing

/// The models that take one another's bodies.
///
/// The API writes bodies of InvokeModel per family and says of no two that they agree (model parameters of the user
/// guide, 2026-11), so only what is listed here counts as one. Bodies of Converse are the same for all, but for the
/// fields that they hand through to one model.
enum BodyFamily {
    private static let prefixes = [
        "anthropic.claude-", "amazon.nova-", "amazon.titan-text-", "meta.llama", "openai.gpt-oss-", "qwen.qwen3-",
        "cohere.command-r", "ai21.jamba-",
    ]
    /// Models of the same names that make images, video or vectors, or that talk.
    private static let others = ["canvas", "reel", "sonic", "embed"]

    /// Whether the body of a request may be sent for another model as it is.
    static func carries(_ request: RuntimeRequest, over model: String, pricer: Pricer) -> Bool {
        if !request.operation.isInvocation, !handsFieldsThrough(request) { return true }
        guard let own = family(of: pricer.modelID(request.modelID)) else { return false }
        return own == family(of: pricer.modelID(model))
    }

    private static func handsFieldsThrough(_ request: RuntimeRequest) -> Bool {
        guard let fields = (try? JSONValue.parse(request.body))?["additionalModelRequestFields"] else { return false }
        return fields.kind != .object || fields.count > 0
    }

    private static func family(of modelID: String) -> String? {
        guard !others.contains(where: modelID.contains) else { return nil }
        return prefixes.first { modelID.hasPrefix($0) }
    }
}
