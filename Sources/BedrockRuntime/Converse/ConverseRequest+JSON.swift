import LosslessJSON

extension ConverseRequest {
    /// The body as the Converse operations take it.
    public var body: [UInt8] {
        var writer = JSONWriter()
        write(into: &writer)
        return writer.bytes
    }

    /// The body of CountTokens, which counts what these members come to; it takes no others (API reference, 2026-11).
    public var countTokensBody: [UInt8] {
        var counted = ConverseRequest(messages: messages, system: system, tools: tools)
        counted.additionalModelRequestFields = additionalModelRequestFields
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("input")
            writer.object { $0.member("converse", counted) }
        }
        return writer.bytes
    }

    private func writePrompt(into writer: inout JSONWriter) {
        // A prompt of prompt management brings its messages itself.
        if !messages.isEmpty || promptVariables.isEmpty { write("messages", messages, into: &writer) }
        if !system.isEmpty { write("system", system, into: &writer) }
        guard !promptVariables.isEmpty else { return }
        write("promptVariables", into: &writer) { writer in
            writer.object { writer in
                for (name, value) in promptVariables.sorted(by: { $0.key < $1.key }) {
                    writer.key(name)
                    writer.object { $0.member("text", value) }
                }
            }
        }
    }

    private func writeInference(into writer: inout JSONWriter) {
        guard !inference.isEmpty else { return }
        write("inferenceConfig", into: &writer) { writer in
            writer.object { writer in
                writer.member("maxTokens", inference.maxTokens)
                writer.member("temperature", inference.temperature)
                writer.member("topP", inference.topP)
                writer.member("stopSequences", inference.stopSequences)
            }
        }
    }

    private func writeSettings(into writer: inout JSONWriter) {
        if let tools { write("toolConfig", into: &writer) { tools.write(into: &$0) } }
        if let guardrail { write("guardrailConfig", into: &writer) { guardrail.write(into: &$0) } }
        if let serviceTier { write("serviceTier", into: &writer) { $0.object { $0.member("type", serviceTier) } } }
        if let latency { write("performanceConfig", into: &writer) { $0.object { $0.member("latency", latency) } } }
        if let outputSchema {
            write("outputConfig", into: &writer) { writer in
                writer.object { writer in
                    writer.key("textFormat")
                    writer.object { writer in
                        writer.member("type", "json_schema")
                        writer.key("structure")
                        writer.object { writer in
                            writer.key("jsonSchema")
                            writer.object { $0.member("schema", outputSchema) }
                        }
                    }
                }
            }
        }
        if let fields = additionalModelRequestFields {
            write("additionalModelRequestFields", into: &writer) { $0.raw(fields) }
        }
        if !additionalModelResponseFieldPaths.isEmpty {
            write("additionalModelResponseFieldPaths", additionalModelResponseFieldPaths, into: &writer)
        }
        guard !requestMetadata.isEmpty else { return }
        write("requestMetadata", into: &writer) { writer in
            writer.object { writer in
                for (key, value) in requestMetadata.sorted(by: { $0.key < $1.key }) { writer.member(key, value) }
            }
        }
    }

    /// Writes a member, unless the caller's own stands in its place.
    private func write(_ name: String, into writer: inout JSONWriter, _ value: (inout JSONWriter) -> Void) {
        guard additional[name] == nil else { return }
        writer.key(name)
        value(&writer)
    }

    private func write(_ name: String, _ values: [some JSONWritable], into writer: inout JSONWriter) {
        write(name, into: &writer) { writer in
            writer.beginArray()
            for value in values { value.write(into: &writer) }
            writer.endArray()
        }
    }
}

extension ConverseRequest: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writePrompt(into: &writer)
            writeInference(into: &writer)
            writeSettings(into: &writer)
            for (name, value) in additional.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
        }
    }
}

extension Guardrail: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("guardrailIdentifier", identifier)
            writer.member("guardrailVersion", version)
            writer.member("trace", trace)
            writer.member("streamProcessingMode", streamProcessingMode)
        }
    }
}
