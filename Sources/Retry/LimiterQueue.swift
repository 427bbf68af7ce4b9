import Synchronization

/// Lets concurrent tasks wait for their turn in an ``AdaptiveLimiter``.
///
/// The head sleeps on the clock; the others are suspended until they become the head, are evicted or are cancelled.
/// Continuations are always resumed outside the lock.
final class LimiterQueue: Sendable {
    private struct State {
        var limiter: AdaptiveLimiter
        var suspended: [AdaptiveLimiter.Ticket: CheckedContinuation<Void, Never>] = [:]
        var random: any RandomNumberGenerator & Sendable

        /// Takes the new head out of suspension, if it is suspended: only a task that used to be behind is.
        mutating func wakeHead() -> CheckedContinuation<Void, Never>? {
            limiter.head.flatMap { suspended.removeValue(forKey: $0) }
        }
    }

    private let timeline: Timeline
    private let state: Mutex<State>

    init(limiter: AdaptiveLimiter, timeline: Timeline, random: any RandomNumberGenerator & Sendable) {
        self.timeline = timeline
        self.state = Mutex(State(limiter: limiter, random: random))
    }

    var rate: Double? { state.withLock { $0.limiter.rate(at: timeline.now()) } }

    var queued: Int { state.withLock { $0.limiter.queued } }

    /// Waits for a turn, at most `limit`; returns how long it took. Throws `CancellationError` or ``LimiterRefusal``.
    func acquire(within limit: Duration?) async throws -> Duration {
        try Task.checkCancellation()
        let entered = timeline.now()
        var (ticket, turn) = state.withLock { state in
            state.limiter.enter(at: entered, deadline: limit.map { entered + $0 })
        }
        do {
            while true {
                switch turn {
                case .admitted: return timeline.now() - entered
                case .refused(let refusal): throw refusal
                case .head(let until): try await timeline.sleep(max(.zero, until - timeline.now()))
                case .behind: try await suspend(ticket)
                }
                turn = poll(ticket)
            }
        } catch {
            leave(ticket)
            throw error
        }
    }

    func succeeded() {
        state.withLock { $0.limiter.succeeded(at: timeline.now()) }
    }

    func failed() {
        wakeEvicted { $0.limiter.failed(at: timeline.now()) }
    }

    func throttled() {
        wakeEvicted { $0.limiter.throttled(at: timeline.now(), using: &$0.random) }
    }

    /// Performs a change that evicts; the evicted find out when they look, and so does the new head.
    private func wakeEvicted(by change: (inout State) -> [AdaptiveLimiter.Ticket]) {
        let woken = state.withLock { state in
            let continuations = change(&state).compactMap { state.suspended.removeValue(forKey: $0) }
            return continuations + [state.wakeHead()].compactMap { $0 }
        }
        for continuation in woken { continuation.resume() }
    }

    private func poll(_ ticket: AdaptiveLimiter.Ticket) -> AdaptiveLimiter.Turn {
        let (turn, woken) = state.withLock { state in
            let turn = state.limiter.poll(ticket, at: timeline.now())
            return (turn, state.wakeHead())
        }
        woken?.resume()
        return turn
    }

    private func leave(_ ticket: AdaptiveLimiter.Ticket) {
        let woken = state.withLock { state in
            state.limiter.leave(ticket)
            return state.wakeHead()
        }
        woken?.resume()
    }

    private func suspend(_ ticket: AdaptiveLimiter.Ticket) async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // Between the last look and this one the turn may have come, or the task may have been cancelled:
                    // the cancellation handler takes the same lock, so it runs either before this check or after the
                    // continuation is in place.
                    guard state.limiter.isBehind(ticket), !Task.isCancelled else { return true }
                    state.suspended[ticket] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.suspended.removeValue(forKey: ticket) }?.resume()
        }
        try Task.checkCancellation()
    }
}
