public import Pricing
public import Retry

/// How calls are metered.
public struct MeteringOptions: Sendable {
    /// How the most that a call can cost is found before it is sent.
    public var bound: BoundMode = .strict
    /// When a failed attempt is made again.
    public var retryPolicy = RetryPolicy()
    /// What a call may become where a budget refuses it as it is, unless the call itself says. As the budgets' own
    /// policies say unless given; nothing where it is empty.
    public var softLanding: [SoftLanding]?
    /// How far an answer is read on that nobody listens to any more.
    public var drain = DrainLimits()
    /// Whether team, callsite, user and tags go along as request metadata, which AWS writes into its invocation logs.
    public var passesAttributionOn = true
    /// The most bytes of one answer.
    public var maximumResponseBytes = 128 << 20
    /// Tells the time of calls.
    public var clock: @Sendable () -> Timestamp = { .now() }

    /// The usual options.
    public init() {}
}
