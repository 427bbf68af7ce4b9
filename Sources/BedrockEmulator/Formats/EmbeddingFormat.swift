import LosslessJSON

/// The bodies of Titan's and Cohere's text embeddings.
struct EmbeddingFormat: ModelFormat {
    let isTitan: Bool

    func prompt(in body: JSONValue, isCounting: Bool) throws(ServiceError) -> Prompt {
        if isTitan { return try TextPrompt.text(body["inputText"], named: "inputText", maximumTokens: nil) }
        guard let texts = body["texts"], texts.kind == .array else {
            throw .validation(
                "Malformed input request: #: required key [texts] not found, "
                    + "please reformat your input and try again.")
        }
        return try TextPrompt.texts(texts)
    }

    func body(of outcome: Outcome) -> [UInt8] {
        var random = outcome.random
        return JSONWriter.object { writer in
            if isTitan {
                writer.array("embedding") { writeVector(outcome.dimensions, &random, to: &$0) }
                if outcome.statesUsage { writer.member("inputTextTokenCount", outcome.usage.input) }
            } else {
                writer.member("id", outcome.requestID)
                writer.member("response_type", "embeddings_floats")
                writer.array("embeddings") { writer in
                    for _ in 0..<outcome.embeddings {
                        writer.beginArray()
                        writeVector(outcome.dimensions, &random, to: &writer)
                        writer.endArray()
                    }
                }
            }
        }
    }

    func events(of outcome: Outcome) throws(ServiceError) -> [StreamEvent] {
        throw .validation("The model is unsupported for streaming.")
    }

    /// The dimensions that a body asks for, or the usual ones.
    static func dimensions(in body: JSONValue) -> Int {
        let asked = (body["dimensions"] ?? body["output_dimension"])?.integer ?? 1_024
        return Int(min(max(asked, 1), 4_096))
    }

    private func writeVector(_ dimensions: Int, _ random: inout SplitMix64, to writer: inout JSONWriter) {
        for _ in 0..<dimensions {
            let number = random.next()
            let digits = String(100_000 + number % 900_000)
            if let value = JSONNumber("\(number >> 63 == 1 ? "-" : "")0.0\(digits)") { writer.number(value) }
        }
    }
}
