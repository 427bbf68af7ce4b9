public import Retry

/// How often alerts are looked for, and how long their delivery is tried.
public struct AlertServiceOptions: Sendable {
    /// How long to wait between two looks.
    public var interval = Duration.seconds(2)
    /// After how many looks all budgets are looked at, for calls that were recorded without asking one first.
    public var roundsPerSurvey = 30
    /// The most alerts of one look; they are delivered at the same time.
    public var batch = 8
    /// How long a receiver may take to answer.
    public var timeout = Duration.seconds(10)
    /// The ceilings of the waits after failures.
    public var backoff = Backoff(initialDelay: .seconds(10), maxDelay: .seconds(3600), maxAttempts: .max)
    /// The shortest wait after a failure.
    public var shortestWait = Duration.seconds(5)
    /// How long after it happened an alert is given up.
    public var patience = Duration.seconds(3 * 86_400)

    /// How long a claim lasts: long enough for an attempt to end, with room for a slow ledger.
    var claimMilliseconds: Int64 { min((timeout.components.seconds + 50) * 1000, 86_400_000) }

    /// The usual options.
    public init() {}
}
