import Synchronization

/// Remembers where the models of calls lead to, and the prices that can hold for them: the same few stand in nearly all
/// calls.
///
/// What is remembered follows from the card and the profiles of its pricer alone, so it is never out of date.
final class PriceBook: Sendable {
    private struct Key: Hashable {
        let model: String
        let region: String?
    }

    /// More kinds of calls than this are not remembered at once.
    private static let maximumCount = 1024
    /// Longer texts are no models.
    private static let maximumBytes = 2048

    private let known = Mutex<[Key: ModelPrices]>([:])

    /// The prices of a model as it is called from a region; `nil` where they are not known yet.
    func prices(of model: String, region: String?) -> ModelPrices? {
        known.withLock { $0[Key(model: model, region: region)] }
    }

    /// Remembers prices.
    func remember(_ prices: ModelPrices, of model: String, region: String?) {
        guard model.utf8.count <= Self.maximumBytes else { return }
        known.withLock { known in
            if known.count >= Self.maximumCount { known = [:] }
            known[Key(model: model, region: region)] = prices
        }
    }
}
