import LosslessJSON

/// Reads the body of Anthropic's messages, as InvokeModel takes it.
struct MessagesPrompt {
    private var builder = PromptBuilder()

    /// - Parameters:
    ///   - body: The body.
    ///   - isCounting: Whether the tokens are to be counted only, for which a limit of output is not needed.
    /// - Returns: The prompt.
    /// - Throws: What Bedrock answers to a malformed body.
    static func read(_ body: JSONValue, isCounting: Bool = false) throws(ServiceError) -> Prompt {
        guard body["anthropic_version"]?.kind == .string else {
            throw .validation(
                "Malformed input request: #: required key [anthropic_version] not found, "
                    + "please reformat your input and try again.")
        }
        var reader = MessagesPrompt()
        try reader.readTools(body)
        try reader.readSystem(body["system"])
        try reader.readMessages(body["messages"])
        if let point = body["cache_control"] { try reader.builder.mark(reader.lifetime(point)) }
        if let limit = body["max_tokens"]?.integer, limit > 0 {
            reader.builder.prompt.maximumTokens = limit
        } else if !isCounting {
            throw .validation("max_tokens: Field required; expected a whole number of at least 1")
        }
        reader.builder.prompt.stopSequences = body["stop_sequences"]?.elements.compactMap(\.string) ?? []
        reader.builder.prompt.reasons = ["enabled", "adaptive"].contains(body["thinking"]?["type"]?.string)
        return reader.builder.finish()
    }

    private mutating func readTools(_ body: JSONValue) throws(ServiceError) {
        guard let tools = body["tools"], tools.count > 0 else { return }
        builder.begin("tools")
        for tool in tools.elements {
            try add(tool, tokens: ContentCounter.json(tool))
            guard let name = tool["name"]?.string else { continue }
            builder.prompt.tools.append(Prompt.Tool(name: name, inputSchema: tool["input_schema"]))
        }
        switch body["tool_choice"]?["type"]?.string {
        case "any": builder.prompt.toolChoice = .any
        case "tool": builder.prompt.toolChoice = .named(body["tool_choice"]?["name"]?.string ?? "")
        default: break
        }
    }

    private mutating func readSystem(_ system: JSONValue?) throws(ServiceError) {
        guard let system, !system.isNull else { return }
        builder.begin("system")
        try addContent(system)
    }

    private mutating func readMessages(_ messages: JSONValue?) throws(ServiceError) {
        guard let messages, messages.kind == .array, messages.count > 0 else {
            throw .validation("messages: at least one message is required")
        }
        for (index, message) in messages.elements.enumerated() {
            guard let role = message["role"]?.string, ["user", "assistant", "system"].contains(role) else {
                throw .validation("messages.\(index).role: Input should be 'user' or 'assistant'")
            }
            guard let content = message["content"], content.string?.isEmpty == false || content.count > 0 else {
                throw .validation("messages.\(index): all messages must have non-empty content")
            }
            builder.begin(role, tokens: PromptBuilder.messageTokens)
            try addContent(content)
            guard role == "user" else { continue }
            let texts = content.elements.filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }
            builder.setLastUserText(content.string ?? texts.joined())
        }
    }

    private mutating func addContent(_ content: JSONValue) throws(ServiceError) {
        if let text = content.string {
            try builder.add(content, tokens: Tokenizer.count(text))
        } else {
            for block in content.elements { try add(block, tokens: ContentCounter.tokens(ofMessages: block)) }
        }
    }

    private mutating func add(_ block: JSONValue, tokens: Int64) throws(ServiceError) {
        if let point = block["cache_control"], !point.isNull {
            try builder.add(block, tokens: tokens, cachePoint: lifetime(point))
        } else {
            try builder.add(block, tokens: tokens)
        }
    }

    private func lifetime(_ point: JSONValue) throws(ServiceError) -> CacheLifetime {
        guard let text = point["ttl"]?.string else { return .fiveMinutes }
        guard let lifetime = CacheLifetime(rawValue: text) else {
            throw .validation("cache_control.ttl: Input should be '5m' or '1h'")
        }
        return lifetime
    }
}
