/// What a failure means for retrying, and why.
///
/// A caller makes one from its own error, usually through ``RetryRules/classify(_:)``. The reason is written for a
/// person: what happened and, when a retry cannot help, what to do.
public struct RetryClassification: Sendable, Hashable {
    /// What may be done about the failure.
    public enum Verdict: Sendable, Hashable {
        /// The call had no effect; sending it again may succeed.
        case retry(RetryCause)

        /// The call may have been carried out and billed, but its answer is lost. Retried only when
        /// ``RetryPolicy/retriesAmbiguous`` says so, because it may be billed twice.
        case ambiguous(RetryCause)

        /// The call can succeed after the caller has put something right.
        case remedy(RetryRemedy)

        /// Sending the call again cannot help.
        case fail(FailureKind)
    }

    /// What may be done about the failure.
    public var verdict: Verdict

    /// What happened, and what to do about it.
    public var reason: String

    /// How long the service asked callers to stay away, if it said so; see ``RetryAfter``.
    public var retryAfter: Duration?

    /// Creates a classification.
    ///
    /// - Parameters:
    ///   - verdict: What may be done about the failure.
    ///   - reason: What happened, and what to do about it.
    ///   - retryAfter: How long the service asked callers to stay away.
    public init(_ verdict: Verdict, reason: String, retryAfter: Duration? = nil) {
        self.verdict = verdict
        self.reason = reason
        self.retryAfter = retryAfter
    }
}
