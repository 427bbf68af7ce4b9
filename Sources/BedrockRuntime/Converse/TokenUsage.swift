public import LosslessJSON
import Pricing

/// The tokens that a response says it used.
///
/// ``inputTokens`` are those that were neither read from a cache nor written to one, so that all input is
/// ``totalInputTokens`` (AWS prompt caching guide, 2026-11). Money is computed from the response itself, not from this.
public struct TokenUsage: Sendable, Hashable {
    /// Input tokens at the full rate.
    public var inputTokens: Int64 = 0
    /// Output tokens, thinking included.
    public var outputTokens: Int64 = 0
    /// Input tokens read from a cache.
    public var cacheReadInputTokens: Int64 = 0
    /// Input tokens written to a cache.
    public var cacheWriteInputTokens: Int64 = 0
    /// The part of the writes under each time to live, `5m` and `1h`, where the response says.
    public var cacheWriteByTimeToLive: [String: Int64] = [:]

    /// No tokens.
    public init() {}

    /// Reads the usage of a Converse response or of a stream's metadata.
    ///
    /// - Returns: `nil` where the value is no usage.
    public init?(json: JSONValue) {
        guard json.kind == .object, let input = json["inputTokens"]?.integer, let output = json["outputTokens"]?.integer
        else { return nil }
        inputTokens = input
        outputTokens = output
        // The wire carries twins of the cache counts under a second name; they are the same tokens.
        cacheReadInputTokens = (json["cacheReadInputTokens"] ?? json["cacheReadInputTokenCount"])?.integer ?? 0
        cacheWriteInputTokens = (json["cacheWriteInputTokens"] ?? json["cacheWriteInputTokenCount"])?.integer ?? 0
        for detail in json["cacheDetails"]?.elements.map({ $0 }) ?? [] {
            guard let timeToLive = detail["ttl"]?.string, let tokens = detail["inputTokens"]?.integer else { continue }
            cacheWriteByTimeToLive[timeToLive] = (cacheWriteByTimeToLive[timeToLive] ?? 0).addingClamped(tokens)
        }
    }

    /// All input tokens.
    public var totalInputTokens: Int64 {
        inputTokens.addingClamped(cacheReadInputTokens).addingClamped(cacheWriteInputTokens)
    }
    /// All tokens.
    public var totalTokens: Int64 { totalInputTokens.addingClamped(outputTokens) }
}
