import BedrockRuntime
import LosslessJSON

/// The events of a stream that its price depends on: a handful, however long the answer is.
struct UsageEvents {
    /// The most events that are kept; a stream states its usage in fewer than ten.
    static let maximum = 256

    private static let names: Set<String> = [
        "message", "usage", "trace", "amazon-bedrock-invocationMetrics", "amazon-bedrock-trace",
        "amazon-bedrock-guardrailAction", "generation_token_count", "prompt_token_count", "inputTextTokenCount",
        "totalOutputTextTokenCount", "metadata", "stop_reason", "completionReason",
    ]

    private(set) var events: [RuntimeEvent] = []

    /// Keeps an event, if a price can depend on it.
    mutating func add(_ event: RuntimeEvent) {
        switch event.type {
        case "metadata", "messageStop": break
        case "chunk":
            guard event.json.members.contains(where: { Self.names.contains($0.key) && !$0.value.isNull }) else {
                return
            }
            // A count that runs along with the answer replaces the one before it.
            if Self.isRunningCount(event.json), let last = events.last, Self.isRunningCount(last.json) {
                events.removeLast()
            }
        default: return
        }
        // What is final comes last, so it is the middle that goes.
        if events.count == Self.maximum { events.remove(at: Self.maximum / 2) }
        events.append(event)
    }

    /// Whether a chunk does no more than count the output so far.
    private static func isRunningCount(_ json: JSONValue) -> Bool {
        let final = ["prompt_token_count", "stop_reason", "amazon-bedrock-invocationMetrics"]
        return json["generation_token_count"] != nil
            && final.allSatisfy { json[$0] == nil || json[$0]?.isNull == true }
    }
}
