import AWSEventStream
import BedrockRuntime
import LosslessJSON
import Retry

/// Answers as Bedrock gives them.
enum Answers {
    /// A Converse answer that used these tokens.
    static func converse(_ text: String = "Hello.", input: Int = 1000, output: Int = 100) -> String {
        """
        {"metrics":{"latencyMs":12},"output":{"message":{"role":"assistant","content":[{"text":"\(text)"}]}},\
        "stopReason":"end_turn","usage":{"inputTokens":\(input),"outputTokens":\(output),\
        "totalTokens":\(input + output),"serverToolUsage":{}}}
        """
    }

    static let throttled = BedrockError(
        status: 429, code: "ThrottlingException", message: "Too many requests, please wait before trying again.",
        phase: .responded)
    static let refused = BedrockError(
        status: 400, code: "ValidationException", message: "The model is not there.", phase: .responded)
    static let unsent = BedrockError(message: "connection refused", phase: .notSent)
    static let lost = BedrockError(message: "connection reset", phase: .sent)

    static func event(_ type: String, _ json: String) -> [UInt8] {
        (try? EventStreamFrame.event(type, payload: Array(json.utf8)).encoded()) ?? []
    }

    static func exception(_ type: String, _ message: String) -> [UInt8] {
        (try? EventStreamFrame.exception(type, payload: Array(#"{"message":"\#(message)"}"#.utf8)).encoded()) ?? []
    }

    /// The frames of a streamed answer in two pieces of text.
    static func stream(input: Int = 1000, output: Int = 100, metadata: Bool = true) -> [[UInt8]] {
        var frames = [
            event("messageStart", #"{"p":"abc","role":"assistant"}"#),
            event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"Hel"},"p":"a"}"#),
            event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"lo."},"p":"ab"}"#),
            event("contentBlockStop", #"{"contentBlockIndex":0,"p":"abcd"}"#),
            event("messageStop", #"{"p":"ab","stopReason":"end_turn"}"#),
        ]
        if metadata {
            frames.append(
                event(
                    "metadata",
                    #"{"metrics":{"latencyMs":5},"p":"a","usage":{"inputTokens":\#(input),"outputTokens":\#(output),"#
                        + #""totalTokens":\#(input + output)}}"#))
        }
        return frames
    }
}
