public import AWSSigning
internal import Synchronization

/// Keeps the credentials of a source, and fetches new ones in time.
///
/// ```swift
/// let provider = CachedCredentials.standard(http: client)
/// let credentials = try await provider.credentials()
/// ```
///
/// Share one between all callers: whatever their number, one at a time fetches.
/// - From 15 minutes before the end, one caller fetches while the others go on with the old credentials; if that fails, the
///   old ones are used.
/// - From 10 minutes before the end, all wait for new ones, and a failure is theirs to see. It is not remembered.
/// - A caller that is cancelled leaves the others alone; if it was the one that fetched, the next in line does.
public final class CachedCredentials: CredentialProvider {
    private let source: any CredentialSource
    private let now: @Sendable () -> UTCTime
    private let state = Mutex(RefreshState<Waiter>())

    private typealias Waiter = CheckedContinuation<Outcome, Never>

    /// What a caller learns, at once or after a wait.
    private enum Outcome: Sendable {
        case use(Credentials)
        case fetch(spare: Credentials?)
        case failed(any Error)
        case withdrawn
    }

    /// Keeps the credentials of a source.
    ///
    /// - Parameters:
    ///   - source: Where they are fetched from.
    ///   - now: The time of day; the system's clock unless told.
    public init(_ source: any CredentialSource, now: (@Sendable () -> UTCTime)? = nil) {
        self.source = source
        self.now = now ?? WallClock.now
    }

    /// The credentials that hold now.
    ///
    /// - Throws: What the source throws; ``CredentialError`` where it has nothing or only what has expired;
    ///   `CancellationError`.
    public func credentials() async throws -> Credentials {
        switch await outcome() {
        case .use(let credentials): return credentials
        case .fetch(let spare): return try await fetch(spare: spare)
        case .failed(let error): throw error
        case .withdrawn: throw CancellationError()
        }
    }

    /// Says that the service refused these credentials as expired, so that the next caller fetches new ones.
    ///
    /// - Parameter credentials: What was refused; it has no effect if others have taken their place since.
    public func invalidate(_ credentials: Credentials) async {
        state.withLock { $0.invalidate(credentials) }
    }

    /// What this caller is to do, which may take a wait to find out.
    private func outcome() async -> Outcome {
        let id = state.withLock { $0.makeID() }
        let time = now()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                switch state.withLock({ $0.ask(id: id, at: time, waiter: continuation) }) {
                case .use(let credentials): continuation.resume(returning: .use(credentials))
                case .fetch(let spare): continuation.resume(returning: .fetch(spare: spare))
                case .wait:
                    // A cancellation that came before the wait found nobody to wake.
                    if Task.isCancelled { withdraw(id) }
                }
            }
        } onCancel: {
            withdraw(id)
        }
    }

    private func withdraw(_ id: UInt64) {
        state.withLock { $0.withdraw(id) }?.resume(returning: .withdrawn)
    }

    private func fetch(spare: Credentials?) async throws -> Credentials {
        do {
            let credentials = try await fetched()
            let time = now()
            for waiter in state.withLock({ $0.succeed(with: credentials, at: time) }) {
                waiter.resume(returning: .use(credentials))
            }
            return credentials
        } catch {
            // An error of a cancelled task says nothing about the source.
            if Task.isCancelled {
                state.withLock { $0.abandon() }?.resume(returning: .fetch(spare: nil))
                throw CancellationError()
            }
            for waiter in state.withLock({ $0.fail() }) { waiter.resume(returning: .failed(error)) }
            guard let spare, !spare.isExpired(at: now()) else { throw error }
            return spare
        }
    }

    private func fetched() async throws -> Credentials {
        try Task.checkCancellation()
        switch try await source.fetch() {
        case .found(let credentials) where !credentials.isExpired(at: now()):
            return credentials
        case .found:
            throw CredentialError(
                .expired, at: source.name, "gave credentials that have already expired",
                remedy: "renew them, or see whether the clock of this machine is right")
        case .nothing(let reason):
            throw CredentialError(.notFound, at: source.name, reason)
        }
    }
}
