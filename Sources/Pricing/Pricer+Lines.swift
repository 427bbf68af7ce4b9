extension Pricer {
    /// Puts the usage of a cost under the rates that hold for it: afterwards it is priced and has its lines, or says why
    /// it is unpriced.
    func price(_ cost: inout Cost, by prices: ModelPrices, at: Timestamp, shape: @autoclosure () -> OutputShape) {
        guard let region = prices.regions.first else { return }
        let shape = prices.hasConditions ? shape() : OutputShape()
        guard prices.regions.count == 1 else {
            // Without a region the price is known only where it is the same wherever the profile can be called from.
            return price(&cost, byAllOf: prices, at: at, shape: shape)
        }
        price(&cost, by: prices, in: region, at: at, shape: shape)
        guard prices.assumesRegion(in: cost.tier), cost.status == .priced else { return }
        let note = "no region was given, so this is the price of us-east-1"
        cost.reason = cost.reason.map { "\($0); \(note)" } ?? note
    }

    private func price(_ cost: inout Cost, byAllOf prices: ModelPrices, at: Timestamp, shape: OutputShape) {
        let costs = prices.regions.map { region in
            var one = cost
            price(&one, by: prices, in: region, at: at, shape: shape)
            return one
        }
        if let first = costs.first, costs.allSatisfy({ $0.lines == first.lines }) {
            cost = first
        } else {
            cost.reason =
                "the price depends on the region that was called, which is not given "
                + "(one of \(prices.regions.map(\.region).joined(separator: ", ")))"
        }
    }

    private func price(
        _ cost: inout Cost, by prices: ModelPrices, in region: RegionalPrices, at: Timestamp, shape: OutputShape
    ) {
        guard !region.isUnknownPartition else {
            cost.reason = "the rate card \(card.version) has no prices for the region \(region.region)"
            return
        }
        let tier = cost.tier
        let threshold = region.longContextThreshold(at: at)
        let above = threshold.flatMap { cost.usage.totalInputTokens > $0 ? $0 : nil }
        var lines: [LineItem] = []
        lines.reserveCapacity(cost.usage.count)
        var notes = Notes(cost.reason)
        do throws(UnresolvedModel) {
            try cost.usage.forEach { (item, quantity) throws(UnresolvedModel) in
                let (rate, note) = try rate(
                    of: item, by: prices, in: region, tier: tier, at: at, above: above, shape: shape)
                guard let line = LineItem(item: item, quantity: quantity, rate: rate) else {
                    throw UnresolvedModel(
                        reason: "\(quantity.text) \(item.unit.rawValue)s of \(item.rawValue) cannot be priced exactly")
                }
                if let note { notes.add(note) }
                lines.append(line)
            }
        } catch {
            cost.reason = error.reason
            return
        }
        cost.status = .priced
        cost.lines = lines
        cost.reason = notes.text
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
        private(set) var text: String?
        /// What was added, where it was anything.
        private var notes: [String] = []

        init(_ first: String?) {
            text = first
        }

        mutating func add(_ note: String) {
            guard note != text, !notes.contains(note) else { return }
            if notes.isEmpty, let text { notes.append(text) }
            notes.append(note)
            text = notes.joined(separator: "; ")
        }
    }
}
