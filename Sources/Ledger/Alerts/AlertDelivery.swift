public import Pricing

/// What became of the delivery of an alert: a state machine that stores only keep.
///
/// A delivery is claimed before it is attempted, and a claim ends by itself: so one of several gateways attempts it, and
/// another one does after the first was killed. The receiver may get it more than once, and never not at all but after
/// days of failures.
public struct AlertDelivery: Sendable, Hashable {
    /// Where a delivery is in its life.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// It is still to be made, or made again.
        case pending
        /// A receiver has taken it. Final.
        case delivered
        /// It was given up. Final.
        case failed
    }

    /// How an attempt ended.
    public enum Outcome: Sendable, Hashable {
        /// The receiver has taken it.
        case delivered
        /// It failed and is to be made again, not before a moment; why, in words.
        case retry(at: Timestamp, reason: String)
        /// It failed for good; why, in words.
        case failed(reason: String)
    }

    /// Where it is in its life.
    public private(set) var state: State
    /// How many attempts were begun.
    public private(set) var attempts: Int64
    /// When it may be attempted next; while an attempt is under way, when its claim ends.
    public private(set) var nextAttemptAt: Timestamp
    /// Why the last attempt failed, in words.
    public private(set) var lastError: String?
    /// When it was delivered or given up.
    public private(set) var endedAt: Timestamp?

    /// A delivery, as a store has kept it; a new one unless more is given.
    public init(
        state: State = .pending, attempts: Int64 = 0, nextAttemptAt: Timestamp, lastError: String? = nil,
        endedAt: Timestamp? = nil
    ) {
        self.state = state
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.lastError = lastError
        self.endedAt = endedAt
    }

    /// Whether it may be claimed at a moment.
    public func isDue(at now: Timestamp) -> Bool { state == .pending && nextAttemptAt <= now }

    /// Begins an attempt that nobody else makes before a moment.
    public mutating func claim(until: Timestamp) {
        attempts += 1
        nextAttemptAt = until
    }

    /// Ends an attempt, by the number that it had.
    ///
    /// - Returns: Whether that is the attempt under way; the end of an earlier one, whose claim has ended, says nothing.
    public mutating func end(attempt: Int64, as outcome: Outcome, at now: Timestamp) -> Bool {
        guard state == .pending, attempt == attempts else { return false }
        switch outcome {
        case .delivered:
            state = .delivered
            lastError = nil
            endedAt = now
        case .retry(let moment, let reason):
            nextAttemptAt = moment
            lastError = TextRule.note.sanitized(reason).text
        case .failed(let reason):
            state = .failed
            lastError = TextRule.note.sanitized(reason).text
            endedAt = now
        }
        return true
    }
}
