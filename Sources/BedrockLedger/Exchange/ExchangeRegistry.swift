import Synchronization

/// The exchanges that are under way.
final class ExchangeRegistry: Sendable {
    private struct State {
        var handoffs: [String: Handoff] = [:]
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Starts an exchange in a task of its own, because it has to outlive a caller that stops listening.
    ///
    /// - Returns: Whether it was started: not if one of the same id is under way.
    func start(id: String, _ handoff: Handoff, _ run: @escaping @Sendable () async -> Void) -> Bool {
        let isNew = state.withLock { state in
            guard state.handoffs[id] == nil else { return false }
            state.handoffs[id] = handoff
            return true
        }
        guard isNew else { return false }
        Task {
            await run()
            end(id)
        }
        return true
    }

    /// Waits until no exchange is under way; none waits for a slow reader from now on.
    func allEnded() async {
        for handoff in state.withLock({ Array($0.handoffs.values) }) { handoff.hurry() }
        await withCheckedContinuation { waiter in
            let isIdle = state.withLock { state in
                if !state.handoffs.isEmpty { state.waiters.append(waiter) }
                return state.handoffs.isEmpty
            }
            if isIdle { waiter.resume() }
        }
    }

    private func end(_ id: String) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.handoffs[id] = nil
            guard state.handoffs.isEmpty else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
