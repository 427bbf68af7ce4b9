import Ledger
import Synchronization

/// The exchanges that are under way, each in a task of its own, because it has to outlive a caller that stops listening.
final class ExchangeRegistry: Sendable {
    private struct State {
        var isClosed = false
        var running: [String: (handoff: Handoff, task: Task<Void, Never>)] = [:]
        /// Settlements that the ledger did not take, tried again until it does.
        var late: [String: Task<Void, Never>] = [:]
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// How often a settlement is tried again; the pauses double up to half a minute, so that is about ten minutes.
    private static let lateAttempts = 25

    private let state = Mutex(State())

    /// Starts an exchange.
    ///
    /// - Throws: `LedgerError` where one of the same id is under way, or no more are taken.
    func start(
        id: String, _ handoff: Handoff, _ run: @escaping @Sendable () async -> ExchangeEnd
    ) throws(LedgerError) {
        let refusal: LedgerError? = state.withLock { state in
            if state.isClosed { return LedgerError(.unavailable, "the client is closed") }
            if state.running[id] != nil {
                return LedgerError(
                    .conflict, "call \(LedgerError.quoted(id)) is under way; use an id of its own")
            }
            let task = Task {
                let end = await run()
                // Whoever learns of the end may use the id again.
                self.end { $0.running[id] = nil }
                handoff.finish(end)
            }
            state.running[id] = (handoff, task)
            return nil
        }
        if let refusal { throw refusal }
    }

    /// Takes no more exchanges from now on.
    func close() { state.withLock { $0.isClosed = true } }

    /// Waits until no exchange is under way and every late settlement was tried once more; none waits for a slow reader.
    ///
    /// - Parameter limit: How long to wait before those that are still under way are given up; for ever unless given.
    func allEnded(within limit: Duration? = nil) async {
        let (handoffs, late) = state.withLock { state in
            (state.running.values.map(\.handoff), Array(state.late.values))
        }
        for handoff in handoffs { handoff.hurry() }
        // A settlement that waits for its next attempt makes it now.
        for task in late { task.cancel() }
        let watchdog = limit.map { limit in
            Task {
                try? await Task.sleep(for: limit)
                if !Task.isCancelled { self.giveUp() }
            }
        }
        await withCheckedContinuation { waiter in
            let isIdle = state.withLock { state in
                let isIdle = state.running.isEmpty && state.late.isEmpty
                if !isIdle { state.waiters.append(waiter) }
                return isIdle
            }
            if isIdle { waiter.resume() }
        }
        watchdog?.cancel()
    }

    /// Tries a settlement again until the ledger takes it, where it may do so one day.
    func settleLater(_ settlement: Settlement, after error: LedgerError) {
        guard [.busy, .full, .unavailable, .unknownOutcome].contains(error.code) else { return }
        let id = settlement.call.id
        state.withLock { state in
            // Whoever waits for the end has had its attempts, and is not kept for minutes.
            guard !state.isClosed, state.waiters.isEmpty else { return }
            state.late[id] = Task {
                await Self.settle(settlement)
                self.end { $0.late[id] = nil }
            }
        }
    }

    private static func settle(_ settlement: Settlement) async {
        for attempt in 0..<lateAttempts {
            try? await Task.sleep(for: .milliseconds(min(500 << attempt, 30_000)))
            do throws(LedgerError) {
                _ = try await settlement.write()
                return
            } catch {
                if Task.isCancelled { return }
            }
        }
    }

    private func giveUp() {
        for task in state.withLock({ $0.running.values.map(\.task) }) { task.cancel() }
    }

    private func end(_ change: (inout sending State) -> Void) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            change(&state)
            guard state.running.isEmpty, state.late.isEmpty else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
