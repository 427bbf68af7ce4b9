/// Token counts that stand outside a response's body: in headers, or in the fields of an invocation log.
///
/// The input excludes cache tokens (seen in two public repositories on real logs; state of evidence 2026-11-23).
public struct ReportedTokens: Sendable, Hashable {
    /// Fresh input tokens.
    public var input: Int64?
    /// Output tokens.
    public var output: Int64?
    /// Input tokens read from a cache.
    public var cacheRead: Int64?
    /// Input tokens written to a cache.
    public var cacheWrite: Int64?

    /// Token counts that stand outside a response's body.
    public init(
        input: Int64? = nil, output: Int64? = nil, cacheRead: Int64? = nil, cacheWrite: Int64? = nil
    ) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
    }

    /// Whether nothing was stated.
    var isEmpty: Bool { input == nil && output == nil && cacheRead == nil && cacheWrite == nil }
}
