/// What the table of callsites is sorted by; all but the name from the largest down.
public enum DashboardSort: String, Sendable, Hashable, CaseIterable {
    /// The cost.
    case cost
    /// The change against the period before.
    case change
    /// The number of calls.
    case calls
    /// The cost of a call.
    case average
    /// The tokens that went in, cached ones included.
    case input
    /// The tokens that came out.
    case output
    /// The share of the input that was read from a cache.
    case cache
    /// The callsite's name, from A on.
    case callsite
}
