/// What the user's last message says about the answer that it wants.
///
/// - `[[reply:TEXT]]` is answered with the text, to the last `]]` of the message.
/// - `[[tokens:N]]` is answered with N tokens.
/// - `[[think:N]]` puts N tokens of reasoning before the answer.
/// - `[[tool:NAME]]` and `[[tool:NAME {…}]]` use a tool, with an input that fits its schema or with the one given; so does
///   `use tool NAME`.
/// - `[[stop:REASON]]` gives the reason for the end, as `content_filtered`.
struct Directives: Sendable, Equatable {
    /// A tool to use.
    struct ToolCall: Sendable, Equatable {
        var name: String
        var input: String?
    }

    var reply: String?
    var tokens: Int64?
    var reasoningTokens: Int64?
    var toolCalls: [ToolCall] = []
    var stopReason: String?

    /// The most tools that one answer uses.
    private static let maximumToolCalls = 64

    init(_ text: String) {
        var rest = Substring(text)
        while let start = rest.firstRange(of: "[[") {
            rest = rest[start.upperBound...]
            guard let colon = rest.firstIndex(of: ":") else { break }
            let name = rest[..<colon]
            let body = rest[rest.index(after: colon)...]
            if name == "reply", let end = body.ranges(of: "]]").last {
                reply = String(body[..<end.lowerBound])
                break
            }
            let mark = name == "tool" && body.prefix(while: { $0 != "]" }).contains("{") ? "}]]" : "]]"
            guard let end = body.firstRange(of: mark) else { continue }
            // The brace belongs to the input, the brackets do not.
            let value = mark.count == 3 ? body[..<body.index(after: end.lowerBound)] : body[..<end.lowerBound]
            if read(name, value) { rest = body[end.upperBound...] }
        }
        if toolCalls.isEmpty, let phrase = text.firstRange(of: "use tool ") {
            let name = text[phrase.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
            if !name.isEmpty { toolCalls = [ToolCall(name: String(name))] }
        }
    }

    private mutating func read(_ name: Substring, _ value: Substring) -> Bool {
        switch name {
        case "tokens": tokens = Int64(value).map { max(0, $0) }
        case "think": reasoningTokens = Int64(value).map { max(0, $0) }
        case "stop": stopReason = String(value.prefix(64))
        case "tool":
            guard toolCalls.count < Self.maximumToolCalls else { return true }
            let parts = value.split(separator: " ", maxSplits: 1)
            guard let tool = parts.first else { return false }
            toolCalls.append(ToolCall(name: String(tool), input: parts.count > 1 ? String(parts[1]) : nil))
        default: return false
        }
        return true
    }
}
