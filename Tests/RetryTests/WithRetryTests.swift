import Retry
import Testing

@Suite("withRetry")
struct WithRetryTests {
    /// An error that carries its own classification.
    struct Failure: Error, Equatable {
        let classification: RetryClassification

        init(_ verdict: RetryClassification.Verdict, retryAfter: Duration? = nil) {
            classification = RetryClassification(verdict, reason: "Test failure.", retryAfter: retryAfter)
        }
    }

    private static func classify(_ error: any Error) -> RetryClassification {
        (error as? Failure)?.classification ?? RetryClassification(.fail(.unclassified), reason: "Not a test failure.")
    }

    private let clock = ManualClock(isAutomatic: true)

    @Test("A call that succeeds runs once, without waiting and without an event")
    func success() async throws {
        var events: [RetryEvent] = []
        let value = try await withRetry(
            clock: clock, classify: Self.classify, onEvent: { events.append($0) }, operation: { $0 })
        #expect(value == 1)
        #expect(events.isEmpty && clock.sleeps.isEmpty)
    }

    @Test("A call that recovers returns its value, after the announced waits")
    func recovers() async throws {
        var events: [RetryEvent] = []
        let value = try await withRetry(
            clock: clock, random: NoJitter(), classify: Self.classify, onEvent: { events.append($0) }
        ) { attempt in
            if attempt < 3 { throw Failure(.retry(.throttling)) }
            return attempt
        }
        #expect(value == 3)
        #expect(clock.sleeps == [.milliseconds(200), .milliseconds(400)])
        #expect(events.map(\.delay) == clock.sleeps)
        #expect(events.map(\.attempt) == [1, 2])
        #expect(events.map(\.elapsed) == [.zero, .milliseconds(200)])
        #expect(events.allSatisfy { $0.reason == "Test failure." && $0.verdict == .retry(.throttling) })
        #expect(events[0].description.contains("next attempt in 0.2 seconds"))
    }

    @Test("Attempts run out")
    func exhausted() async throws {
        var attempts = 0
        let error = await #expect(throws: RetryExhausted.self) {
            try await withRetry(clock: clock, random: NoJitter(), classify: Self.classify) { _ in
                attempts += 1
                throw Failure(.retry(.throttling))
            }
        }
        #expect(attempts == 5)
        #expect(error?.attempts == 5)
        #expect(error?.stop == .maxAttempts(5))
        #expect(error?.last as? Failure == Failure(.retry(.throttling)))
        #expect(error?.elapsed == .milliseconds(3_000))
        #expect(error?.description.contains("gave up after 5 attempts") == true)
    }

    @Test("The deadline is never slept past, and the error says so")
    func deadline() async throws {
        let error = await #expect(throws: RetryExhausted.self) {
            try await withRetry(
                policy: RetryPolicy(deadline: .seconds(1)), clock: clock, random: NoJitter(), classify: Self.classify
            ) { _ in throw Failure(.retry(.throttling)) }
        }
        #expect(error?.stop == .deadline(needed: .milliseconds(800)))
        #expect(error?.attempts == 3)
        #expect(clock.sleeps.reduce(.zero, +) < .seconds(1))
        #expect(error?.description.contains("deadline") == true)
    }

    @Test(
        "What cannot be cured comes back as it is, after one attempt",
        arguments: [
            .fail(.quota), .fail(.access), .ambiguous(.transient), .retry(.modelFailure), .remedy(.correctClock),
        ] as [RetryClassification.Verdict])
    func passedOn(verdict: RetryClassification.Verdict) async {
        var attempts = 0
        await #expect(throws: Failure(verdict)) {
            try await withRetry(clock: clock, classify: Self.classify) { _ in
                attempts += 1
                throw Failure(verdict)
            }
        }
        #expect(attempts == 1)
    }

    @Test("Expired credentials are refreshed once, at once", arguments: RetryRemedy.allCases)
    func remedyOnce(remedy: RetryRemedy) async throws {
        var applied: [RetryRemedy] = []
        let value = try await withRetry(
            clock: clock, classify: Self.classify, remedy: { needed, _ in applied.append(needed) }
        ) { attempt in
            if applied.isEmpty { throw Failure(.remedy(remedy)) }
            return attempt
        }
        #expect(value == 2)
        #expect(applied == [remedy])
        #expect(clock.sleeps.isEmpty)
    }

    @Test("A complaint that a remedy did not cure comes back", arguments: RetryRemedy.allCases)
    func remedySpent(remedy: RetryRemedy) async {
        var applied: [RetryRemedy] = []
        await #expect(throws: Failure(.remedy(remedy))) {
            try await withRetry(
                clock: clock, classify: Self.classify, remedy: { needed, _ in applied.append(needed) }
            ) { _ in throw Failure(.remedy(remedy)) }
        }
        #expect(applied == [remedy])
    }

    @Test("A remedy that fails ends the call with its own error")
    func remedyFails() async {
        struct NoCredentials: Error {}
        await #expect(throws: NoCredentials.self) {
            try await withRetry(
                clock: clock, classify: Self.classify, remedy: { _, _ in throw NoCredentials() }
            ) { _ in throw Failure(.remedy(.refreshCredentials)) }
        }
    }

    @Test("An empty budget ends the call")
    func budget() async {
        let coordinator = RetryCoordinator(budget: RetryBudget(reserve: 2, percent: 0), clock: clock)
        let error = await #expect(throws: RetryExhausted.self) {
            try await withRetry(coordinator: coordinator, clock: clock, classify: Self.classify) { _ in
                throw Failure(.retry(.transient))
            }
        }
        #expect(error?.stop == .maxAttempts(3))
        #expect(coordinator.budgetBalance == 0)
        let next = await #expect(throws: RetryExhausted.self) {
            try await withRetry(coordinator: coordinator, clock: clock, classify: Self.classify) { _ in
                throw Failure(.retry(.transient))
            }
        }
        #expect(next?.stop == .budget && next?.attempts == 1)
    }

    @Test("A call without a place in the queue is refused before anything is sent")
    func queueFull() async throws {
        let coordinator = RetryCoordinator(limiter: AdaptiveLimiter(maxQueued: 0), clock: clock)
        coordinator.throttled()
        var events: [RetryEvent] = []
        await #expect(throws: LimiterRefusal.queueFull(waiting: 0)) {
            try await withRetry(
                coordinator: coordinator, clock: clock, classify: Self.classify, onEvent: { events.append($0) }
            ) { _ in Issue.record("sent") }
        }
        #expect(events.map(\.decision) == [.stop(.limiter(.queueFull(waiting: 0)))])
        #expect(events.map(\.attempt) == [0])
    }

    @Test("A throttle slows the calls that follow; a retry without a place ends with the service's error")
    func feedsLimiter() async throws {
        let coordinator = RetryCoordinator(limiter: AdaptiveLimiter(maxQueued: 0), clock: clock)
        let error = await #expect(throws: RetryExhausted.self) {
            try await withRetry(
                coordinator: coordinator, clock: clock, random: NoJitter(), classify: Self.classify
            ) { _ in throw Failure(.retry(.throttling)) }
        }
        #expect(error?.stop == .limiter(.queueFull(waiting: 0)))
        #expect(error?.attempts == 1)
        #expect(coordinator.rate != nil)
    }

    @Test("Cancellation ends a wait at once")
    func cancelledWhileWaiting() async {
        let clock = ManualClock()
        let task = Task {
            try await withRetry(clock: clock, classify: Self.classify) { _ in throw Failure(.retry(.coldModel)) }
        }
        #expect(await eventually { clock.sleeperCount == 1 })
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(clock.sleeperCount == 0)
    }

    @Test("An operation that fails while its task is cancelled keeps its own error, and is not retried")
    func cancelledWhileRunning() async {
        let task = Task {
            try await withRetry(clock: clock, classify: Self.classify) { (attempt) -> Void in
                #expect(attempt == 1)
                withUnsafeCurrentTask { $0?.cancel() }
                throw Failure(.retry(.transient))
            }
        }
        await #expect(throws: Failure(.retry(.transient))) { try await task.value }
    }

    @Test("A cancelled task sends nothing")
    func cancelledBefore() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await withRetry(clock: clock, classify: Self.classify) { _ in Issue.record("sent") }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
