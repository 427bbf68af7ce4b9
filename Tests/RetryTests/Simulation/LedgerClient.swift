import Retry

/// The module under test as a simulated client; without a budget or limiter it is a mutant.
struct LedgerClient: SimulatedClient {
    let policy: RetryPolicy
    var budget: RetryBudget?
    var limiter: AdaptiveLimiter?

    init(policy: RetryPolicy, budget: RetryBudget? = RetryBudget(), limiter: AdaptiveLimiter? = AdaptiveLimiter()) {
        self.policy = policy
        self.budget = budget
        self.limiter = limiter
    }

    mutating func begin(at now: Duration) -> RetryState {
        budget?.deposit()
        var state = RetryState(policy: policy, at: now)
        state.beginAttempt()
        return state
    }

    mutating func failed(
        _ call: inout RetryState, _ failure: SimulatedFailure, at now: Duration,
        using random: inout some RandomNumberGenerator
    ) -> Duration? {
        let classification = RetryClassification(
            .retry(failure.cause), reason: "simulated", retryAfter: failure.retryAfter)
        let decision = call.attemptFailed(classification, at: now, using: &random) { budget?.withdraw() ?? true }
        guard case .retry(let delay) = decision else { return nil }
        call.beginAttempt()
        return delay
    }

    mutating func succeeded(_ call: RetryState) {}
}
