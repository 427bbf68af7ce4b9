/// Something in a card that somebody should look at.
public struct RateCardFinding: Sendable, Hashable {
    /// The model's id; `nil` where the whole card is meant.
    public let model: String?
    /// What was found.
    public let message: String
}

extension RateCard {
    /// Looks for what a strict reader cannot refuse but a careful one would ask about.
    ///
    /// Found are: an old card, models without a price today, items that two columns price differently for the same call,
    /// a long context that costs less than the short one, and geographic prices below global ones.
    public func findings(at now: Timestamp) -> [RateCardFinding] {
        var findings: [RateCardFinding] = []
        if let warning = stalenessWarning(at: now) { findings.append(RateCardFinding(model: nil, message: warning)) }
        if models.isEmpty { findings.append(RateCardFinding(model: nil, message: "the card has no models")) }
        for model in models.values.sorted(by: { $0.id < $1.id }) {
            findings += model.findings(at: now).map { RateCardFinding(model: model.id, message: $0) }
        }
        return findings
    }
}

extension ModelRates {
    fileprivate func findings(at now: Timestamp) -> [String] {
        var messages: [String] = []
        let current = prices.filter { ($0.from.map { $0 <= now } ?? true) && ($0.until.map { now < $0 } ?? true) }
        if current.isEmpty { messages.append("no price holds today") }
        for (index, price) in current.enumerated() {
            for other in current[(index + 1)...] where price.overlaps(other) {
                for (item, rate) in price.rates where other.rates[item].map({ $0.rate != rate.rate }) ?? false {
                    messages.append(
                        "two columns price \(item.rawValue) differently: \(price.conditions); \(other.conditions)")
                }
            }
        }
        for long in current where long.aboveInputTokens != nil {
            var short = long
            short.aboveInputTokens = nil
            for base in current where base.conditions == short.conditions {
                for (item, rate) in long.rates {
                    guard let lower = base.rates[item], rate.rate.picodollarsPerUnit < lower.rate.picodollarsPerUnit
                    else { continue }
                    messages.append("\(item.rawValue) costs less in the long context (\(long.conditions))")
                }
            }
        }
        for global in current where global.coverage == .global {
            for regional in current where regional.coverage == .regional && regional.sharesColumn(with: global) {
                for (item, rate) in global.rates {
                    guard let other = regional.rates[item], other.rate.picodollarsPerUnit < rate.rate.picodollarsPerUnit
                    else { continue }
                    messages.append("\(item.rawValue) costs less in a region than globally (\(regional.conditions))")
                }
            }
        }
        return messages
    }
}

extension Price {
    /// Whether one call can fall under both columns.
    fileprivate func overlaps(_ other: Price) -> Bool {
        tier == other.tier && partition == other.partition && aboveInputTokens == other.aboveInputTokens
            && condition == nil && other.condition == nil
            && (coverage == .any || other.coverage == .any || coverage == other.coverage)
            && sharesRegions(with: other)
    }

    /// Whether two columns differ in nothing but the profiles they cover.
    fileprivate func sharesColumn(with other: Price) -> Bool {
        tier == other.tier && partition == other.partition && aboveInputTokens == other.aboveInputTokens
            && sharesRegions(with: other)
    }

    private func sharesRegions(with other: Price) -> Bool {
        guard let regions, let others = other.regions else { return true }
        return !regions.isDisjoint(with: others)
    }
}
