/// A model reference after profiles were looked up: what is priced, at which scope, seen from which region.
struct ResolvedModel: Sendable, Hashable {
    var id: String
    var scope: PriceScope
    var geography: String?
    /// The region of the ARN that was called, where it has one.
    var region: String?
    /// Whether a custom model deployment was called, whose token rates differ from those of its base model.
    var isCustomModel = false
    /// Whether a prompt was called, whose text the service keeps.
    var isPrompt = false
    /// Whether a prompt router chose the model.
    var isRouted = false
}

/// Why a model reference leads to no model.
struct UnresolvedModel: Error, Sendable, Hashable {
    var reason: String
}

/// Looks up what opaque references stand for.
struct ModelResolver: Sendable {
    /// What application inference profiles and other opaque ids stand for.
    var profiles: [String: String]

    /// A profile is copied from a profile or a model; a longer chain is a mistake in the map.
    private static let maximumHops = 4

    /// - Parameters:
    ///   - text: The model as the caller wrote it.
    ///   - invokedModel: What the response says a prompt router chose.
    /// - Returns: The model that is priced.
    /// - Throws: ``UnresolvedModel`` with the reason.
    func resolve(_ text: String, invokedModel: String?) throws(UnresolvedModel) -> ResolvedModel {
        var current = text
        var region: String?
        var isCustomModel = false
        var isRouted = false
        var isPrompt = false
        for _ in 0..<Self.maximumHops {
            let reference = ModelReference(current)
            region = region ?? reference.region
            switch reference.target {
            case .model(let id, let scope):
                guard let mapped = profiles[current], mapped != current else {
                    return ResolvedModel(
                        id: id, scope: scope, geography: reference.geography, region: region,
                        isCustomModel: isCustomModel, isPrompt: isPrompt, isRouted: isRouted)
                }
                current = mapped
            case .opaque(let kind):
                guard let mapped = profiles[current] else {
                    throw UnresolvedModel(
                        reason: "the \(kind) is opaque: map its ARN to the model or profile that it was copied from "
                            + "(inference_profiles)")
                }
                isCustomModel = isCustomModel || reference.isCustomModel
                isPrompt = isPrompt || reference.isPrompt
                current = mapped
            case .router:
                guard let invokedModel, invokedModel != current else {
                    throw UnresolvedModel(
                        reason: "the response does not say which model the prompt router chose "
                            + "(trace.promptRouter.invokedModelId)")
                }
                isRouted = true
                current = invokedModel
            case .notPriced(let reason):
                throw UnresolvedModel(reason: reason)
            }
        }
        throw UnresolvedModel(reason: "the inference profile map leads from one profile to the next too often")
    }
}
