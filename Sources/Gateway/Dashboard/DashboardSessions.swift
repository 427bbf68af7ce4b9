import AWSSigning
import Pricing
import Synchronization

/// Who is logged in to the dashboard: opaque names of sessions, kept here and nowhere else.
final class DashboardSessions: Sendable {
    /// How long a session lasts without a request, in milliseconds: a working day.
    static let idleMilliseconds: Int64 = 12 * 3_600_000
    /// The most sessions at a time; the one that was idle longest makes room.
    static let maximumSessions = 1000

    private struct Session {
        let token: String
        var usedAt: Timestamp
    }

    private let sessions = Mutex<[String: Session]>([:])

    /// Starts a session of the holder of a token.
    ///
    /// - Returns: Its name: 256 bits of the system's randomness.
    func start(token: String, at now: Timestamp) -> String {
        var random = SystemRandomNumberGenerator()
        let name = Hexadecimal.text((0..<32).map { _ in random.next() as UInt8 })
        sessions.withLock { sessions in
            if sessions.count >= Self.maximumSessions,
                let oldest = sessions.min(by: { $0.value.usedAt < $1.value.usedAt })?.key
            {
                sessions[oldest] = nil
            }
            sessions[name] = Session(token: token, usedAt: now)
        }
        return name
    }

    /// The token of a session that lasts; it lasts longer for being asked.
    func token(of name: String, at now: Timestamp) -> String? {
        sessions.withLock { sessions in
            guard var session = sessions[name] else { return nil }
            guard now.milliseconds - session.usedAt.milliseconds < Self.idleMilliseconds else {
                sessions[name] = nil
                return nil
            }
            session.usedAt = now
            sessions[name] = session
            return session.token
        }
    }

    /// Ends a session.
    func end(_ name: String) {
        sessions.withLock { $0[name] = nil }
    }
}
