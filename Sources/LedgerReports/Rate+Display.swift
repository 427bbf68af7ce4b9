package import Pricing

extension Rate {
    /// The rate as price lists write it: token rates for a million, others for one.
    package func listed(for item: BilledItem) -> String {
        item.unit == .token
            ? ExactDecimal.text(of: picodollarsPerUnit, decimals: 6)
            : ExactDecimal.text(of: picodollarsPerUnit, decimals: 12)
    }
}

extension BilledItem {
    /// What a listed rate is for.
    package var listedUnit: String { unit == .token ? "1M tokens" : unit.rawValue }
}
