/// What is known of the price of a call before it is made: the model that its text leads to, and the prices that can hold
/// where it is called from.
final class ModelPrices: Sendable {
    let resolved: ResolvedModel
    /// What the card knows of the model; `nil` where it has none of that id.
    let model: ModelRates?
    /// Whether the card knows the model.
    let isKnown: Bool
    /// What an output looks like where the request does not say.
    let outputDefaults: OutputShape
    /// How the model's usage is put under items.
    let rules: UsageRules
    /// The prices by region: of the region that is called, or of all that come into question where it is not known.
    let regions: [RegionalPrices]
    /// Whether a price depends on what the output looks like.
    let hasConditions: Bool
    /// The tiers whose price is that of us-east-1 for want of a region, though other regions have other prices.
    private let assumedTiers: [PriceTier]

    init(_ resolved: ResolvedModel, model: ModelRates?, region: String?) {
        self.resolved = resolved
        self.model = model
        isKnown = model != nil
        outputDefaults = model?.outputDefaults ?? OutputShape()
        rules = model.map { UsageRules(of: $0) } ?? .anyTextModel
        let region = region ?? resolved.region
        let regions: [RegionalPrices] =
            model.map { model in
                let names = region.map { [$0] } ?? Self.sourceRegions(of: resolved, model: model)
                return names.map { RegionalPrices(of: model, scope: resolved.scope, region: $0) }
            } ?? []
        self.regions = regions
        hasConditions = regions.contains(where: \.hasConditions)
        let isAssumed =
            region == nil && regions.count == 1 && regions.first?.region == "us-east-1"
            && resolved.geography != "us-gov"
        let regional = model?.prices.filter { $0.partition == .commercial && $0.regions != nil } ?? []
        assumedTiers = isAssumed ? PriceTier.allCases.filter { tier in regional.contains { $0.tier == tier } } : []
    }

    /// Whether the price of a tier is that of us-east-1 for want of a region, though other regions have other prices.
    func assumesRegion(in tier: PriceTier) -> Bool { assumedTiers.contains(tier) }

    /// The regions to try where none was given: us-east-1, the region of AWS's own list, unless the geography rules it out.
    private static func sourceRegions(of resolved: ResolvedModel, model: ModelRates) -> [String] {
        let prefixes: [String]
        switch resolved.geography {
        case "us-gov": return ["us-gov-west-1"]
        case "jp": prefixes = ["ap-northeast-1", "ap-northeast-3"]
        case "au": prefixes = ["ap-southeast-2", "ap-southeast-4"]
        case "in": prefixes = ["ap-south-1", "ap-south-2"]
        case "eu": prefixes = ["eu-"]
        case "apac": prefixes = ["ap-"]
        default: return ["us-east-1"]
        }
        let listed = Set(model.prices.flatMap { $0.regions ?? [] }).filter { region in
            prefixes.contains { region.hasPrefix($0) }
        }
        return listed.isEmpty ? prefixes.map { $0.hasSuffix("-") ? $0 + "central-1" : $0 } : listed.sorted()
    }
}
