import Retry
import Testing

@Suite("Retry state")
struct RetryStateTests {
    private static func failure(_ cause: RetryCause, retryAfter: Duration? = nil) -> RetryClassification {
        RetryClassification(.retry(cause), reason: "test", retryAfter: retryAfter)
    }

    /// Fails one call with the given classifications, without waiting, and returns all decisions.
    private static func decide(
        _ failures: [RetryClassification], policy: RetryPolicy = RetryPolicy(), budget: Bool = true
    ) -> [RetryDecision] {
        var state = RetryState(policy: policy, at: .zero)
        var random = NoJitter()
        return failures.map { failure in
            state.beginAttempt()
            return state.attemptFailed(failure, at: .zero, using: &random, withdrawing: { budget })
        }
    }

    @Test("Throttles wait ever longer and end after five attempts")
    func throttles() {
        let decisions = Self.decide(Array(repeating: Self.failure(.throttling), count: 5))
        #expect(
            decisions == [
                .retry(after: .milliseconds(200)), .retry(after: .milliseconds(400)), .retry(after: .milliseconds(800)),
                .retry(after: .milliseconds(1_600)), .stop(.maxAttempts(5)),
            ])
    }

    @Test("Each cause waits by its own count")
    func causesCountApart() {
        let decisions = Self.decide([Self.failure(.capacity), Self.failure(.throttling), Self.failure(.capacity)])
        #expect(
            decisions == [
                .retry(after: .seconds(2)), .retry(after: .milliseconds(200)), .retry(after: .seconds(4)),
            ])
    }

    @Test("Attempts count whatever their cause")
    func attemptsCountTogether() {
        let decisions = Self.decide([
            Self.failure(.throttling), Self.failure(.throttling), Self.failure(.transient),
        ])
        #expect(decisions.last == .stop(.maxAttempts(3)))
    }

    @Test("A model failure is final by default, and tried once more on request")
    func modelFailure() {
        #expect(Self.decide([Self.failure(.modelFailure)]) == [.stop(.notRetryable)])
        let once = RetryPolicy(
            modelFailure: Backoff(initialDelay: .seconds(1), maxDelay: .seconds(1), maxAttempts: 2))
        let decisions = Self.decide([Self.failure(.modelFailure), Self.failure(.modelFailure)], policy: once)
        #expect(decisions == [.retry(after: .seconds(1)), .stop(.maxAttempts(2))])
    }

    @Test("What cannot be cured stops at once", arguments: FailureKind.allCases)
    func fails(kind: FailureKind) {
        #expect(Self.decide([RetryClassification(.fail(kind), reason: "test")]) == [.stop(.notRetryable)])
    }

    @Test("An ambiguous failure is retried only by the caller's choice")
    func ambiguous() {
        let lost = RetryClassification(.ambiguous(.transient), reason: "test")
        #expect(Self.decide([lost]) == [.stop(.ambiguous)])
        let decisions = Self.decide([lost], policy: RetryPolicy(retriesAmbiguous: true))
        #expect(decisions == [.retry(after: .milliseconds(100))])
    }

    @Test("Each remedy is applied exactly once", arguments: RetryRemedy.allCases)
    func remediesOnce(remedy: RetryRemedy) {
        let complaint = RetryClassification(.remedy(remedy), reason: "test")
        let throttle = Self.failure(.throttling)
        #expect(
            Self.decide([complaint, throttle, complaint]) == [
                .remedy(remedy), .retry(after: .milliseconds(200)), .stop(.remedySpent(remedy)),
            ])
    }

    @Test("Both remedies may be needed by one call")
    func bothRemedies() {
        let decisions = Self.decide(RetryRemedy.allCases.map { RetryClassification(.remedy($0), reason: "test") })
        #expect(decisions == [.remedy(.refreshCredentials), .remedy(.correctClock)])
    }

    @Test("A caller without remedies gets its complaint back")
    func noRemedies() {
        var state = RetryState(policy: RetryPolicy(), remedies: [], at: .zero)
        var random = NoJitter()
        state.beginAttempt()
        let decision = state.attemptFailed(
            RetryClassification(.remedy(.correctClock), reason: "test"), at: .zero, using: &random,
            withdrawing: { true })
        #expect(decision == .stop(.remedySpent(.correctClock)))
    }

    @Test("An empty budget stops a retry but not a remedy")
    func emptyBudget() {
        #expect(Self.decide([Self.failure(.throttling)], budget: false) == [.stop(.budget)])
        let expired = RetryClassification(.remedy(.refreshCredentials), reason: "test")
        #expect(Self.decide([expired], budget: false) == [.remedy(.refreshCredentials)])
    }

    @Test("The budget is not charged for an attempt that is not made")
    func budgetIsAskedLast() {
        var policy = RetryPolicy()
        policy.deadline = .milliseconds(100)
        var state = RetryState(policy: policy, at: .zero)
        var random = NoJitter()
        var charges = 0
        state.beginAttempt()
        let decision = state.attemptFailed(Self.failure(.throttling), at: .zero, using: &random) {
            charges += 1
            return true
        }
        #expect(decision == .stop(.deadline(needed: .milliseconds(200))))
        #expect(charges == 0)
    }

    @Test("A Retry-After of a year is cut to the policy's bound")
    func retryAfterIsBounded() {
        let year = Self.failure(.throttling, retryAfter: .seconds(31_536_000))
        // A minute of hint, and jitter up to the throttles' cap.
        #expect(Self.decide([year]) == [.retry(after: .seconds(60) + .seconds(20))])
        let negative = Self.failure(.throttling, retryAfter: .seconds(-5))
        #expect(Self.decide([negative]) == [.retry(after: .milliseconds(200))])
    }

    @Test("A policy that never retries passes every failure on")
    func never() {
        for cause in RetryCause.allCases {
            #expect(Self.decide([Self.failure(cause)], policy: .never) == [.stop(.notRetryable)])
        }
        #expect(RetryPolicy.never.maxAttempts == 1)
    }

    @Test("Whatever fails, attempts and waits stay within the policy", arguments: 0..<200 as Range<UInt64>)
    func staysWithinPolicy(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func backoff() -> Backoff {
            Backoff(
                initialDelay: .milliseconds(Int.random(in: 0...5_000, using: &random)),
                maxDelay: .milliseconds(Int.random(in: 0...60_000, using: &random)),
                maxAttempts: Int.random(in: 0...12, using: &random))
        }
        let policy = RetryPolicy(
            throttleMaxAttempts: Int.random(in: -1...12, using: &random), coldModel: backoff(), capacity: backoff(),
            transient: backoff(), modelFailure: backoff(),
            deadline: Bool.random(using: &random) ? .seconds(Int.random(in: 0...100, using: &random)) : nil,
            maxRetryAfter: .seconds(Int.random(in: 0...90, using: &random)),
            retriesAmbiguous: Bool.random(using: &random))
        let causes = RetryCause.allCases.flatMap { [RetryClassification.Verdict.retry($0), .ambiguous($0)] }
        let verdicts = causes + RetryRemedy.allCases.map { .remedy($0) }
        var state = RetryState(policy: policy, at: .seconds(1_000))
        var now = Duration.seconds(1_000)
        var remedies: [RetryRemedy] = []
        attempts: while true {
            let attempt = state.beginAttempt()
            #expect(attempt <= policy.maxAttempts)
            now += .milliseconds(Int.random(in: 0...3_000, using: &random))
            let hint: Duration? =
                Bool.random(using: &random) ? .seconds(Int.random(in: -10...100_000, using: &random)) : nil
            let failure = RetryClassification(
                verdicts.randomElement(using: &random) ?? .fail(.quota), reason: "test", retryAfter: hint)
            switch state.attemptFailed(failure, at: now, using: &random, withdrawing: { true }) {
            case .stop: break attempts
            case .remedy(let remedy): remedies.append(remedy)
            case .retry(let delay):
                #expect(delay >= .zero && delay <= policy.maxRetryAfter + .seconds(60))
                now += delay
                if let deadline = policy.deadline { #expect(state.elapsed(at: now) < deadline) }
            }
        }
        #expect(Set(remedies).count == remedies.count)
    }
}
