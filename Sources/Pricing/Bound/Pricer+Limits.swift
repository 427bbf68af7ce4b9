extension Pricer {
    /// The most output tokens that a model can be asked for; `nil` where the card does not know.
    public func maximumOutputTokens(of model: String) -> Int64? {
        card.models[modelID(model)]?.maximumOutputTokens
    }
}
