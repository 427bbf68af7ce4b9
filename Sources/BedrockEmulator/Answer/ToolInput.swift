import LosslessJSON

/// Makes an input that fits a tool's JSON schema, as far as the schema is of the usual kind.
enum ToolInput {
    /// How deep an input goes, whatever the schema says.
    private static let maximumDepth = 8
    /// How many properties of one object are filled.
    private static let maximumProperties = 64

    /// The JSON of an object with all properties of the schema.
    static func example(for schema: JSONValue?) -> String {
        var writer = JSONWriter()
        write(schema, isObject: true, depth: 0, to: &writer)
        return writer.text
    }

    private static func write(_ schema: JSONValue?, isObject: Bool = false, depth: Int, to writer: inout JSONWriter) {
        if let given = schema?["const"] ?? schema?["default"] ?? schema?["enum"]?[0], !isObject {
            return writer.value(given)
        }
        switch isObject ? "object" : type(of: schema) {
        case "object":
            writer.beginObject()
            if depth < maximumDepth, let properties = schema?["properties"] {
                for (name, property) in properties.members.prefix(maximumProperties) {
                    writer.key(name)
                    write(property, depth: depth + 1, to: &writer)
                }
            }
            writer.endObject()
        case "array":
            writer.beginArray()
            if depth < maximumDepth, let items = schema?["items"] { write(items, depth: depth + 1, to: &writer) }
            writer.endArray()
        case "integer", "number": writer.number(schema?["minimum"]?.integer ?? 1)
        case "boolean": writer.boolean(true)
        case "null": writer.null()
        default: writer.string("text")
        }
    }

    private static func type(of schema: JSONValue?) -> String? {
        schema?["type"]?.string ?? schema?["type"]?[0]?.string
    }
}
