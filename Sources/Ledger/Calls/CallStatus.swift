/// How a call ended.
public enum CallStatus: String, Sendable, Hashable, CaseIterable {
    /// The service answered.
    case succeeded
    /// The service refused or failed, and bills nothing.
    case failed
    /// The caller stopped listening before the end; AWS bills the whole generation.
    case aborted
    /// The answer was lost after the request was sent; it may be billed.
    case ambiguous
}
