/// A versioned price list of Bedrock models.
///
/// Use ``shipped()`` for the card that comes with the package, or ``load(from:name:)`` for one of your own. A card is a
/// value: pricing with the same card gives the same cost for ever.
public struct RateCard: Sendable, Hashable {
    /// The version, as it is recorded with every cost.
    public var version: String
    /// When the prices were collected; age is counted from here.
    public var published: Timestamp
    /// What the names of sources mean.
    public var sources: [String: String] = [:]
    /// The models by id.
    public var models: [String: ModelRates] = [:]
    /// The rates of guardrail policies.
    public var guardrails: [BilledItem: SourcedRate] = [:]
    /// What application inference profiles and other opaque ids stand for.
    public var inferenceProfiles: [String: String] = [:]
    /// Whether the card was written to be laid over the shipped one.
    public var isOverlay = false

    /// The age in days from which a card counts as old.
    public static let staleAfterDays: Int64 = 90

    /// An empty card.
    public init(version: String, published: Timestamp) {
        self.version = version
        self.published = published
    }

    /// How many whole days old the card is; never negative.
    public func age(at now: Timestamp) -> Int64 {
        max(0, (now.milliseconds - published.milliseconds) / 86_400_000)
    }

    /// A warning that says how old the card is and what to do, or `nil` while it is fresh.
    public func stalenessWarning(at now: Timestamp) -> String? {
        let days = age(at: now)
        guard days > Self.staleAfterDays else { return nil }
        return
            "the rate card \(version) is \(days) days old (published \(published.iso8601.prefix(10))); prices may have "
            + "changed: update bedrock-ledger, or give a newer card with --rates FILE or BEDROCK_LEDGER_RATES"
    }

    /// This card with the models, guardrail rates and profiles of another laid over it.
    ///
    /// A model of the overlay replaces the whole model below it, so that no old rate shines through.
    public func overlaid(with overlay: RateCard) -> RateCard {
        var card = self
        card.version = "\(version)+\(overlay.version)"
        card.published = max(published, overlay.published)
        card.models.merge(overlay.models) { _, upper in upper }
        card.guardrails.merge(overlay.guardrails) { _, upper in upper }
        card.sources.merge(overlay.sources) { _, upper in upper }
        card.inferenceProfiles.merge(overlay.inferenceProfiles) { _, upper in upper }
        return card
    }
}
