import Retry
import Testing

@Suite("1,000 clients against a service with throttles and an outage")
struct FleetTests {
    @Test(
        "They add little load, return without a peak, get at least the AWS default's goodput and waste less",
        arguments: [1_000, 50, 1], [false, true])
    func keepsItsPromises(processes: Int, sendsRetryAfter: Bool) {
        let scenario = FleetScenario(processes: processes, sendsRetryAfter: sendsRetryAfter)
        let report = scenario.ledger(seed: 1)
        #expect(report.shortcomings(in: scenario, against: scenario.amazonDefault(seed: 1)).isEmpty)
        #expect(report.calls > 30_000)
    }

    @Test("Another seed changes nothing about it", arguments: [7, 42] as [UInt64])
    func keepsItsPromisesUnderOtherSeeds(seed: UInt64) {
        let scenario = FleetScenario(processes: 1_000, sendsRetryAfter: true)
        let report = scenario.ledger(seed: seed)
        #expect(report.shortcomings(in: scenario, against: scenario.amazonDefault(seed: seed)).isEmpty)
    }

    @Test("The same seed gives the same run")
    func isDeterministic() {
        let scenario = FleetScenario(processes: 50, sendsRetryAfter: false)
        #expect(scenario.ledger(seed: 3) == scenario.ledger(seed: 3))
        #expect(scenario.ledger(seed: 3) != scenario.ledger(seed: 4))
    }

    @Test("Both policies are asked for the same calls")
    func demandIsTheSame() {
        let scenario = FleetScenario(processes: 50, sendsRetryAfter: false)
        #expect(scenario.ledger(seed: 1).calls == scenario.amazonDefault(seed: 1).calls)
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
