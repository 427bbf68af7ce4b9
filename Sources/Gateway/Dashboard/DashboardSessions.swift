import Pricing
import Synchronization

/// Who is logged in to the dashboard: opaque names of sessions, kept here and nowhere else.
final class DashboardSessions: Sendable {
    /// How long a session lasts without a request, in milliseconds: a working day.
    static let idleMilliseconds: Int64 = 12 * 3_600_000
    /// The most sessions at a time; the one that was idle longest makes room.
    static let maximumSessions = 1000
    /// The most failed attempts to log in within a minute, of everybody together.
    static let maximumFailures = 20

    private struct Session {
        let token: String
        var usedAt: Timestamp
    }

    private struct State {
        var sessions: [String: Session] = [:]
        var failures: [Timestamp] = []
    }

    private let state = Mutex(State())

    /// Starts a session of the holder of a token.
    ///
    /// - Returns: Its name: 256 bits of the system's randomness.
    func start(token: String, at now: Timestamp) -> String {
        var random = SystemRandomNumberGenerator()
        let name = (0..<4).map { _ in
            let text = String(random.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        state.withLock { state in
            if state.sessions.count >= Self.maximumSessions,
                let oldest = state.sessions.min(by: { $0.value.usedAt < $1.value.usedAt })?.key
            {
                state.sessions[oldest] = nil
            }
            state.sessions[name] = Session(token: token, usedAt: now)
        }
        return name
    }

    /// The token of a session that lasts; it lasts longer for being asked.
    func token(of name: String, at now: Timestamp) -> String? {
        state.withLock { state in
            guard var session = state.sessions[name] else { return nil }
            guard now.milliseconds - session.usedAt.milliseconds < Self.idleMilliseconds else {
                state.sessions[name] = nil
                return nil
            }
            session.usedAt = now
            state.sessions[name] = session
            return session.token
        }
    }

    /// Ends a session.
    func end(_ name: String) {
        state.withLock { $0.sessions[name] = nil }
    }

    /// Whether another attempt to log in may be made: too many that failed within a minute close the door for its rest.
    func mayTry(at now: Timestamp) -> Bool {
        state.withLock { state in
            state.failures.removeAll { now.milliseconds - $0.milliseconds >= 60_000 }
            return state.failures.count < Self.maximumFailures
        }
    }

    /// Notes an attempt that failed.
    func noteFailure(at now: Timestamp) {
        state.withLock { $0.failures.append(now) }
    }
}
