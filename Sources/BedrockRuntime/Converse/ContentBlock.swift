public import LosslessJSON

/// A part of a message.
///
/// What the API offers beyond these cases is written, and read, as ``other(_:)``: the block's own JSON.
public enum ContentBlock: Sendable, Equatable {
    /// A text.
    case text(String)
    /// An image.
    case image(ImageBlock)
    /// A document.
    case document(DocumentBlock)
    /// A model's wish to have a tool used.
    case toolUse(ToolUse)
    /// What a tool gave.
    case toolResult(ToolResult)
    /// The end of a prefix that is to be cached.
    case cachePoint(CachePoint)
    /// Any block, as one member of JSON: `{"reasoningContent":{…}}`, `{"video":{…}}`, `{"guardContent":{…}}`.
    case other(JSONValue)
}

/// The end of a prefix that is to be cached.
public struct CachePoint: Sendable, Hashable {
    /// How long the cache is kept; models that know one hour take it instead of the usual five minutes.
    public var timeToLive: String?

    /// Five minutes, which is what the API takes where nothing is said.
    public static let standard = CachePoint()
    /// One hour.
    public static let oneHour = CachePoint(timeToLive: "1h")

    /// The end of a prefix that is to be cached.
    public init(timeToLive: String? = nil) {
        self.timeToLive = timeToLive
    }
}

extension CachePoint: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", "default")
            writer.member("ttl", timeToLive)
        }
    }
}

extension ContentBlock: JSONWritable {
    func write(into writer: inout JSONWriter) {
        if case .other(let block) = self { return writer.raw(block) }
        writer.object { writer in
            switch self {
            case .text(let text): writer.member("text", text)
            case .image(let image): writer.member("image", image)
            case .document(let document): writer.member("document", document)
            case .toolUse(let use): writer.member("toolUse", use)
            case .toolResult(let result): writer.member("toolResult", result)
            case .cachePoint(let point): writer.member("cachePoint", point)
            case .other: break
            }
        }
    }
}

extension ContentBlock {
    /// Reads a block of a response.
    ///
    /// Only a block that holds nothing beyond what its case can say becomes that case, so that nothing is lost when it is
    /// sent back.
    init(json: JSONValue) {
        self = Self.known(json) ?? .other(json)
    }

    private static func known(_ json: JSONValue) -> ContentBlock? {
        guard json.count == 1, let (key, value) = json.members.first(where: { _ in true }) else { return nil }
        switch key {
        case "text": return value.string.map(ContentBlock.text)
        case "toolUse":
            guard value.count == 3, let id = value["toolUseId"]?.string, let name = value["name"]?.string,
                let input = value["input"]
            else { return nil }
            return .toolUse(ToolUse(id: id, name: name, input: input))
        default: return nil
        }
    }
}
