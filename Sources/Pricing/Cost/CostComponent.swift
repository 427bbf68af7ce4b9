/// One of the five parts of a cost breakdown.
public enum CostComponent: String, Sendable, Hashable, CaseIterable {
    /// Input tokens at the full rate.
    case freshInput = "fresh_input"
    /// Input tokens read from a prompt cache.
    case cachedInput = "cached_input"
    /// Input tokens written to a prompt cache.
    case cacheWrite = "cache_write"
    /// Output tokens, thinking included.
    case output
    /// Everything else: guardrails, images, seconds, queries.
    case other
}
