import AWSSigning
import Synchronization
import Testing

@testable import AWSCredentials

// Whoever is forgotten would wait for ever; the limit makes that a failure.
@Suite("Credentials that are kept", .timeLimit(.minutes(1)))
struct CachedCredentialsTests {
    /// A source whose every fetch waits until the test answers it, or until it is cancelled.
    final class ManualSource: CredentialSource {
        let name = "manual"
        private let fetches = AsyncStream.makeStream(of: Answer.self)
        private let counter = Atomic(0)

        final class Answer: Sendable {
            private let stream = AsyncStream.makeStream(of: Result<CredentialFinding, any Error>.self)
            func callAsFunction(_ result: Result<CredentialFinding, any Error>) { stream.continuation.yield(result) }
            func value() async throws -> CredentialFinding {
                for await result in stream.stream { return try result.get() }
                throw CancellationError()
            }
        }

        var count: Int { counter.load(ordering: .relaxed) }

        func fetch() async throws -> CredentialFinding {
            counter.add(1, ordering: .relaxed)
            let answer = Answer()
            fetches.continuation.yield(answer)
            return try await answer.value()
        }

        /// The next fetch that has begun.
        func next() async -> Answer? {
            for await answer in fetches.stream { return answer }
            return nil
        }
    }

    /// A clock that a test sets.
    final class Clock: Sendable {
        private let time = Mutex(noon)
        var now: UTCTime { time.withLock { $0 } }
        func advance(_ seconds: Int64) { time.withLock { $0 = $0.adding(seconds) } }
    }

    struct Failure: Error, Equatable {}

    private static func found(_ id: String, until end: UTCTime? = noon.adding(3_600)) -> CredentialFinding {
        .found(Credentials(accessKeyID: id, secretAccessKey: marker, expiration: end))
    }

    private let source = ManualSource()
    private let clock = Clock()
    private var provider: CachedCredentials { CachedCredentials(source) { [clock] in clock.now } }

    @Test("A hundred callers at once are one fetch")
    func singleFlight() async throws {
        let provider = provider
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<100 { group.addTask { try await provider.credentials().accessKeyID } }
            await source.next()?(.success(Self.found("one")))
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids == ["one"])
        #expect(source.count == 1)
        #expect(try await provider.credentials().accessKeyID == "one")
        #expect(source.count == 1)
    }

    @Test("A failed fetch does not stick")
    func failure() async throws {
        let provider = provider
        let first = Task { try await provider.credentials() }
        await source.next()?(.failure(Failure()))
        await #expect(throws: Failure.self) { try await first.value }
        async let second = provider.credentials()
        await source.next()?(.success(Self.found("two")))
        #expect(try await second.accessKeyID == "two")
    }

    @Test("In the advisory window one caller fetches while others go on, and a failure is swallowed")
    func advisory() async throws {
        let provider = provider
        async let first = provider.credentials()
        await source.next()?(.success(Self.found("old")))
        _ = try await first
        clock.advance(2_800)
        async let refreshing = provider.credentials()
        let answer = await source.next()
        #expect(try await provider.credentials().accessKeyID == "old")
        answer?(.failure(Failure()))
        #expect(try await refreshing.accessKeyID == "old")
        async let again = provider.credentials()
        await source.next()?(.success(Self.found("new", until: noon.adding(7_200))))
        #expect(try await again.accessKeyID == "new")
        #expect(try await provider.credentials().accessKeyID == "new")
        #expect(source.count == 3)
    }

    @Test("In the mandatory window a failure is for the caller to see")
    func mandatory() async throws {
        let provider = provider
        async let first = provider.credentials()
        await source.next()?(.success(Self.found("old")))
        _ = try await first
        clock.advance(3_100)
        let second = Task { try await provider.credentials() }
        await source.next()?(.failure(Failure()))
        await #expect(throws: Failure.self) { try await second.value }
    }

    @Test("The one that fetches is cancelled, and another gets its credentials all the same")
    func cancelledLeader() async throws {
        let provider = provider
        let leader = Task { try await provider.credentials() }
        _ = await source.next()
        let follower = Task { try await provider.credentials() }
        leader.cancel()
        await #expect(throws: CancellationError.self) { try await leader.value }
        await source.next()?(.success(Self.found("new")))
        #expect(try await follower.value.accessKeyID == "new")
        #expect(source.count == 2)
    }

    @Test("One that waits is cancelled, and neither the fetch nor the others notice")
    func cancelledWaiter() async throws {
        let provider = provider
        let leader = Task { try await provider.credentials() }
        let answer = await source.next()
        let waiter = Task { try await provider.credentials() }
        let other = Task { try await provider.credentials() }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        answer?(.success(Self.found("new")))
        #expect(try await leader.value.accessKeyID == "new")
        #expect(try await other.value.accessKeyID == "new")
        #expect(source.count == 1)
    }

    @Test("Many callers come and are cancelled in any order, and nobody hangs")
    func storm() async throws {
        struct Quick: CredentialSource {
            let name = "quick"
            func fetch() async throws -> CredentialFinding {
                await Task.yield()
                try Task.checkCancellation()
                return .found(Credentials(accessKeyID: "a", secretAccessKey: "s", expiration: noon.adding(1)))
            }
        }
        let provider = CachedCredentials(Quick()) { noon }
        for round in 0..<50 {
            let tasks = (0..<20).map { _ in Task { try await provider.credentials() } }
            for (index, task) in tasks.enumerated() where (index + round).isMultiple(of: 3) { task.cancel() }
            for (index, task) in tasks.enumerated() {
                let result = await task.result
                if !(index + round).isMultiple(of: 3) { #expect((try? result.get()) != nil) }
            }
            await provider.invalidate(Credentials(accessKeyID: "a", secretAccessKey: "s", expiration: noon.adding(1)))
        }
    }

    @Test("Credentials that the service refused are fetched anew")
    func invalidated() async throws {
        let provider = provider
        async let first = provider.credentials()
        await source.next()?(.success(Self.found("old")))
        await provider.invalidate(try await first)
        async let second = provider.credentials()
        await source.next()?(.success(Self.found("new")))
        #expect(try await second.accessKeyID == "new")
    }

    @Test("Credentials that have ended when they come, and none at all, are errors")
    func unusable() async {
        let provider = provider
        for (finding, code) in [
            (Self.found("late", until: noon), CredentialError.Code.expired), (.nothing(because: "why"), .notFound),
        ] {
            let task = Task { try await provider.credentials() }
            await source.next()?(.success(finding))
            let error = await #expect(throws: CredentialError.self) { try await task.value }
            #expect(error?.code == code)
            #expect(error?.place == "manual")
        }
    }

    @Test("Nothing shows what is kept")
    func hidden() async throws {
        let provider = provider
        async let first = provider.credentials()
        await source.next()?(.success(Self.found("old")))
        _ = try await first
        var text = "\(provider)" + String(reflecting: provider)
        dump(provider, to: &text)
        #expect(!text.contains(marker))
    }
}
