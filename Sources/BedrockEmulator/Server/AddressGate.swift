import Synchronization

/// Where those wait who need the address before the server has one.
final class AddressGate: Sendable {
    private enum State {
        case closed(waiting: [Int: CheckedContinuation<EmulatorAddress, any Error>], next: Int)
        case open(Result<EmulatorAddress, any Error>)
    }

    private let state = Mutex(State.closed(waiting: [:], next: 0))

    /// Lets everybody in, now and later; only the first time counts.
    func open(_ result: Result<EmulatorAddress, any Error>) {
        let waiting = state.withLock { state -> [CheckedContinuation<EmulatorAddress, any Error>] in
            guard case .closed(let waiting, _) = state else { return [] }
            state = .open(result)
            return Array(waiting.values)
        }
        for continuation in waiting { continuation.resume(with: result) }
    }

    /// Waits for the address.
    ///
    /// - Throws: Why there will be none, or `CancellationError`.
    func address() async throws -> EmulatorAddress {
        let ticket = state.withLock { state -> Int in
            guard case .closed(let waiting, let next) = state else { return 0 }
            state = .closed(waiting: waiting, next: next + 1)
            return next
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait($0, ticket: ticket) }
        } onCancel: {
            leave(ticket)
        }
    }

    private func wait(_ continuation: CheckedContinuation<EmulatorAddress, any Error>, ticket: Int) {
        let result = state.withLock { state -> Result<EmulatorAddress, any Error>? in
            guard case .closed(var waiting, let next) = state else {
                if case .open(let result) = state { return result }
                return nil
            }
            // The task may have been cancelled before it came to wait; then nobody would wake it.
            if Task.isCancelled { return .failure(CancellationError()) }
            waiting[ticket] = continuation
            state = .closed(waiting: waiting, next: next)
            return nil
        }
        if let result { continuation.resume(with: result) }
    }

    private func leave(_ ticket: Int) {
        let continuation = state.withLock { state -> CheckedContinuation<EmulatorAddress, any Error>? in
            guard case .closed(var waiting, let next) = state else { return nil }
            let leaving = waiting.removeValue(forKey: ticket)
            state = .closed(waiting: waiting, next: next)
            return leaving
        }
        continuation?.resume(throwing: CancellationError())
    }
}
