import Retry
import Testing

@Suite("1,000 clients against a service with throttles and an outage")
struct FleetTests {
    /// A fleet, and the figures that `docs/retry.md` quotes for it.
    struct Row: Sendable {
        let processes: Int
        let sendsRetryAfter: Bool
        let served: Int
        let wasted: Int
    }

    @Test(
        "They add little load, return without a peak, get at least the AWS default's goodput and waste less",
        arguments: [
            Row(processes: 1_000, sendsRetryAfter: false, served: 27_722, wasted: 4_890),
            Row(processes: 1_000, sendsRetryAfter: true, served: 27_826, wasted: 4_337),
            Row(processes: 50, sendsRetryAfter: false, served: 29_511, wasted: 2_956),
            Row(processes: 50, sendsRetryAfter: true, served: 29_504, wasted: 2_936),
            Row(processes: 1, sendsRetryAfter: false, served: 30_898, wasted: 2_502),
        ])
    func keepsItsPromises(row: Row) {
        let scenario = FleetScenario(processes: row.processes, sendsRetryAfter: row.sendsRetryAfter)
        let report = scenario.ledger(seed: 1)
        let baseline = scenario.amazonDefault(seed: 1)
        #expect(report.shortcomings(in: scenario, against: baseline).isEmpty)
        #expect(report.calls == 33_800 && baseline.calls == 33_800)
        #expect(report.successes == row.served)
        #expect(report.wasted == row.wasted)
    }

    @Test("Another seed changes nothing about it", arguments: [7, 42] as [UInt64])
    func keepsItsPromisesUnderOtherSeeds(seed: UInt64) {
        let scenario = FleetScenario(processes: 1_000, sendsRetryAfter: true)
        let report = scenario.ledger(seed: seed)
        #expect(report.shortcomings(in: scenario, against: scenario.amazonDefault(seed: seed)).isEmpty)
    }

    @Test("Without jitter the same fleet returns in a peak")
    func withoutJitter() {
        let scenario = FleetScenario(processes: 1_000, sendsRetryAfter: true)
        let mutant = scenario.ledger(seed: 1, randomness: NoJitter())
        let shortcomings = mutant.shortcomings(in: scenario, against: scenario.amazonDefault(seed: 1))
        #expect(shortcomings.contains(.synchronisedPeak))
    }

    @Test("Without budget and limiter the same fleet doubles the load; the budget alone holds it")
    func withoutBudget() {
        let scenario = FleetScenario(processes: 50, sendsRetryAfter: false)
        let baseline = scenario.amazonDefault(seed: 1)
        let mutant = scenario.ledger(seed: 1, budget: nil, limiter: nil)
        #expect(mutant.shortcomings(in: scenario, against: baseline).isSuperset(of: [.addedLoad, .wastedAttempts]))
        #expect(mutant.addedLoadUnderThrottling > 2)

        let budgetOnly = scenario.ledger(seed: 1, limiter: nil)
        #expect(!budgetOnly.shortcomings(in: scenario, against: baseline).contains(.addedLoad))
        #expect(budgetOnly.retries <= 10 * scenario.processes + budgetOnly.calls / 10)
    }

    @Test("The AWS default itself breaks the promise about load, so the bar is not set where all pass")
    func baselineFails() {
        let scenario = FleetScenario(processes: 1_000, sendsRetryAfter: true)
        let baseline = scenario.amazonDefault(seed: 1)
        #expect(
            baseline.shortcomings(in: scenario, against: baseline) == [
                .addedLoad, .synchronisedPeak, .wastedAttempts,
            ])
    }
}
