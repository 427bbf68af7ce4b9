import Logging
import Pricing
import Synchronization

/// The rates of a running service, which can be read anew while calls go on.
final class RateSource: Sendable {
    private let options: RatesOptions
    private let logger: Logger
    private let current: Mutex<Pricer>

    /// Reads the rates.
    ///
    /// - Throws: ``CommandFailure`` naming file, line and field of a card that is refused.
    init(_ options: RatesOptions, logger: Logger) throws {
        self.options = options
        self.logger = logger
        current = Mutex(try options.pricer())
    }

    /// What calls are priced by that begin now.
    var pricer: Pricer { current.withLock { $0 } }

    /// Reads the rates anew. Where the card is refused, those that were read before stay.
    ///
    /// - Returns: The version of the card that holds now.
    /// - Throws: ``CommandFailure`` naming file, line and field of a card that is refused.
    @discardableResult
    func reload() throws -> String {
        do {
            let pricer = try options.pricer()
            current.withLock { $0 = pricer }
            logger.notice("rates were read anew", metadata: ["rates": "\(pricer.card.version)"])
            return pricer.card.version
        } catch {
            let kept = pricer.card.version
            logger.error("rates stay at \(kept): \((error as? CommandFailure)?.message ?? "\(error)")")
            throw error
        }
    }
}
