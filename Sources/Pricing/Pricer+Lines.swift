extension Pricer {
    /// Puts a usage under the rates that hold for it.
    ///
    /// - Returns: `cost` as priced with its lines, or as unpriced with the reason.
    func priced(
        _ cost: Cost, model: ModelRates, resolved: ResolvedModel, region: String?, at: Timestamp, shape: OutputShape
    ) -> Cost {
        if let region {
            return priced(cost, model: model, source: PriceSource(region: region, at: at), shape: shape)
        }
        // Without a region the price is known only where it is the same wherever the profile can be called from.
        let candidates = sourceRegions(of: resolved, model: model)
        let costs = candidates.map {
            priced(cost, model: model, source: PriceSource(region: $0, at: at), shape: shape)
        }
        guard let first = costs.first, costs.allSatisfy({ $0.lines == first.lines }) else {
            var unknown = cost
            unknown.reason =
                "the price depends on the region that was called, which is not given "
                + "(one of \(candidates.joined(separator: ", ")))"
            return unknown
        }
        guard resolved.geography != "us-gov", first.status == .priced, candidates == ["us-east-1"],
            model.prices.contains(where: { $0.partition == .commercial && $0.tier == cost.tier && $0.regions != nil })
        else { return first }
        var assumed = first
        assumed.reason = [first.reason, "no region was given, so this is the price of us-east-1"].compactMap(\.self)
            .joined(separator: "; ")
        return assumed
    }

    /// The regions to try where none was given: us-east-1, the region of AWS's own list, unless the geography rules it out.
    private func sourceRegions(of resolved: ResolvedModel, model: ModelRates) -> [String] {
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

    private func priced(_ cost: Cost, model: ModelRates, source: PriceSource, shape: OutputShape) -> Cost {
        var cost = cost
        guard source.partition != .other else {
            cost.reason = "the rate card \(card.version) has no prices for the region \(source.region)"
            return cost
        }
        let scope = cost.scope ?? .inRegion
        let threshold = model.longContextThreshold(scope: scope, source: source)
        let above = threshold.flatMap { cost.usage.totalInputTokens > $0 ? $0 : nil }
        var lines: [LineItem] = []
        var notes = cost.reason.map { [$0] } ?? []
        for item in cost.usage.items {
            let quantity = cost.usage[item]
            let rate: SourcedRate
            switch lookUp(item, model: model, scope: scope, source: source, tier: cost.tier, above: above, shape: shape)
            {
            case .found(let found): rate = found
            case .missing(let reason):
                cost.reason = reason
                return cost
            }
            guard let line = LineItem(item: item, quantity: quantity, rate: rate.rate) else {
                cost.reason = "\(quantity.text) \(item.unit.rawValue)s of \(item.rawValue) cannot be priced exactly"
                return cost
            }
            if let note = rate.note, !notes.contains(note) { notes.append(note) }
            lines.append(line)
        }
        cost.status = .priced
        cost.lines = lines
        cost.reason = notes.isEmpty ? nil : notes.joined(separator: "; ")
        return cost
    }

    private enum Lookup {
        case found(SourcedRate)
        case missing(reason: String)
    }

    private func lookUp(
        _ item: BilledItem, model: ModelRates, scope: PriceScope, source: PriceSource, tier: PriceTier, above: Int64?,
        shape: OutputShape
    ) -> Lookup {
        if item.component == .other, let rate = card.guardrails[item] { return .found(rate) }
        for price in model.prices where price.covers(scope: scope, source: source, tier: tier) {
            guard price.aboveInputTokens == above, let rate = price.rates[item] else { continue }
            switch price.condition?.isMet(by: shape) {
            case nil where price.condition != nil:
                return .missing(
                    reason: "the price of \(item.rawValue) depends on size, steps, quality or resolution, "
                        + "which the request does not state")
            case false?: continue
            default: return .found(rate)
            }
        }
        for unresolved in model.unresolved
        where unresolved.item == item && unresolved.column.covers(scope: scope, source: source, tier: tier) {
            return .missing(reason: "\(item.rawValue) of \(model.id) in \(source.region): \(unresolved.reason)")
        }
        var circumstances = ["\(scope.rawValue) scope", source.region]
        if tier != .standard { circumstances.append("\(tier.rawValue) tier") }
        if let above { circumstances.append("over \(above) input tokens") }
        return .missing(
            reason: "the rate card \(card.version) has no \(item.rawValue) rate for \(model.id) "
                + "(\(circumstances.joined(separator: ", ")))")
    }
}
