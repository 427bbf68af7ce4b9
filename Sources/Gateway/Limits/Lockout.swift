import Logging
import Pricing
import Synchronization

/// Makes addresses wait that failed too often to prove who they are.
final class Lockout: Sendable {
    private let proofs: Mutex<FailedProofs>
    private let logger: Logger

    init(limits: GatewayLimits, logger: Logger) {
        proofs = Mutex(
            FailedProofs(limit: limits.failedProofs, windowMilliseconds: limits.lockout.milliseconds))
        self.logger = logger
    }

    /// Lets an address prove that it holds a key.
    ///
    /// - Throws: ``GatewayRefusal`` where it has to wait.
    func check(_ peer: PeerAddress?, key: String, at now: Timestamp) throws(GatewayRefusal) {
        guard let peer, let wait = proofs.withLock({ $0.wait(peer, key: key, at: now) }) else { return }
        throw .throttled(
            "Too many requests from this address did not prove their key; try again later.", after: .milliseconds(wait))
    }

    /// Takes note of a proof that failed.
    func fail(_ peer: PeerAddress?, key: String, at now: Timestamp) {
        guard let peer, proofs.withLock({ $0.fail(peer, at: now) }) else { return }
        logger.warning("an address is locked out: its requests did not prove their key", metadata: ["key": "\(key)"])
    }

    /// Takes note of a key that was proved.
    func succeed(_ peer: PeerAddress?, key: String, at now: Timestamp) {
        guard let peer else { return }
        proofs.withLock { $0.succeed(peer, key: key, at: now) }
    }
}
