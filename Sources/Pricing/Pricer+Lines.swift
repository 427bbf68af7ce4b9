extension Pricer {
    /// Puts a usage under the rates that hold for it.
    ///
    /// - Returns: `cost` as priced with its lines, or as unpriced with the reason.
    func priced(_ cost: Cost, by prices: ModelPrices, at: Timestamp, shape: @autoclosure () -> OutputShape) -> Cost {
        guard let region = prices.regions.first else { return cost }
        let shape = prices.hasConditions ? shape() : OutputShape()
        let first = priced(cost, by: prices, in: region, at: at, shape: shape)
        if prices.isRegionKnown { return first }
        // Without a region the price is known only where it is the same wherever the profile can be called from.
        let differs = prices.regions.dropFirst().contains { region in
            priced(cost, by: prices, in: region, at: at, shape: shape).lines != first.lines
        }
        guard !differs else {
            var unknown = cost
            unknown.reason =
                "the price depends on the region that was called, which is not given "
                + "(one of \(prices.regions.map(\.region).joined(separator: ", ")))"
            return unknown
        }
        guard prices.assumesRegion(in: cost.tier), first.status == .priced else { return first }
        var assumed = first
        let note = "no region was given, so this is the price of us-east-1"
        assumed.reason = first.reason.map { "\($0); \(note)" } ?? note
        return assumed
    }

    private func priced(
        _ cost: Cost, by prices: ModelPrices, in region: RegionalPrices, at: Timestamp, shape: OutputShape
    ) -> Cost {
        var cost = cost
        guard !region.isUnknownPartition else {
            cost.reason = "the rate card \(card.version) has no prices for the region \(region.region)"
            return cost
        }
        let threshold = region.longContextThreshold(at: at)
        let above = threshold.flatMap { cost.usage.totalInputTokens > $0 ? $0 : nil }
        var lines: [LineItem] = []
        lines.reserveCapacity(cost.usage.count)
        var notes = Notes(cost.reason)
        do throws(UnresolvedModel) {
            try cost.usage.forEach { (item, quantity) throws(UnresolvedModel) in
                let (rate, note) = try rate(
                    of: item, by: prices, in: region, tier: cost.tier, at: at, above: above, shape: shape)
                guard let line = LineItem(item: item, quantity: quantity, rate: rate) else {
                    throw UnresolvedModel(
                        reason: "\(quantity.text) \(item.unit.rawValue)s of \(item.rawValue) cannot be priced exactly")
                }
                if let note { notes.add(note) }
                lines.append(line)
            }
        } catch {
            cost.reason = error.reason
            return cost
        }
        cost.status = .priced
        cost.lines = lines
        cost.reason = notes.text
        return cost
    }

    private func rate(
        of item: BilledItem, by prices: ModelPrices, in region: RegionalPrices, tier: PriceTier, at: Timestamp,
        above: Int64?, shape: OutputShape
    ) throws(UnresolvedModel) -> (Rate, note: String?) {
        if item.component == .other, let rate = card.guardrails[item] { return (rate.rate, rate.note) }
        switch region.rate(of: item, tier: tier, at: at, above: above, shape: shape) {
        case .found(let found): return (found.rate, found.note)
        case .open:
            throw UnresolvedModel(
                reason: "the price of \(item.rawValue) depends on size, steps, quality or resolution, "
                    + "which the request does not state")
        case .missing: break
        }
        let (id, scope) = (prices.resolved.id, prices.resolved.scope)
        let source = PriceSource(region: region.region, at: at)
        for unresolved in prices.model?.unresolved ?? []
        where unresolved.item == item && unresolved.column.covers(scope: scope, source: source, tier: tier) {
            throw UnresolvedModel(
                reason: "\(item.rawValue) of \(id) in \(region.region): \(unresolved.reason)")
        }
        var circumstances = ["\(scope.rawValue) scope", region.region]
        if tier != .standard { circumstances.append("\(tier.rawValue) tier") }
        if let above { circumstances.append("over \(above) input tokens") }
        throw UnresolvedModel(
            reason: "the rate card \(card.version) has no \(item.rawValue) rate for \(id) "
                + "(\(circumstances.joined(separator: ", ")))")
    }

    /// What a reader of a price should know, each remark once.
    private struct Notes {
        private var notes: [String]

        init(_ first: String?) {
            notes = first.map { [$0] } ?? []
        }

        mutating func add(_ note: String) {
            if !notes.contains(note) { notes.append(note) }
        }

        var text: String? { notes.isEmpty ? nil : notes.joined(separator: "; ") }
    }
}
