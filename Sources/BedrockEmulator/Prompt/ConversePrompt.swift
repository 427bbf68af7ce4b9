import LosslessJSON

/// Reads the request of Converse and ConverseStream, and Nova's own, which is nearly the same.
struct ConversePrompt {
    private var builder = PromptBuilder()

    static func read(_ request: JSONValue) throws(ServiceError) -> Prompt {
        var reader = ConversePrompt()
        try reader.readTools(request["toolConfig"])
        try reader.readSystem(request["system"])
        try reader.readMessages(request)
        try reader.readInference(request["inferenceConfig"])
        let thinking =
            request["additionalModelRequestFields"]?["thinking"]
            ?? request["additionalModelRequestFields"]?["reasoningConfig"]
            ?? request["inferenceConfig"]?["reasoningConfig"]
        reader.builder.prompt.reasons = ["enabled", "adaptive"].contains(thinking?["type"]?.string)
        return reader.builder.finish()
    }

    private mutating func readTools(_ configuration: JSONValue?) throws(ServiceError) {
        guard let configuration, !configuration.isNull else { return }
        guard let tools = configuration["tools"], tools.count > 0 else {
            throw .validation("The toolConfig field must have at least one tool.")
        }
        builder.begin("tools")
        for tool in tools.elements {
            if let point = tool["cachePoint"] {
                try builder.mark(lifetime(point))
                continue
            }
            try builder.add(tool, tokens: ContentCounter.json(tool))
            guard let specification = tool["toolSpec"], let name = specification["name"]?.string else { continue }
            builder.prompt.tools.append(Prompt.Tool(name: name, inputSchema: specification["inputSchema"]?["json"]))
        }
        guard let choice = configuration["toolChoice"] else { return }
        if let name = choice["tool"]?["name"]?.string {
            builder.prompt.toolChoice = .named(name)
        } else if choice["any"] != nil {
            builder.prompt.toolChoice = .any
        }
    }

    private mutating func readSystem(_ blocks: JSONValue?) throws(ServiceError) {
        guard let blocks, blocks.count > 0 else { return }
        builder.begin("system")
        for block in blocks.elements { try add(block) }
    }

    private mutating func readMessages(_ request: JSONValue) throws(ServiceError) {
        guard let messages = request["messages"], messages.kind == .array, messages.count > 0 else {
            throw .validation("The messages field is required: a conversation must have at least one message.")
        }
        let hasTools = request["toolConfig"]?.kind == .object
        for (index, message) in messages.elements.enumerated() {
            guard let role = message["role"]?.string, ["user", "assistant", "system"].contains(role) else {
                throw .validation(
                    "The role field in the Message object at messages.\(index) must be user or assistant.")
            }
            guard index > 0 || role != "assistant" else {
                throw .validation(
                    "A conversation must start with a user message. Try again with a conversation that starts with a user "
                        + "message.")
            }
            guard let content = message["content"], content.kind == .array, content.count > 0 else {
                throw .validation(
                    "The content field in the Message object at messages.\(index) is empty. Add a ContentBlock object to "
                        + "the content field and try again.")
            }
            builder.begin(role, tokens: PromptBuilder.messageTokens)
            var text = ""
            for (place, block) in content.elements.enumerated() {
                try check(block, at: "messages.\(index).content.\(place)", hasTools: hasTools)
                try add(block)
                text += block["text"]?.string ?? ""
            }
            if role == "user" { builder.setLastUserText(text) }
        }
    }

    private func check(_ block: JSONValue, at place: String, hasTools: Bool) throws(ServiceError) {
        guard block.kind == .object, block.count > 0 else {
            throw .validation("The ContentBlock object at \(place) is empty.")
        }
        if let text = block["text"], text.string?.allSatisfy(\.isWhitespace) ?? true {
            throw .validation(
                "The text field in the ContentBlock object at \(place) is blank. Add text to the text field, and try again."
            )
        }
        if !hasTools, block["toolUse"] != nil || block["toolResult"] != nil {
            throw .validation("The toolConfig field must be defined when using toolUse and toolResult content blocks.")
        }
    }

    private mutating func readInference(_ configuration: JSONValue?) throws(ServiceError) {
        guard let configuration else { return }
        if let limit = configuration["maxTokens"] ?? configuration["max_new_tokens"] {
            guard let tokens = limit.integer, tokens > 0 else {
                throw .validation("The value of maxTokens in inferenceConfig must be at least 1.")
            }
            builder.prompt.maximumTokens = tokens
        }
        builder.prompt.stopSequences = configuration["stopSequences"]?.elements.compactMap(\.string) ?? []
    }

    private mutating func add(_ block: JSONValue) throws(ServiceError) {
        if let point = block["cachePoint"] {
            try builder.mark(lifetime(point))
        } else {
            try builder.add(block, tokens: ContentCounter.tokens(ofConverse: block))
        }
    }

    private func lifetime(_ point: JSONValue) throws(ServiceError) -> CacheLifetime {
        guard let text = point["ttl"]?.string else { return .fiveMinutes }
        guard let lifetime = CacheLifetime(rawValue: text) else {
            throw .validation("The ttl of a cache point must be 5m or 1h.")
        }
        return lifetime
    }
}
