/// When a failed call is sent again, and how long it waits first.
///
/// A policy is a value without clock or randomness: ``RetryState`` applies it to one call, and
/// ``withRetry(policy:coordinator:clock:random:isolation:classify:remedy:onEvent:operation:)`` runs the call.
///
/// ```swift
/// var policy = RetryPolicy(throttleMaxAttempts: 8)
/// policy.deadline = .seconds(30)
/// ```
public struct RetryPolicy: Sendable, Hashable {
    /// The backoff when the account's rate quota refused the call.
    public var throttling: Backoff

    /// The backoff while a model is being loaded.
    public var coldModel: Backoff

    /// The backoff when the service is short of capacity.
    public var capacity: Backoff

    /// The backoff after server errors and broken connections.
    public var transient: Backoff

    /// The backoff when the model failed or timed out. One attempt by default; two tries once more.
    public var modelFailure: Backoff

    /// How long after its start a call may begin another attempt, or `nil` for ever. An attempt that is running is not
    /// cut short, because what it has generated is billed.
    public var deadline: Duration?

    /// The longest `Retry-After` that is honoured; a longer one is cut to this. From zero to ``Backoff/longestDelay``.
    public var maxRetryAfter: Duration {
        didSet { maxRetryAfter = maxRetryAfter.clamped(to: .zero...Backoff.longestDelay) }
    }

    /// Whether a call whose response was lost is sent again. It may then be carried out, and billed, twice.
    public var retriesAmbiguous: Bool

    /// Creates a policy; `docs/retry.md` gives the reason for every default.
    ///
    /// - Parameters:
    ///   - throttleMaxAttempts: The attempts after which a throttle is final.
    ///   - throttleInitialDelay: The ceiling of the first wait after a throttle.
    ///   - throttleMaxDelay: The ceiling that no wait after a throttle exceeds.
    ///   - coldModel: The backoff while a model is being loaded.
    ///   - capacity: The backoff when the service is short of capacity.
    ///   - transient: The backoff after server errors and broken connections.
    ///   - modelFailure: The backoff when the model failed or timed out.
    ///   - deadline: How long after its start a call may begin another attempt, or `nil` for ever.
    ///   - maxRetryAfter: The longest `Retry-After` that is honoured.
    ///   - retriesAmbiguous: Whether a call whose response was lost is sent again.
    public init(
        throttleMaxAttempts: Int = 5,
        throttleInitialDelay: Duration = .milliseconds(200),
        throttleMaxDelay: Duration = .seconds(20),
        coldModel: Backoff = Backoff(initialDelay: .seconds(10), maxDelay: .seconds(60), maxAttempts: 5),
        capacity: Backoff = Backoff(initialDelay: .seconds(2), maxDelay: .seconds(30), maxAttempts: 4),
        transient: Backoff = Backoff(initialDelay: .milliseconds(100), maxDelay: .seconds(5), maxAttempts: 3),
        modelFailure: Backoff = Backoff(initialDelay: .seconds(1), maxDelay: .seconds(5), maxAttempts: 1),
        deadline: Duration? = .seconds(300),
        maxRetryAfter: Duration = .seconds(60),
        retriesAmbiguous: Bool = false
    ) {
        self.throttling = Backoff(
            initialDelay: throttleInitialDelay, maxDelay: throttleMaxDelay, maxAttempts: throttleMaxAttempts)
        self.coldModel = coldModel
        self.capacity = capacity
        self.transient = transient
        self.modelFailure = modelFailure
        self.deadline = deadline
        self.maxRetryAfter = maxRetryAfter.clamped(to: .zero...Backoff.longestDelay)
        self.retriesAmbiguous = retriesAmbiguous
    }

    /// A policy under which every call is attempted once: for a caller that retries by itself, since two layers that
    /// retry multiply.
    public static let never: RetryPolicy = {
        let once = Backoff(initialDelay: .zero, maxDelay: .zero, maxAttempts: 1)
        return RetryPolicy(
            throttleMaxAttempts: 1, coldModel: once, capacity: once, transient: once, modelFailure: once)
    }()

    /// The backoff for a cause.
    ///
    /// - Parameter cause: Why a failed call may succeed when it is sent again.
    /// - Returns: The backoff that applies.
    public func backoff(for cause: RetryCause) -> Backoff {
        switch cause {
        case .throttling: throttling
        case .coldModel: coldModel
        case .capacity: capacity
        case .transient: transient
        case .modelFailure: modelFailure
        }
    }

    /// No call is attempted more often than this, whatever mixture of failures it meets; attempts after a
    /// ``RetryRemedy`` count too.
    public var maxAttempts: Int {
        RetryCause.allCases.reduce(1) { max($0, backoff(for: $1).maxAttempts) }
    }
}
