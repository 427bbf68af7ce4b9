import Retry

/// 1,000 callers who want 200 calls a second together, of a service that has a bad three minutes.
///
/// Calm until 20 s; then the quota is half of what is wanted for a minute; then it is ample again; an outage from 100 s
/// to 110 s; then recovery.
struct FleetScenario {
    let callers = 1_000
    let processes: Int
    let sendsRetryAfter: Bool

    let meanPause: Duration = .seconds(5)
    let patience: Duration = .seconds(60)
    let throttling: Range<Duration> = .seconds(20)..<(.seconds(80))
    let outage: Range<Duration> = .seconds(100)..<(.seconds(110))
    let recovery: Range<Duration> = .seconds(110)..<(.seconds(170))
    let end: Duration = .seconds(170)

    var service: SimulatedService {
        SimulatedService(
            quota: [
                .init(from: .zero, perSecond: 300),
                .init(from: throttling.lowerBound, perSecond: 100),
                .init(from: throttling.upperBound, perSecond: 300),
            ],
            outage: outage, sendsRetryAfter: sendsRetryAfter)
    }
}

extension FleetScenario {
    func amazonDefault(seed: UInt64) -> FleetReport {
        FleetSimulation.run(self, seed: seed, randomness: SplitMix64(seed: seed &+ 1)) { AmazonDefaultClient() }
    }

    func ledger(
        seed: UInt64, budget: RetryBudget? = RetryBudget(), limiter: AdaptiveLimiter? = AdaptiveLimiter()
    ) -> FleetReport {
        ledger(seed: seed, randomness: SplitMix64(seed: seed &+ 1), budget: budget, limiter: limiter)
    }

    func ledger(
        seed: UInt64, randomness: some RandomNumberGenerator, budget: RetryBudget? = RetryBudget(),
        limiter: AdaptiveLimiter? = AdaptiveLimiter()
    ) -> FleetReport {
        let policy = RetryPolicy(deadline: patience)
        return FleetSimulation.run(self, seed: seed, randomness: randomness) {
            LedgerClient(policy: policy, budget: budget, limiter: limiter)
        }
    }
}
