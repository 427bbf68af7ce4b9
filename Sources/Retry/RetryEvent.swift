/// One decision of the retry loop, to be logged and counted.
///
/// An event is made for every failed attempt, and when the limiter refuses an attempt before it is sent.
public struct RetryEvent: Sendable, Hashable {
    /// The number of the attempt that failed, from 1; 0 when the first was refused a place in the queue.
    public let attempt: Int

    /// What the failure was taken for, or `nil` when the limiter refused the attempt.
    public let verdict: RetryClassification.Verdict?

    /// What happened, in words.
    public let reason: String

    /// What is done about it.
    public let decision: RetryDecision

    /// The time since the call began.
    public let elapsed: Duration

    /// How long the attempt waited for its turn in the limiter before it was sent.
    public let queued: Duration

    init(
        attempt: Int, verdict: RetryClassification.Verdict?, reason: String, decision: RetryDecision,
        elapsed: Duration, queued: Duration
    ) {
        self.attempt = attempt
        self.verdict = verdict
        self.reason = reason
        self.decision = decision
        self.elapsed = elapsed
        self.queued = queued
    }

    init(_ refusal: LimiterRefusal, after attempts: Int, elapsed: Duration) {
        self.init(
            attempt: attempts, verdict: nil, reason: refusal.description, decision: .stop(.limiter(refusal)),
            elapsed: elapsed, queued: .zero)
    }

    /// The wait before the next attempt; zero when there is none or it starts at once.
    public var delay: Duration {
        if case .retry(let delay) = decision { delay } else { .zero }
    }
}

extension RetryEvent: CustomStringConvertible {
    /// The event as one line for a log.
    public var description: String {
        let outcome =
            switch decision {
            case .retry(let delay): "next attempt in \(delay)"
            case .remedy(let remedy): "next attempt after \(remedy.rawValue)"
            case .stop(let stop): "stopped: \(stop)"
            }
        return "attempt \(attempt) failed at \(elapsed): \(reason) → \(outcome)"
    }
}
