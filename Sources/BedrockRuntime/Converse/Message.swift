public import LosslessJSON

/// Who says a message.
public struct Role: RawRepresentable, Sendable, Hashable {
    /// The role as the API writes it.
    public let rawValue: String

    /// A role by its name in the API.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The one who asks.
    public static let user = Role(rawValue: "user")
    /// The model.
    public static let assistant = Role(rawValue: "assistant")
    /// The one who instructs, where the model takes instructions among the messages.
    public static let system = Role(rawValue: "system")
}

/// A message of a conversation.
///
/// ```swift
/// let messages: [Message] = [.user("Name a river."), .assistant("The Rhine."), .user("And another.")]
/// ```
public struct Message: Sendable, Equatable {
    /// Who says it.
    public var role: Role
    /// Its parts, in order.
    public var content: [ContentBlock]

    /// A message of a conversation.
    public init(role: Role, content: [ContentBlock]) {
        self.role = role
        self.content = content
    }

    /// What the caller says.
    public static func user(_ text: String) -> Message { Message(role: .user, content: [.text(text)]) }
    /// What the caller says, in parts.
    public static func user(_ content: [ContentBlock]) -> Message { Message(role: .user, content: content) }
    /// What the model said.
    public static func assistant(_ text: String) -> Message { Message(role: .assistant, content: [.text(text)]) }
    /// What the model said, in parts.
    public static func assistant(_ content: [ContentBlock]) -> Message { Message(role: .assistant, content: content) }

    /// Reads a message of a response.
    ///
    /// - Returns: `nil` where the value is no message.
    public init?(json: JSONValue) {
        guard let role = json["role"]?.string, let content = json["content"], content.kind == .array else { return nil }
        self.init(role: Role(rawValue: role), content: content.elements.map(ContentBlock.init(json:)))
    }

    /// All texts of the message, one after the other, those with citations too.
    public var text: String {
        content.reduce(into: "") { text, block in
            switch block {
            case .text(let part): text += part
            case .other(let json):
                text += json["text"]?.string ?? ""
                for part in json["citationsContent"]?["content"]?.elements.map(\.self) ?? [] {
                    text += part["text"]?.string ?? ""
                }
            default: break
            }
        }
    }

    /// The model's reasoning, where it is text.
    public var reasoningText: String {
        content.reduce(into: "") { text, block in
            guard case .other(let json) = block else { return }
            text += json["reasoningContent"]?["reasoningText"]?["text"]?.string ?? ""
        }
    }

    /// The tools that the model wishes to have used.
    public var toolUses: [ToolUse] {
        content.compactMap { block in
            switch block {
            case .toolUse(let use): use
            // A block with more in it than a `ToolUse` can say is kept whole, and read here all the same.
            case .other(let json): json["toolUse"].flatMap(ToolUse.init(json:))
            default: nil
            }
        }
    }
}

extension ToolUse {
    fileprivate init?(json: JSONValue) {
        guard let id = json["toolUseId"]?.string, let name = json["name"]?.string, let input = json["input"] else {
            return nil
        }
        self.init(id: id, name: name, input: input)
    }
}

extension Message: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("role", role.rawValue)
            writer.key("content")
            writer.beginArray()
            for block in content { block.write(into: &writer) }
            writer.endArray()
        }
    }
}
