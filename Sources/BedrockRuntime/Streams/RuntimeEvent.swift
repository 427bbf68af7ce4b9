public import AWSEventStream
public import AWSSigning
public import LosslessJSON
import Pricing
import Retry

/// An event of a runtime stream.
public struct RuntimeEvent: Sendable {
    /// Its type: `contentBlockDelta`, `metadata`, `chunk`, …
    public let type: String
    /// Its payload. Of an InvokeModel stream's `chunk`, the model's own JSON that was wrapped in it.
    public let json: JSONValue

    /// An event of a runtime stream.
    public init(type: String, json: JSONValue) {
        self.type = type
        self.json = json
    }

    /// Reads a frame.
    ///
    /// - Returns: `nil` for a frame that says neither that it is an event nor an error.
    /// - Throws: ``BedrockError`` for an exception or error frame, and for an event whose payload is no JSON. Its phase is
    ///   `streaming`: part of an answer may have come before it.
    public init?(_ frame: EventStreamFrame, headers: [HeaderField]) throws(BedrockError) {
        switch frame.kind {
        case nil: return nil
        case .event(let type):
            guard let payload = try? JSONValue.parse(frame.payload) else {
                throw BedrockError(
                    message: "the event \(type) of the stream is no JSON", phase: .streaming,
                    requestID: headers.value(of: "x-amzn-requestid"), headers: headers)
            }
            self.init(type: type, json: type == "chunk" ? Self.unwrapped(payload) : payload)
        case .exception(let type):
            let json = try? JSONValue.parse(frame.payload)
            let message = json?["message"]?.string ?? json?["originalMessage"]?.string
            throw BedrockError(
                status: nil, code: BedrockErrorCode.parse(header: type), message: message ?? "the stream failed",
                phase: .streaming, requestID: headers.value(of: "x-amzn-requestid"), headers: headers,
                body: frame.payload)
        case .error(let code, let message):
            throw BedrockError(
                code: BedrockErrorCode.parse(header: code) ?? code, message: message, phase: .streaming,
                requestID: headers.value(of: "x-amzn-requestid"), headers: headers)
        }
    }

    /// A chunk wraps the model's JSON in base64, beside padding that has no meaning.
    private static func unwrapped(_ payload: JSONValue) -> JSONValue {
        guard let text = payload["bytes"]?.string, let bytes = Base64.decode(text),
            let json = try? JSONValue.parse(bytes)
        else { return payload }
        return json
    }
}
