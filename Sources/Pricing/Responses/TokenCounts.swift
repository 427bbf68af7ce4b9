/// The token counts of a response as it states them, before they are put under rates.
struct TokenCounts: Sendable, Hashable {
    var input: Int64?
    var output: Int64?
    var cacheRead: Int64?
    /// All tokens written to a cache.
    var cacheWrite: Int64?
    /// The part of `cacheWrite` that the response puts under a time to live.
    var cacheWriteByTimeToLive: [CacheTimeToLive: Int64] = [:]
    /// Whether `input` contains the cache tokens by the definition of the API that was spoken.
    var inputIncludesCache = false

    init(input: Int64? = nil, output: Int64? = nil) {
        self.input = input
        self.output = output
    }

    init(_ reported: ReportedTokens) {
        input = reported.input
        output = reported.output
        cacheRead = reported.cacheRead
        cacheWrite = reported.cacheWrite
    }
}

/// How long a cache entry lives.
enum CacheTimeToLive: String, Sendable, Hashable, CaseIterable {
    case fiveMinutes = "5m"
    case thirtyMinutes = "30m"
    case oneHour = "1h"
}

/// Why the usage of a response is not known.
struct UnknownUsage: Error, Sendable, Hashable {
    var reason: String
}
