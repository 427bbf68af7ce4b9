import Logging
import NIOCore
import Synchronization

/// Counts the connections of each sender, so that none takes them all.
final class PeerConnections: Sendable {
    private let limit: Int
    private let logger: Logger
    private let counts = Mutex<[PeerAddress: Int]>([:])

    /// - Parameters:
    ///   - limit: The most connections of one sender.
    ///   - logger: Is told when a sender comes to the limit.
    init(limit: Int, logger: Logger) {
        self.limit = limit
        self.logger = logger
    }

    /// Counts a connection until it closes; false where its sender has as many as it may.
    func admit(_ channel: any Channel) -> Bool {
        guard let peer = PeerAddress(channel.remoteAddress) else { return true }
        let count = counts.withLock { counts -> Int? in
            let count = counts[peer, default: 0]
            guard count < limit else { return nil }
            counts[peer] = count + 1
            return count + 1
        }
        guard let count else { return false }
        if count == limit {
            logger.warning(
                "an address has as many connections as it may; further ones are closed",
                metadata: ["address": "\(channel.remoteAddress?.ipAddress ?? "")", "limit": "\(limit)"])
        }
        channel.closeFuture.whenComplete { _ in self.leave(peer) }
        return true
    }

    private func leave(_ peer: PeerAddress) {
        counts.withLock { counts in
            let count = counts[peer, default: 1]
            counts[peer] = count > 1 ? count - 1 : nil
        }
    }
}
