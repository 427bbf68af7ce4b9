import Synchronization

/// The exchanges that are under way.
final class ExchangeRegistry: Sendable {
    private struct State {
        var ids: Set<String> = []
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Starts an exchange in a task of its own, because it has to outlive a caller that stops listening.
    ///
    /// - Returns: Whether it was started: not if one of the same id is under way.
    func start(id: String, _ run: @escaping @Sendable () async -> Void) -> Bool {
        guard state.withLock({ $0.ids.insert(id).inserted }) else { return false }
        Task {
            await run()
            end(id)
        }
        return true
    }

    /// Waits until no exchange is under way.
    func allEnded() async {
        await withCheckedContinuation { waiter in
            let isIdle = state.withLock { state in
                if !state.ids.isEmpty { state.waiters.append(waiter) }
                return state.ids.isEmpty
            }
            if isIdle { waiter.resume() }
        }
    }

    private func end(_ id: String) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.ids.remove(id)
            guard state.ids.isEmpty else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
