/// The tokens of one call; no token is in two of the counts.
public struct BilledTokens: Sendable, Hashable {
    /// Input tokens neither read from a cache nor written to one.
    public var input: Int64 = 0
    /// Input tokens read from a cache.
    public var cacheRead: Int64 = 0
    /// Input tokens written to a cache for five minutes.
    public var cacheWriteFiveMinutes: Int64 = 0
    /// Input tokens written to a cache for one hour.
    public var cacheWriteOneHour: Int64 = 0
    /// Output tokens, reasoning included.
    public var output: Int64 = 0

    /// No tokens.
    public init() {}

    /// All input tokens written to a cache.
    public var cacheWrite: Int64 { cacheWriteFiveMinutes + cacheWriteOneHour }
    /// All input tokens: what CountTokens answers.
    public var totalInput: Int64 { input + cacheRead + cacheWrite }
    /// All tokens.
    public var total: Int64 { totalInput + output }

    static func += (left: inout BilledTokens, right: BilledTokens) {
        left.input += right.input
        left.cacheRead += right.cacheRead
        left.cacheWriteFiveMinutes += right.cacheWriteFiveMinutes
        left.cacheWriteOneHour += right.cacheWriteOneHour
        left.output += right.output
    }
}
