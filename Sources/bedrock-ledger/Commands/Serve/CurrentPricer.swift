import Pricing
import Synchronization

/// The pricer of a running gateway, whose rate card can be read anew.
final class CurrentPricer: Sendable {
    private let rates: RatesOptions
    private let pricer: Mutex<Pricer>

    /// The pricer of the card that is meant.
    ///
    /// - Throws: ``CommandFailure`` naming file, line and field of a card that is refused.
    init(_ rates: RatesOptions) throws {
        self.rates = rates
        pricer = Mutex(try rates.pricer())
    }

    /// The pricer of the card that was read last.
    var value: Pricer { pricer.withLock { $0 } }

    /// Reads the card anew; one that is refused leaves the one before in its place.
    ///
    /// - Throws: ``CommandFailure``, as ``init(_:)``.
    func reload() throws {
        let fresh = try rates.pricer()
        pricer.withLock { $0 = fresh }
    }
}
