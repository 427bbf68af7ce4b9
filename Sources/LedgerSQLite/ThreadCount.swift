internal import Synchronization

/// Waits for threads to end.
final class ThreadCount: Sendable {
    private struct State {
        var running: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// That many threads are running, or will be.
    init(_ count: Int) {
        state = Mutex(State(running: count))
    }

    /// A thread has ended.
    func countDown() {
        let ended: [CheckedContinuation<Void, Never>] = state.withLock { state in
            state.running -= 1
            guard state.running == 0 else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in ended { continuation.resume() }
    }

    /// Returns when all threads have ended.
    func allEnded() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.running > 0 { state.waiting.append(continuation) }
                return state.running <= 0
            }
            if isOver { continuation.resume() }
        }
    }
}
