import Synchronization

/// Remembers where the models of calls lead to, and the prices that can hold for them: the same few stand in nearly all calls.
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

    /// The prices of a model as it is called from a region, made where they are not known yet.
    func prices(
        of model: String, region: String?, make: () throws(UnresolvedModel) -> ModelPrices
    ) throws(UnresolvedModel) -> ModelPrices {
        let key = Key(model: model, region: region)
        if let known = known.withLock({ $0[key] }) { return known }
        let made = try make()
        guard model.utf8.count <= Self.maximumBytes else { return made }
        known.withLock { known in
            if known.count >= Self.maximumCount { known = [:] }
            known[key] = made
        }
        return made
    }
}
