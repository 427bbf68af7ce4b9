import Synchronization

/// A reply that is to come, for anybody who waits for it.
final class PendingReply: Sendable {
    private enum State {
        case waiting([CheckedContinuation<WholeReply, any Error>])
        case done(Result<WholeReply, any Error>)
    }

    private let state = Mutex(State.waiting([]))

    /// Waits for the reply; not cut short by cancellation, since the reply comes by itself.
    func value() async throws -> WholeReply {
        try await withCheckedThrowingContinuation { continuation in
            let result = state.withLock { state -> Result<WholeReply, any Error>? in
                switch state {
                case .done(let result): return result
                case .waiting(let waiters):
                    state = .waiting(waiters + [continuation])
                    return nil
                }
            }
            if let result { continuation.resume(with: result) }
        }
    }

    /// Gives the reply to everybody, now and later; only the first time counts.
    func finish(_ result: Result<WholeReply, any Error>) {
        let waiters = state.withLock { state -> [CheckedContinuation<WholeReply, any Error>] in
            guard case .waiting(let waiters) = state else { return [] }
            state = .done(result)
            return waiters
        }
        for waiter in waiters { waiter.resume(with: result) }
    }
}
