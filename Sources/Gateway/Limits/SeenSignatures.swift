import BedrockLedger
import Pricing
import Synchronization

/// Remembers signatures, so that a request that somebody recorded cannot be sent for as long as it is valid.
///
/// Two requests have the same signature where key, path, headers and body are the same within the same second, as where
/// a program asks the same question several times at once. So a signature may come again for a while after it first came.
final class SeenSignatures: Sendable {
    /// The most signatures that are remembered; of more, the oldest are forgotten.
    static let maximumCount = 100_000

    private struct State {
        var first: [String: Timestamp] = [:]
        /// The signatures in the order in which they came.
        var order: ArraySlice<(signature: String, at: Timestamp)> = []
    }

    private let reuseMilliseconds: Int64
    /// Twice the tolerance of clocks: one that runs ahead gives a signature that is valid for so long.
    private let keptMilliseconds: Int64
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limits: How long a signature may come again.
    ///   - toleranceSeconds: How far the time of a request may be from now.
    init(limits: GatewayLimits, toleranceSeconds: Int64) {
        reuseMilliseconds = limits.signatureReuse.milliseconds
        keptMilliseconds = 2 * toleranceSeconds * 1000
    }

    /// Takes note of a signature that was found to be right.
    ///
    /// - Throws: ``GatewayRefusal`` where it first came too long ago.
    func check(_ signature: String, at now: Timestamp) throws(GatewayRefusal) {
        let isReplay = state.withLock { state -> Bool in
            let oldest = now.advanced(byMilliseconds: -keptMilliseconds)
            while let first = state.order.first, first.at <= oldest || state.order.count > Self.maximumCount {
                state.order.removeFirst()
                state.first[first.signature] = nil
            }
            if let first = state.first[signature] { return now.milliseconds - first.milliseconds > reuseMilliseconds }
            state.first[signature] = now
            state.order.append((signature, now))
            return false
        }
        guard isReplay else { return }
        throw GatewayRefusal(
            403, "InvalidSignatureException", "This request was made before; sign it anew to make it again.")
    }
}
