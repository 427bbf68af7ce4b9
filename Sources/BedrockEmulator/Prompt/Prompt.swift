import LosslessJSON

/// What a request asks of a model, whatever format it came in.
struct Prompt: Sendable {
    /// A place between two blocks of the prompt.
    struct Boundary: Sendable, Hashable {
        /// Names everything before the place: equal prefixes have equal names.
        var prefix: String
        /// The tokens before the place.
        var tokens: Int64
        /// How long the prefix is to be cached; nil where no cache point stands here.
        var cachePoint: CacheLifetime?
    }

    /// A tool that may be used.
    struct Tool: Sendable {
        var name: String
        var inputSchema: JSONValue?
    }

    /// Whether a tool has to be used.
    enum ToolChoice: Sendable, Hashable {
        case free
        case any
        case named(String)
    }

    /// What every prompt counts beside its blocks, outside of any cache.
    static let framingTokens: Int64 = 3
    /// The most cache points of a request (AWS prompt-caching guide).
    static let maximumCachePoints = 4

    var boundaries: [Boundary] = []
    /// Names the whole prompt.
    var digest = ""
    var lastUserText = ""
    var maximumTokens: Int64?
    var stopSequences: [String] = []
    var tools: [Tool] = []
    var toolChoice = ToolChoice.free
    var reasons = false

    /// All input tokens, cached ones too.
    var inputTokens: Int64 { (boundaries.last?.tokens ?? 0) + Self.framingTokens }
}
