/// The retry decisions of one call: a state machine without clock, randomness or waiting of its own.
///
/// Use it directly to build another loop, for instance in a simulation; most callers use
/// ``withRetry(policy:coordinator:clock:random:isolation:classify:remedy:onEvent:operation:)``. Instants are durations
/// on any time line the caller likes, as long as it is always the same.
///
/// The states are *waiting to attempt* and *attempting*: ``beginAttempt()`` leads from the first to the second,
/// ``attemptFailed(_:at:using:withdrawing:)`` back or to the end.
public struct RetryState: Sendable {
    /// The policy the call is under.
    public let policy: RetryPolicy

    /// How many attempts have begun.
    public private(set) var attempts = 0

    private let startedAt: Duration
    private var failures: [RetryCause: Int] = [:]
    private var remedies: Set<RetryRemedy>

    /// Begins a call.
    ///
    /// - Parameters:
    ///   - policy: The policy the call is under.
    ///   - remedies: What the caller is able to put right, each once.
    ///   - now: The instant at which the call begins.
    public init(policy: RetryPolicy, remedies: Set<RetryRemedy> = Set(RetryRemedy.allCases), at now: Duration) {
        self.policy = policy
        self.remedies = remedies
        self.startedAt = now
    }

    /// The time since the call began.
    ///
    /// - Parameter now: The present instant.
    /// - Returns: The time since the call began, never negative.
    public func elapsed(at now: Duration) -> Duration {
        max(.zero, now - startedAt)
    }

    /// The time in which another attempt may begin.
    ///
    /// - Parameter now: The present instant.
    /// - Returns: The time left before the deadline, never negative; `nil` when there is no deadline.
    public func remaining(at now: Duration) -> Duration? {
        policy.deadline.map { max(.zero, $0 - elapsed(at: now)) }
    }

    /// Notes that an attempt begins.
    ///
    /// - Returns: The number of the attempt, from 1.
    @discardableResult
    public mutating func beginAttempt() -> Int {
        attempts += 1
        return attempts
    }

    /// Decides what to do about a failed attempt.
    ///
    /// The budget is asked last, so that it is only charged for an attempt that will be made.
    ///
    /// - Parameters:
    ///   - failure: What the failure means.
    ///   - now: The present instant.
    ///   - random: The source of randomness for the wait.
    ///   - withdraw: Takes one retry from the budget; `false` when it is empty. Not asked for a remedy, which is no
    ///     load on a quota.
    /// - Returns: What to do.
    public mutating func attemptFailed(
        _ failure: RetryClassification,
        at now: Duration,
        using random: inout some RandomNumberGenerator,
        withdrawing withdraw: () -> Bool
    ) -> RetryDecision {
        switch failure.verdict {
        case .fail:
            return .stop(.notRetryable)
        case .remedy(let remedy):
            return apply(remedy, at: now)
        case .ambiguous where !policy.retriesAmbiguous:
            return .stop(.ambiguous)
        case .retry(let cause), .ambiguous(let cause):
            return retry(cause, hint: failure.retryAfter, at: now, using: &random, withdrawing: withdraw)
        }
    }

    private mutating func apply(_ remedy: RetryRemedy, at now: Duration) -> RetryDecision {
        guard remedies.remove(remedy) != nil else { return .stop(.remedySpent(remedy)) }
        guard attempts < policy.maxAttempts else { return .stop(.maxAttempts(attempts)) }
        guard fits(.zero, at: now) else { return .stop(.deadline(needed: .zero)) }
        return .remedy(remedy)
    }

    private mutating func retry(
        _ cause: RetryCause,
        hint: Duration?,
        at now: Duration,
        using random: inout some RandomNumberGenerator,
        withdrawing withdraw: () -> Bool
    ) -> RetryDecision {
        let backoff = policy.backoff(for: cause)
        guard backoff.maxAttempts > 1 else { return .stop(.notRetryable) }
        guard attempts < backoff.maxAttempts else { return .stop(.maxAttempts(attempts)) }

        let count = failures[cause, default: 0] + 1
        failures[cause] = count
        let bounded = hint.map { $0.clamped(to: .zero...policy.maxRetryAfter) }
        let delay = backoff.delay(afterFailures: count, hint: bounded, using: &random)

        guard fits(delay, at: now) else { return .stop(.deadline(needed: delay)) }
        guard withdraw() else { return .stop(.budget) }
        return .retry(after: delay)
    }

    private func fits(_ delay: Duration, at now: Duration) -> Bool {
        guard let remaining = remaining(at: now) else { return true }
        return delay < remaining
    }
}
