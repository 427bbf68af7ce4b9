public import LosslessJSON

/// The tools that a model may wish to have used.
public struct ToolConfiguration: Sendable, Equatable {
    /// Which tools the model may or must choose.
    public enum Choice: Sendable, Hashable {
        /// The model decides.
        case auto
        /// The model uses one, whichever.
        case any
        /// The model uses this one.
        case tool(name: String)
    }

    /// The tools, in order.
    public var tools: [Tool]
    /// Which of them the model may or must choose; `nil` leaves it to the API.
    public var choice: Choice?

    /// The tools that a model may wish to have used.
    public init(tools: [Tool], choice: Choice? = nil) {
        self.tools = tools
        self.choice = choice
    }
}

/// A tool, or another entry of the list of tools.
public enum Tool: Sendable, Equatable {
    /// A tool that the caller runs; the schema is JSON Schema.
    case function(name: String, description: String?, inputSchema: JSONValue)
    /// The end of a prefix that is to be cached.
    case cachePoint(CachePoint)
    /// Any entry, as one member of JSON: `{"systemTool":{…}}`, or a `toolSpec` with further members.
    case other(JSONValue)
}

extension Tool: JSONWritable {
    func write(into writer: inout JSONWriter) {
        switch self {
        case .other(let entry): writer.raw(entry)
        case .cachePoint(let point): writer.object { $0.member("cachePoint", point) }
        case .function(let name, let description, let inputSchema):
            writer.object { writer in
                writer.key("toolSpec")
                writer.object { writer in
                    writer.member("name", name)
                    writer.member("description", description)
                    writer.key("inputSchema")
                    writer.object { $0.member("json", inputSchema) }
                }
            }
        }
    }
}

extension ToolConfiguration: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("tools", tools)
            guard let choice else { return }
            writer.key("toolChoice")
            writer.object { writer in
                switch choice {
                case .auto: writer.key("auto")
                case .any: writer.key("any")
                case .tool: writer.key("tool")
                }
                writer.object { writer in
                    if case .tool(let name) = choice { writer.member("name", name) }
                }
            }
        }
    }
}
