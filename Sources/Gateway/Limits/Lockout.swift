import BedrockLedger
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

    /// Takes note of a proof that failed.
    ///
    /// - Throws: ``GatewayRefusal`` that asks to wait, in place of what failed, where the address failed too often.
    func fail(_ peer: PeerAddress?, key: String, at now: Timestamp) throws(GatewayRefusal) {
        guard let peer else { return }
        switch proofs.withLock({ $0.fail(peer, at: now) }) {
        case .counted: return
        case .locksOut:
            logger.warning(
                "an address is locked out: its requests did not prove their key", metadata: ["key": "\(key)"])
        case .lockedOut(let wait):
            throw .throttled(
                "Too many requests from this address did not prove their key; try again later.",
                after: .milliseconds(wait))
        }
    }
}
