public import LosslessJSON

/// An event of a streamed answer.
///
/// ```swift
/// for try await event in stream {
///     if let text = event.text { print(text, terminator: "") }
/// }
/// ```
public struct ConverseStreamEvent: Sendable {
    /// What an event says.
    public enum Kind: Sendable, Equatable {
        /// The message begins.
        case messageStart(role: Role)
        /// A block begins that is a wish to have a tool used.
        case toolUseStart(block: Int, id: String, name: String)
        /// A piece of text.
        case text(String, block: Int)
        /// A piece of the JSON that is a tool's input; it is JSON only once all pieces are put together.
        case toolInput(String, block: Int)
        /// A piece of the model's reasoning, where it is text.
        case reasoning(String, block: Int)
        /// A block ends.
        case blockStop(block: Int)
        /// The message ends.
        case messageStop(StopReason)
        /// What the answer used; the last event.
        case metadata(TokenUsage)
        /// Anything else: read ``ConverseStreamEvent/json``.
        case other
    }

    /// What the event says.
    public let kind: Kind
    /// The event's type, as the API names it.
    public let type: String
    /// The event as it came.
    public let json: JSONValue

    /// Reads an event of the stream.
    public init(_ event: RuntimeEvent) {
        type = event.type
        json = event.json
        kind = Self.kind(of: event)
    }

    /// The piece of text, where the event is one.
    public var text: String? {
        if case .text(let text, _) = kind { text } else { nil }
    }

    private static func kind(of event: RuntimeEvent) -> Kind {
        let json = event.json
        let block = json["contentBlockIndex"]?.integer.flatMap(Int.init(exactly:)) ?? 0
        switch event.type {
        case "messageStart": return .messageStart(role: Role(rawValue: json["role"]?.string ?? "assistant"))
        case "contentBlockStart":
            guard let use = json["start"]?["toolUse"], let id = use["toolUseId"]?.string,
                let name = use["name"]?.string
            else { return .other }
            return .toolUseStart(block: block, id: id, name: name)
        case "contentBlockDelta":
            let delta = json["delta"]
            if let text = delta?["text"]?.string { return .text(text, block: block) }
            if let input = delta?["toolUse"]?["input"]?.string { return .toolInput(input, block: block) }
            if let text = delta?["reasoningContent"]?["text"]?.string { return .reasoning(text, block: block) }
            return .other
        case "contentBlockStop": return .blockStop(block: block)
        case "messageStop": return .messageStop(StopReason(rawValue: json["stopReason"]?.string ?? ""))
        case "metadata": return json["usage"].flatMap(TokenUsage.init(json:)).map(Kind.metadata) ?? .other
        default: return .other
        }
    }
}
