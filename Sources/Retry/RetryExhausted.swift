/// A call that could have been retried, but ran out of attempts, time, budget or places in the queue.
///
/// A failure that no retry can cure is not wrapped in this: the caller gets its own error back.
public struct RetryExhausted: Error, CustomStringConvertible {
    /// The failure of the last attempt.
    public let last: any Error

    /// How often the call was attempted, at least once.
    public let attempts: Int

    /// Why no further attempt was made.
    public let stop: RetryStop

    /// How long the call took in all, waiting included.
    public let elapsed: Duration

    /// Creates the error; done by the retry loop, and by callers that drive a ``RetryState`` themselves.
    ///
    /// - Parameters:
    ///   - last: The failure of the last attempt.
    ///   - attempts: How often the call was attempted.
    ///   - stop: Why no further attempt was made.
    ///   - elapsed: How long the call took in all.
    public init(last: any Error, attempts: Int, stop: RetryStop, elapsed: Duration) {
        self.last = last
        self.attempts = attempts
        self.stop = stop
        self.elapsed = elapsed
    }

    /// How often was tried, why it ended and what the last failure was.
    public var description: String {
        "gave up after \(attempts) attempt\(attempts == 1 ? "" : "s") in \(elapsed): \(stop). Last failure: \(last)"
    }
}
