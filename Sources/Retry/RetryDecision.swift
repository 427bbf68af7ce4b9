/// What to do after a failed attempt.
public enum RetryDecision: Sendable, Hashable {
    /// Wait, then attempt again.
    case retry(after: Duration)

    /// Put something right, then attempt again at once.
    case remedy(RetryRemedy)

    /// Give up.
    case stop(RetryStop)
}
