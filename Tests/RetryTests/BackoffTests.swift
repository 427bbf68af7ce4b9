import Testing

@testable import Retry

@Suite("Backoff")
struct BackoffTests {
    @Test(
        "The ceiling doubles up to the cap",
        arguments: [(1, 200), (2, 400), (3, 800), (4, 1_000), (5, 1_000), (200, 1_000)])
    func ceiling(failures: Int, milliseconds: Int) {
        let backoff = Backoff(initialDelay: .milliseconds(200), maxDelay: .seconds(1), maxAttempts: 5)
        #expect(backoff.ceiling(afterFailures: failures) == .milliseconds(milliseconds))
    }

    @Test("No count of failures traps", arguments: [Int.min, -1, 0, 63, 64, 65, 1_000, Int.max])
    func largeCounts(failures: Int) {
        let backoff = Backoff(initialDelay: .nanoseconds(1), maxDelay: .seconds(Int64.max), maxAttempts: .max)
        #expect(backoff.ceiling(afterFailures: failures) <= Backoff.longestDelay)
        let zero = Backoff(initialDelay: .zero, maxDelay: .seconds(1), maxAttempts: 2)
        #expect(zero.ceiling(afterFailures: failures) == .zero)
    }

    @Test("Values out of range are brought into it")
    func clamps() {
        let backoff = Backoff(initialDelay: .seconds(-1), maxDelay: .seconds(-5), maxAttempts: -3)
        #expect(backoff.initialDelay == .zero)
        #expect(backoff.maxDelay == .zero)
        #expect(backoff.maxAttempts == 1)
        let inverted = Backoff(initialDelay: .seconds(10), maxDelay: .seconds(1), maxAttempts: 1)
        #expect(inverted.maxDelay == .seconds(10))
    }

    @Test("Every delay lies between zero and the cap", arguments: 0..<20 as Range<UInt64>)
    func delaysAreBounded(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let backoff = Backoff(
                initialDelay: .milliseconds(Int.random(in: 0...10_000, using: &random)),
                maxDelay: .milliseconds(Int.random(in: 0...100_000, using: &random)), maxAttempts: 5)
            let failures = Int.random(in: 1...80, using: &random)
            let delay = backoff.delay(afterFailures: failures, using: &random)
            #expect(delay >= .zero && delay <= backoff.maxDelay)

            let hint = Duration.milliseconds(Int.random(in: 0...60_000, using: &random))
            let hinted = backoff.delay(afterFailures: failures, hint: hint, using: &random)
            #expect(hinted >= hint && hinted <= hint + backoff.maxDelay)
        }
    }

    @Test("Delays after one failure fill the whole range evenly")
    func jitterIsFull() {
        var random = SplitMix64(seed: 1)
        let backoff = Backoff(initialDelay: .seconds(10), maxDelay: .seconds(10), maxAttempts: 5)
        var tenths = Array(repeating: 0, count: 10)
        for _ in 0..<10_000 {
            let delay = backoff.delay(afterFailures: 1, using: &random)
            tenths[min(Int(delay / .seconds(1)), 9)] += 1
        }
        #expect(tenths.allSatisfy { (850...1_150).contains($0) })
    }

    @Test("Clients that hear the same hint spread over as long again")
    func hintIsSpread() {
        let backoff = Backoff(initialDelay: .milliseconds(200), maxDelay: .seconds(30), maxAttempts: 5)
        var last = NoJitter()
        #expect(backoff.delay(afterFailures: 1, hint: .seconds(10), using: &last) == .seconds(20))
    }
}
