import LosslessJSON

/// Counts the tokens of a block of content, by rules that are as simple as those of the tokenizer.
///
/// Text counts by ``Tokenizer``, and so does the JSON of tools, their inputs and whatever is not known here. Data counts by
/// its size: an image one token for 512 bytes and at most 1,600, a document one for 4 bytes, sound and video one for 1,024.
enum ContentCounter {
    private static let bytesPerImageToken = 512
    private static let maximumImageTokens: Int64 = 1_600
    private static let bytesPerDocumentToken = 4
    private static let bytesPerMediaToken = 1_024

    /// The tokens of a block of the Converse API.
    static func tokens(ofConverse block: JSONValue) -> Int64 {
        for (key, value) in block.members {
            switch key {
            case "text": return Tokenizer.count(value.string ?? "")
            case "image": return min(data(value["source"], bytesPerImageToken), maximumImageTokens)
            case "document": return document(value)
            case "video", "audio": return data(value["source"], bytesPerMediaToken)
            case "toolUse": return Tokenizer.count(value["name"]?.string ?? "") + json(value["input"])
            case "toolResult": return sum(value["content"], tokens(ofConverse:))
            case "json": return json(value)
            case "guardContent": return tokens(ofConverse: value["text"] ?? value)
            case "reasoningContent": return Tokenizer.count(value["reasoningText"]?["text"]?.string ?? "")
            default: continue
            }
        }
        return json(block)
    }

    /// The tokens of a block of Anthropic's messages.
    static func tokens(ofMessages block: JSONValue) -> Int64 {
        switch block["type"]?.string {
        case "text": Tokenizer.count(block["text"]?.string ?? "")
        case "thinking": Tokenizer.count(block["thinking"]?.string ?? "")
        case "tool_use": Tokenizer.count(block["name"]?.string ?? "") + json(block["input"])
        case "tool_result":
            if let text = block["content"]?.string {
                Tokenizer.count(text)
            } else {
                sum(block["content"], tokens(ofMessages:))
            }
        case "image": min(encoded(block["source"]?["data"], bytesPerImageToken), maximumImageTokens)
        case "document":
            if block["source"]?["type"]?.string == "text" {
                Tokenizer.count(block["source"]?["data"]?.string ?? "")
            } else {
                encoded(block["source"]?["data"], bytesPerDocumentToken)
            }
        default: json(block)
        }
    }

    /// The tokens of JSON in its compact form, without cache points.
    static func json(_ value: JSONValue?) -> Int64 {
        guard let value else { return 0 }
        var writer = JSONWriter()
        writer.value(value)
        return Tokenizer.count(writer.bytes)
    }

    private static func document(_ value: JSONValue) -> Int64 {
        let source = value["source"]
        if let text = source?["text"]?.string { return Tokenizer.count(text) }
        if let content = source?["content"] { return sum(content, tokens(ofConverse:)) }
        return data(source, bytesPerDocumentToken)
    }

    private static func sum(_ blocks: JSONValue?, _ tokens: (JSONValue) -> Int64) -> Int64 {
        blocks?.elements.reduce(0) { $0 + tokens($1) } ?? 0
    }

    private static func data(_ source: JSONValue?, _ bytesPerToken: Int) -> Int64 {
        encoded(source?["bytes"], bytesPerToken)
    }

    /// The tokens of data in base64; what lies elsewhere counts one.
    private static func encoded(_ text: JSONValue?, _ bytesPerToken: Int) -> Int64 {
        let bytes = (text?.byteRange.count ?? 0) / 4 * 3
        return max(1, Int64((bytes + bytesPerToken - 1) / bytesPerToken))
    }
}
