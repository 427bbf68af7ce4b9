import FoundationEssentials
import LosslessJSON

/// Reads the body of CountTokens: the request of Converse, or the body of InvokeModel in base64.
enum CountTokensRequest {
    static func prompt(in body: JSONValue, model: String) throws(ServiceError) -> Prompt {
        let input = body["input"]
        if let request = input?["converse"] { return try ConversePrompt.read(request) }
        guard let text = input?["invokeModel"]?["body"]?.string else {
            throw .validation("The input field must have converse or invokeModel.")
        }
        guard let data = Data(base64Encoded: text), let request = try? JSONValue.parse(Array(data)),
            request.kind == .object
        else { throw .validation("The body in invokeModel must be a JSON object in base64.") }
        return try ModelFormats.format(of: model, body: request).prompt(in: request, isCounting: true)
    }
}
