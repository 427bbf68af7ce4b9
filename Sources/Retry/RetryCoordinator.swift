import Synchronization

/// What the calls against one quota share: a ``RetryBudget`` and an ``AdaptiveLimiter``.
///
/// Bedrock counts quotas per account, region and model, so share one coordinator per ``RetryScope``, usually through a
/// ``RetryCoordinatorRegistry``. The retry loop,
/// ``withRetry(policy:coordinator:clock:random:isolation:classify:remedy:onEvent:operation:)``, does the bookkeeping. A
/// caller with a loop of its own calls ``callStarted()``, then for each attempt ``admit(within:)`` and one of
/// ``succeeded()``, ``throttled()`` and ``failed()``, and ``withdrawRetry()`` before each retry.
public final class RetryCoordinator: Sendable {
    private let budget: Mutex<RetryBudget>
    private let queue: LimiterQueue

    /// Creates a coordinator.
    ///
    /// - Parameters:
    ///   - budget: The budget to begin with.
    ///   - limiter: The limiter to begin with.
    ///   - clock: The clock on which calls wait for their turn.
    ///   - random: The source of randomness for the limiter.
    public init(
        budget: RetryBudget = RetryBudget(),
        limiter: AdaptiveLimiter = AdaptiveLimiter(),
        clock: some Clock<Duration> = ContinuousClock(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.budget = Mutex(budget)
        self.queue = LimiterQueue(limiter: limiter, timeline: Timeline(clock), random: random)
    }

    /// How many retries the budget can pay for now.
    public var budgetBalance: Int { budget.withLock { $0.balance } }

    /// The rate calls are paced to, in calls per second; `nil` while the limiter is open.
    public var rate: Double? { queue.rate }

    /// How many calls wait for their turn.
    public var queued: Int { queue.queued }

    /// Notes that a call begins. Not to be used for its retries.
    public func callStarted() {
        budget.withLock { $0.deposit() }
    }

    /// Takes one retry from the budget.
    ///
    /// - Returns: Whether the budget could pay.
    public func withdrawRetry() -> Bool {
        budget.withLock { $0.withdraw() }
    }

    /// Waits until the next attempt may be sent.
    ///
    /// - Parameter limit: The longest wait that is of use, or `nil` for ever.
    /// - Returns: How long the attempt waited.
    /// - Throws: `CancellationError` at once when the task is cancelled, ``LimiterRefusal`` when there is no place.
    @discardableResult
    public func admit(within limit: Duration? = nil) async throws -> Duration {
        try await queue.acquire(within: limit)
    }

    /// Notes that the service served an attempt.
    public func succeeded() {
        queue.succeeded()
    }

    /// Notes that an attempt failed for the service's sake, but not for the account's rate quota.
    public func failed() {
        queue.failed()
    }

    /// Notes that the service refused an attempt for the account's rate quota.
    public func throttled() {
        queue.throttled()
    }

    /// Tells the limiter about a failed attempt. What the caller did wrong says nothing about the service.
    func note(_ verdict: RetryClassification.Verdict) {
        switch verdict {
        case .retry(.throttling), .ambiguous(.throttling): throttled()
        case .retry, .ambiguous: failed()
        case .remedy, .fail: break
        }
    }
}
