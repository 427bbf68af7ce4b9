import Pricing

/// Everything about an emulator that changes, as one value behind one lock.
struct EmulatorState: Sendable {
    var account: EmulatorAccount
    var cache: PromptCache
    var queue: FaultQueue
    var attempts: AttemptCounter
    var rates = RateWindow()
    private var identifiers: SplitMix64

    init(_ configuration: EmulatorConfiguration) {
        account = EmulatorAccount(limit: configuration.limits.recordedCalls)
        cache = PromptCache(limit: configuration.limits.cacheEntries)
        queue = FaultQueue(limit: configuration.limits.queuedFaults)
        attempts = AttemptCounter(limit: configuration.limits.trackedCalls)
        identifiers = SplitMix64(seed: configuration.seed)
    }

    /// The id of the next request.
    mutating func nextRequestID() -> String { identifiers.uuid() }
}
