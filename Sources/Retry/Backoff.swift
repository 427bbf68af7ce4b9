/// How long to wait after a failure of one cause, and how often to try.
///
/// The ceiling of the wait doubles with every failure of that cause, from ``initialDelay`` up to ``maxDelay``; the wait
/// is drawn evenly from zero to the ceiling (*full jitter*), so that clients that failed together do not return
/// together.
public struct Backoff: Sendable, Hashable {
    /// No delay is longer than a day, whatever was asked for: a longer wait is a schedule, not a retry.
    public static let longestDelay: Duration = .seconds(86_400)

    /// The ceiling of the first wait. From zero to ``longestDelay``.
    public let initialDelay: Duration

    /// The ceiling that no wait exceeds. From ``initialDelay`` to ``longestDelay``.
    public let maxDelay: Duration

    /// How many attempts a call may have made, in all and for whatever cause, before a failure of this cause is final.
    /// At least 1, which means that this cause is never retried.
    public let maxAttempts: Int

    /// Creates a backoff; values out of range are brought into it.
    ///
    /// - Parameters:
    ///   - initialDelay: The ceiling of the first wait.
    ///   - maxDelay: The ceiling that no wait exceeds.
    ///   - maxAttempts: The attempts after which a failure of this cause is final.
    public init(initialDelay: Duration, maxDelay: Duration, maxAttempts: Int) {
        self.initialDelay = initialDelay.clamped(to: .zero...Self.longestDelay)
        self.maxDelay = maxDelay.clamped(to: self.initialDelay...Self.longestDelay)
        self.maxAttempts = max(1, maxAttempts)
    }

    /// The longest wait after a number of failures of this cause.
    ///
    /// - Parameter failures: How often this cause has failed, from 1; any larger number is safe.
    /// - Returns: `initialDelay` doubled `failures - 1` times, at most `maxDelay`.
    public func ceiling(afterFailures failures: Int) -> Duration {
        guard initialDelay > .zero else { return .zero }
        var ceiling = initialDelay
        var counted = 1
        while counted < failures, ceiling < maxDelay {
            ceiling *= 2
            counted += 1
        }
        return min(ceiling, maxDelay)
    }

    /// Draws the wait after a number of failures of this cause.
    ///
    /// A service's hint raises the wait to at least the hint. Every client hears the same hint, so the jitter on top is
    /// as wide as the hint itself, or as the ceiling where that is wider, though never over ``maxDelay``: a fleet told
    /// "in 10 seconds" returns over ten.
    ///
    /// - Parameters:
    ///   - failures: How often this cause has failed, from 1.
    ///   - hint: What the service asked for, already bounded by the policy.
    ///   - random: The source of randomness.
    /// - Returns: Without a hint, from zero to ``maxDelay``; with one, from `hint` to `hint + maxDelay`.
    public func delay(
        afterFailures failures: Int, hint: Duration? = nil, using random: inout some RandomNumberGenerator
    ) -> Duration {
        let ceiling = ceiling(afterFailures: failures)
        guard let hint else { return .random(upTo: ceiling, using: &random) }
        let spread = min(maxDelay, max(ceiling, hint))
        return hint + .random(upTo: spread, using: &random)
    }
}
