import Logging
import NIOCore
import Synchronization

/// Counts the connections of each sender, so that none takes them all.
final class PeerConnections: Sendable {
    /// How long nothing is told after something was, so that nobody fills the log by connecting again and again.
    private static let quiet = Duration.seconds(60)

    private struct State {
        var counts: [PeerAddress: Int] = [:]
        var lastWarning: ContinuousClock.Instant?
    }

    private let limit: Int
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limit: The most connections of one sender.
    ///   - logger: Is told when a sender comes to the limit, once a minute at most.
    init(limit: Int, logger: Logger) {
        self.limit = limit
        self.logger = logger
    }

    /// Counts a connection until it closes; false where its sender has as many as it may.
    func admit(_ channel: any Channel) -> Bool {
        guard let peer = PeerAddress(channel.remoteAddress) else { return true }
        let (isAdmitted, isWorthTelling) = state.withLock { state -> (Bool, Bool) in
            let count = state.counts[peer, default: 0]
            guard count < limit else { return (false, false) }
            state.counts[peer] = count + 1
            let now = ContinuousClock.now
            guard count + 1 == limit, state.lastWarning.map({ $0 + Self.quiet < now }) ?? true else {
                return (true, false)
            }
            state.lastWarning = now
            return (true, true)
        }
        guard isAdmitted else { return false }
        if isWorthTelling {
            logger.warning(
                "an address has as many connections as it may; further ones are closed",
                metadata: ["address": "\(channel.remoteAddress?.ipAddress ?? "")", "limit": "\(limit)"])
        }
        channel.closeFuture.whenComplete { _ in self.leave(peer) }
        return true
    }

    private func leave(_ peer: PeerAddress) {
        state.withLock { state in
            let count = state.counts[peer, default: 1]
            state.counts[peer] = count > 1 ? count - 1 : nil
        }
    }
}
