import AWSSigning
import BedrockRuntime
import LosslessJSON

/// Asks for the trace of a guardrail where a request is silent about it: the trace alone states what the guardrail bills.
enum GuardrailTrace {
    private static let header = "X-Amzn-Bedrock-Trace"

    /// The request with that wish; `document` is its body as it was parsed for pricing.
    static func asking(for request: RuntimeRequest, document: JSONValue?) -> RuntimeRequest {
        var request = request
        switch request.operation {
        case .countTokens: break
        case .converse, .converseStream:
            guard let body = document, let guardrail = body["guardrailConfig"],
                guardrail.kind == .object, guardrail["trace"] == nil,
                let edited = JSONEdit.setting(["guardrailConfig", "trace"], to: Array("\"enabled\"".utf8), in: body)
            else { break }
            request.body = edited
        case .invokeModel, .invokeModelWithResponseStream:
            guard request.headers.value(of: "X-Amzn-Bedrock-GuardrailIdentifier") != nil,
                request.headers.value(of: header) == nil
            else { break }
            request.headers.append(HeaderField(header, "ENABLED"))
        }
        return request
    }
}
