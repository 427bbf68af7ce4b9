import Retry
import Testing

@Suite("Coordinator")
struct RetryCoordinatorTests {
    private let clock = ManualClock()

    /// A coordinator that lets one call through every ten seconds, its first one in ten seconds.
    private func slowCoordinator(maxQueued: Int = 100) -> RetryCoordinator {
        let limiter = AdaptiveLimiter(maxQueued: maxQueued, minRate: 0.1, plateau: .seconds(86_400))
        let coordinator = RetryCoordinator(limiter: limiter, clock: clock, random: SplitMix64(seed: 1))
        coordinator.throttled()
        return coordinator
    }

    @Test("Waiting calls are let through one by one, in their order")
    func order() async throws {
        let coordinator = slowCoordinator()
        let admitted = Recorder()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for call in 0..<5 {
                group.addTask {
                    try await coordinator.admit()
                    admitted.append(call)
                }
                #expect(await eventually { coordinator.queued == call + 1 })
            }
            for call in 0..<5 {
                #expect(await eventually { clock.sleeperCount == 1 })
                #expect(admitted.values.count == call)
                clock.advance(by: .milliseconds(10_001))
                #expect(await eventually { admitted.values.count == call + 1 })
            }
            try await group.waitForAll()
        }
        #expect(admitted.values == [0, 1, 2, 3, 4])
        #expect(coordinator.queued == 0)
    }

    @Test("A cancelled call leaves at once and frees its place, wherever it stands", arguments: 0..<3)
    func cancellation(position: Int) async throws {
        let coordinator = slowCoordinator(maxQueued: 3)
        var tasks: [Task<Duration, any Error>] = []
        for call in 0..<3 {
            tasks.append(Task { try await coordinator.admit() })
            #expect(await eventually { coordinator.queued == call + 1 })
        }
        await #expect(throws: LimiterRefusal.queueFull(waiting: 3)) { try await coordinator.admit() }

        tasks[position].cancel()
        await #expect(throws: CancellationError.self) { try await tasks[position].value }
        #expect(coordinator.queued == 2)

        tasks.remove(at: position)
        tasks.append(Task { try await coordinator.admit() })
        #expect(await eventually { coordinator.queued == 3 })
        for task in tasks {
            #expect(await eventually { clock.sleeperCount == 1 })
            clock.advance(by: .milliseconds(10_001))
            _ = try await task.value
        }
        #expect(coordinator.queued == 0)
    }

    @Test("A call that cannot get its turn in time is refused without waiting")
    func deadline() async throws {
        let coordinator = slowCoordinator()
        await #expect(throws: LimiterRefusal.deadline(waiting: 0)) { try await coordinator.admit(within: .seconds(9)) }
        #expect(coordinator.queued == 0)
    }

    @Test("A throttle refuses those in the queue who would now be late")
    func eviction() async throws {
        let limiter = AdaptiveLimiter(minRate: 0.1, plateau: .seconds(86_400))
        let coordinator = RetryCoordinator(limiter: limiter, clock: clock, random: SplitMix64(seed: 1))
        for _ in 0..<20 { try await coordinator.admit() }
        coordinator.throttled()
        // 8.5 calls a second: twelve calls are through in a second and a half.
        let tasks = (0..<12).map { _ in Task { try await coordinator.admit(within: .seconds(2)) } }
        #expect(await eventually { coordinator.queued == 12 && clock.sleeperCount == 1 })
        clock.advance(by: .seconds(1))
        #expect(await eventually { coordinator.queued == 11 && clock.sleeperCount == 1 })

        // Half of that: eleven calls would take three seconds, and have one.
        coordinator.throttled()
        let remaining = coordinator.queued
        #expect((1...5).contains(remaining))
        while coordinator.queued > 0 {
            #expect(await eventually { clock.sleeperCount == 1 || coordinator.queued == 0 })
            clock.advance(by: .milliseconds(10))
        }
        var refused = 0
        for task in tasks {
            if case .failure(let error) = await task.result {
                #expect(error is LimiterRefusal)
                refused += 1
            }
        }
        #expect(refused == 11 - remaining)
    }

    @Test("Many tasks at once all get through")
    func stress() async throws {
        let clock = ManualClock(isAutomatic: true)
        let coordinator = RetryCoordinator(clock: clock, random: SplitMix64(seed: 1))
        let admitted = Recorder()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for call in 0..<2_000 {
                group.addTask {
                    try await coordinator.admit()
                    admitted.append(call)
                    if call.isMultiple(of: 50) { coordinator.throttled() } else { coordinator.succeeded() }
                }
            }
            try await group.waitForAll()
        }
        #expect(admitted.values.count == 2_000)
        #expect(coordinator.queued == 0)
    }

    @Test("Cancelling many tasks at random leaves no one behind", arguments: 0..<5 as Range<UInt64>)
    func cancellationStress(seed: UInt64) async throws {
        let clock = ManualClock(isAutomatic: true)
        let coordinator = RetryCoordinator(clock: clock, random: SplitMix64(seed: seed))
        coordinator.throttled()
        var random = SplitMix64(seed: seed)
        let tasks = (0..<500).map { _ in Task { try await coordinator.admit() } }
        for task in tasks where Bool.random(using: &random) { task.cancel() }
        for task in tasks { _ = await task.result }
        #expect(coordinator.queued == 0)
    }
}
