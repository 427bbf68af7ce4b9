import LosslessJSON

/// A block of a streamed answer, as far as its events have come.
struct StreamedBlock: Sendable {
    private var text = ""
    private var tool: JSONValue?
    private var toolInput = ""
    private var reasoning = ""
    private var signature = ""
    private var redacted: [JSONValue] = []
    private var citations: [JSONValue] = []
    private var others: [JSONValue] = []

    /// Takes what a block begins with.
    mutating func start(_ start: JSONValue) {
        if let use = start["toolUse"] { tool = use } else { others.append(start) }
    }

    /// Adds a piece.
    mutating func add(_ delta: JSONValue) {
        if let piece = delta["text"]?.string {
            text += piece
        } else if let piece = delta["toolUse"]?["input"]?.string {
            toolInput += piece
        } else if let piece = delta["reasoningContent"] {
            reasoning += piece["text"]?.string ?? ""
            signature += piece["signature"]?.string ?? ""
            if let part = piece["redactedContent"] { redacted.append(part) }
        } else if let citation = delta["citation"] {
            citations.append(citation)
        } else {
            others.append(delta)
        }
    }

    /// Writes the blocks as a response that was not streamed has them.
    func write(into writer: inout JSONWriter) {
        if !reasoning.isEmpty || !signature.isEmpty { writeReasoning(into: &writer) }
        // Each part is encoded by itself, so they cannot be joined.
        for part in redacted {
            writer.object {
                $0.key("reasoningContent"); $0.object { $0.member("redactedContent", part) }
            }
        }
        if let tool { writeTool(tool, into: &writer) }
        if !citations.isEmpty {
            writeCitations(into: &writer)
        } else if !text.isEmpty {
            writer.object { $0.member("text", text) }
        }
        for other in others { writer.raw(other) }
    }

    private func writeTool(_ tool: JSONValue, into writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("toolUse")
            writer.object { writer in
                for (key, value) in tool.members where key != "input" { writer.member(key, value) }
                writer.key("input")
                // Input that is no JSON, because the answer was cut within it, is kept as the text that came.
                if let input = try? JSONValue.parse(toolInput.isEmpty ? "{}" : toolInput) {
                    writer.raw(input)
                } else {
                    writer.string(toolInput)
                }
            }
        }
    }

    private func writeReasoning(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("reasoningContent")
            writer.object { writer in
                writer.key("reasoningText")
                writer.object { writer in
                    writer.member("text", reasoning)
                    if !signature.isEmpty { writer.member("signature", signature) }
                }
            }
        }
    }

    private func writeCitations(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("citationsContent")
            writer.object { writer in
                writer.key("content")
                writer.beginArray()
                writer.object { $0.member("text", text) }
                writer.endArray()
                writer.member("citations", citations)
            }
        }
    }
}
