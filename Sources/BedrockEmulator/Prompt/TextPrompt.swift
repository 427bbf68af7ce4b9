import LosslessJSON

/// Reads the bodies of models that take one text, or the messages of OpenAI's chat completions.
enum TextPrompt {
    /// A prompt that is one text.
    static func text(_ value: JSONValue?, named name: String, maximumTokens: JSONValue?) throws(ServiceError) -> Prompt
    {
        guard let value, let text = value.string, !text.isEmpty else {
            throw .validation(
                "Malformed input request: #: required key [\(name)] not found, "
                    + "please reformat your input and try again.")
        }
        var builder = PromptBuilder()
        try builder.add(value, tokens: Tokenizer.count(text))
        builder.setLastUserText(text)
        builder.prompt.maximumTokens = maximumTokens?.integer.flatMap { $0 > 0 ? $0 : nil }
        return builder.finish()
    }

    /// A prompt of several texts, as an embedding model takes it.
    static func texts(_ values: JSONValue) throws(ServiceError) -> Prompt {
        guard values.count > 0 else { throw .validation("Malformed input request: texts: expected at least one text") }
        var builder = PromptBuilder()
        for value in values.elements { try builder.add(value, tokens: Tokenizer.count(value.string ?? "")) }
        return builder.finish()
    }

    /// The messages of chat completions.
    static func chat(_ body: JSONValue) throws(ServiceError) -> Prompt {
        guard let messages = body["messages"], messages.count > 0 else {
            throw .validation(
                "Malformed input request: #: required key [messages] not found, "
                    + "please reformat your input and try again.")
        }
        var builder = PromptBuilder()
        for message in messages.elements {
            guard let role = message["role"]?.string, let content = message["content"] else {
                throw .validation("Malformed input request: a message needs a role and content")
            }
            builder.begin(role, tokens: PromptBuilder.messageTokens)
            let parts = content.elements.compactMap { $0["text"]?.string }
            let text = content.string ?? parts.joined()
            try builder.add(
                content, tokens: content.string == nil ? ContentCounter.json(content) : Tokenizer.count(text))
            if role == "user" { builder.setLastUserText(text) }
        }
        let limit = body["max_completion_tokens"] ?? body["max_tokens"]
        builder.prompt.maximumTokens = limit?.integer.flatMap { $0 > 0 ? $0 : nil }
        builder.prompt.stopSequences =
            body["stop"]?.string.map { [$0] } ?? body["stop"]?.elements.compactMap(\.string) ?? []
        return builder.finish()
    }
}
