/// The token counts of a response as it states them, before they are put under rates.
struct TokenCounts: Sendable, Hashable {
    /// Tokens written to a cache, by time to live.
    struct CacheWrites: Sendable, Hashable {
        private var fiveMinutes: Int64?
        private var thirtyMinutes: Int64?
        private var oneHour: Int64?

        subscript(timeToLive: CacheTimeToLive) -> Int64? {
            get {
                switch timeToLive {
                case .fiveMinutes: fiveMinutes
                case .thirtyMinutes: thirtyMinutes
                case .oneHour: oneHour
                }
            }
            set {
                switch timeToLive {
                case .fiveMinutes: fiveMinutes = newValue
                case .thirtyMinutes: thirtyMinutes = newValue
                case .oneHour: oneHour = newValue
                }
            }
        }

        /// Whether no time to live is named.
        var isEmpty: Bool { fiveMinutes == nil && thirtyMinutes == nil && oneHour == nil }

        /// All of them, held at the largest value.
        var total: Int64 { (fiveMinutes ?? 0).addingClamped(thirtyMinutes ?? 0).addingClamped(oneHour ?? 0) }
    }

    var input: Int64?
    var output: Int64?
    var cacheRead: Int64?
    /// All tokens written to a cache.
    var cacheWrite: Int64?
    /// The part of `cacheWrite` that the response puts under a time to live.
    var cacheWriteByTimeToLive = CacheWrites()
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
