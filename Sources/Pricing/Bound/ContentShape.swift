import LosslessJSON

/// Tells what a block of content is by its members, in the forms of Converse, Anthropic and OpenAI.
enum ContentShape {
    /// The members that hold a file of unknown length in a block of Converse or OpenAI.
    private static let files: [StaticString] = ["document", "video", "audio", "input_audio", "file"]
    /// The types of blocks that name such a file by other members.
    private static let fileTypes: Set<String> = ["input_file", "container_upload"]
    /// The members whose values are schemas or arguments of tools, or the caller's own: text to the model at most.
    private static let texts: Set<String> = [
        "inputSchema", "input_schema", "parameters", "properties", "schema", "jsonSchema", "json_schema", "json",
        "arguments", "toolConfig", "tools", "additionalModelRequestFields", "requestMetadata", "outputConfig",
        "output_config", "response_format", "metadata",
    ]

    /// The name of the member that holds the bytes or the address of an image; `nil` where an object is no image.
    static func imageSource(in block: JSONValue) -> String? {
        if block.present("image")?.present("source")?.kind == .object { return "image" }
        if block.present("image_url") != nil { return "image_url" }
        if block.present("type")?.string == "image", block.present("source")?.kind == .object { return "source" }
        return nil
    }

    /// Whether a block holds content whose tokens its bytes say nothing about.
    static func isUnbounded(_ block: JSONValue) -> Bool {
        if files.contains(where: { block.present($0)?.kind == .object }) { return true }
        guard let type = block.present("type")?.string else { return false }
        if fileTypes.contains(type) { return true }
        // Anthropic's documents stand in `source`; those of type text are what they are.
        guard type == "document", let source = block.present("source") else {
            return type == "input_image" && !hasURL(block)
        }
        return source.present("type")?.string != "text"
    }

    /// Whether a member of an object is text to the model, whatever stands in it.
    static func isText(_ key: String, in object: JSONValue) -> Bool {
        if texts.contains(key) { return true }
        guard key == "input" else { return false }
        // The arguments of a call of a tool; elsewhere `input` is the conversation (OpenAI's Responses).
        return object.present("toolUseId") != nil || object.present("type")?.string?.hasSuffix("tool_use") == true
    }

    private static func hasURL(_ block: JSONValue) -> Bool { block.present("image_url") != nil }
}
