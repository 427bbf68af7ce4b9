import AWSSigning
import LosslessJSON

/// Puts a prompt together block by block, in the order in which caches see it: tools, system, messages.
struct PromptBuilder {
    /// What each message counts beside its blocks.
    static let messageTokens: Int64 = 3
    /// The longest text that is searched for directives, in bytes.
    private static let directiveBytes = 256 << 10

    var prompt = Prompt()
    private var hasher = BodyHasher()
    private var tokens: Int64 = 0
    private var cachePoints = 0

    /// Starts a part of the prompt: `tools`, `system` or the role of a message.
    mutating func begin(_ section: String, tokens: Int64 = 0) {
        hash(Array("\u{1}\(section)\u{1}".utf8))
        self.tokens += tokens
    }

    /// Adds a block.
    ///
    /// - Parameters:
    ///   - block: The block as it came.
    ///   - tokens: What it counts.
    ///   - cachePoint: How long the prefix that ends with it is to be cached, if it is.
    /// - Throws: What Bedrock answers where there are too many cache points.
    mutating func add(_ block: JSONValue, tokens: Int64, cachePoint: CacheLifetime? = nil) throws(ServiceError) {
        // A cache point may move from block to block between requests: it is no part of the prefix.
        var writer = JSONWriter()
        if block.kind == .object, block["cache_control"] != nil {
            writer.beginObject()
            for (key, value) in block.members where key != "cache_control" {
                writer.key(key)
                writer.value(value)
            }
            writer.endObject()
        } else {
            writer.value(block)
        }
        hash(writer.bytes)
        self.tokens += tokens
        prompt.boundaries.append(Prompt.Boundary(prefix: hasher.finish().hexadecimal, tokens: self.tokens))
        if let cachePoint { try mark(cachePoint) }
    }

    /// Puts a cache point behind the last block.
    mutating func mark(_ lifetime: CacheLifetime) throws(ServiceError) {
        guard !prompt.boundaries.isEmpty else {
            throw .validation("A cache point must follow a block of content.")
        }
        cachePoints += 1
        guard cachePoints <= Prompt.maximumCachePoints else {
            throw .validation("A maximum of \(Prompt.maximumCachePoints) cache points may be provided.")
        }
        prompt.boundaries[prompt.boundaries.count - 1].cachePoint = lifetime
    }

    /// Notes the text of the user's last message; the end of it, where it is very long.
    mutating func setLastUserText(_ text: String) {
        guard text.utf8.count > Self.directiveBytes else {
            prompt.lastUserText = text
            return
        }
        prompt.lastUserText = String(decoding: text.utf8.suffix(Self.directiveBytes), as: UTF8.self)
    }

    /// The prompt with its name.
    func finish() -> Prompt {
        var prompt = prompt
        prompt.digest = hasher.finish().hexadecimal
        return prompt
    }

    private mutating func hash(_ bytes: [UInt8]) {
        hasher.update(bytes.span.bytes)
    }
}
