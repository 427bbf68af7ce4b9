import Retry

/// The default of the AWS SDKs since November 2026 ("standard", new retries), for comparison.
///
/// At most 3 attempts; a wait of `rand(0, 1) * min(base * 2^i, 20 s)` with a base of 1 s for throttles and 50 ms for
/// everything else; `x-amz-retry-after` raises the wait, to at most 5 s more; a bucket of 500 per client pays 5 for a
/// retry after a throttle and 14 for any other, gets back what the last retry cost when it succeeded, and 1 for a call
/// that succeeded at once. The attempts are checked before the bucket.
struct AmazonDefaultClient: SimulatedClient {
    struct Call {
        var attempts = 1
        var lastCost: Int?
    }

    var limiter: AdaptiveLimiter?
    private(set) var capacity = 500

    func begin(at now: Duration) -> Call { Call() }

    mutating func failed(
        _ call: inout Call, _ failure: SimulatedFailure, at now: Duration,
        using random: inout some RandomNumberGenerator
    ) -> Duration? {
        guard call.attempts < 3 else { return nil }
        let isThrottle = failure.cause == .throttling
        let cost = isThrottle ? 5 : 14
        guard cost <= capacity else { return nil }
        capacity -= cost
        call.lastCost = cost

        let base: Duration = isThrottle ? .seconds(1) : .milliseconds(50)
        let ceiling = min(base * (1 << (call.attempts - 1)), .seconds(20))
        let jittered = ceiling * Double.random(in: 0..<1, using: &random)
        call.attempts += 1
        guard let retryAfter = failure.retryAfter else { return jittered }
        return max(jittered, min(retryAfter, jittered + .seconds(5)))
    }

    mutating func succeeded(_ call: Call) {
        capacity = min(500, capacity + (call.lastCost ?? 1))
    }
}
