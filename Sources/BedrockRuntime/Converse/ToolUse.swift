public import LosslessJSON

/// A model's wish to have a tool used.
public struct ToolUse: Sendable, Equatable {
    /// The id under which the result is to be given back.
    public var id: String
    /// The tool's name.
    public var name: String
    /// The tool's input, by the schema of the tool.
    public var input: JSONValue

    /// A model's wish to have a tool used.
    public init(id: String, name: String, input: JSONValue) {
        self.id = id
        self.name = name
        self.input = input
    }
}

/// What a tool gave.
public struct ToolResult: Sendable, Equatable {
    /// The id of the wish that it answers.
    public var toolUseID: String
    /// The blocks of the result, as the API writes them: `{"text":…}`, `{"json":…}`, `{"image":…}`.
    public var content: [ContentBlock]
    /// Whether the tool failed.
    public var isError: Bool

    /// What a tool gave.
    public init(toolUseID: String, content: [ContentBlock], isError: Bool = false) {
        self.toolUseID = toolUseID
        self.content = content
        self.isError = isError
    }

    /// A result that is a text.
    public init(toolUseID: String, text: String, isError: Bool = false) {
        self.init(toolUseID: toolUseID, content: [.text(text)], isError: isError)
    }
}

extension ToolUse: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("toolUseId", id)
            writer.member("name", name)
            writer.member("input", input)
        }
    }
}

extension ToolResult: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("toolUseId", toolUseID)
            writer.key("content")
            writer.beginArray()
            for block in content { block.write(into: &writer) }
            writer.endArray()
            if isError { writer.member("status", "error") }
        }
    }
}
