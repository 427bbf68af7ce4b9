/// One column of a model's price list: the rates that hold under its conditions.
public struct Price: Sendable, Hashable {
    /// Which inference profiles a price covers.
    public enum Coverage: String, Sendable, Hashable, CaseIterable {
        /// Every profile, and the bare model.
        case any
        /// `global.` profiles only.
        case global
        /// Geographic profiles and the bare model.
        case regional
    }

    /// The inference profiles it covers.
    public var coverage: Coverage = .any
    /// The partition of AWS in which it holds.
    public var partition: AWSPartition = .commercial
    /// The source regions in which it holds; `nil` for all of the partition.
    public var regions: Set<String>?
    /// From when it holds, inclusive.
    public var from: Timestamp?
    /// Until when it holds, exclusive.
    public var until: Timestamp?
    /// The price column.
    public var tier: PriceTier = .standard
    /// The total input above which it holds for the whole request; `nil` for the short context.
    public var aboveInputTokens: Int64?
    /// What the output must look like.
    public var condition: OutputCondition?
    /// The rates by item.
    public var rates: [BilledItem: SourcedRate] = [:]

    /// A column without rates, to be filled.
    public init() {}

    /// Whether the column covers calls from a region at a scope, at whatever time and in whatever tier.
    func covers(scope: PriceScope, region: String, partition: AWSPartition) -> Bool {
        (coverage == .any || (coverage == .global) == (scope == .global)) && self.partition == partition
            && (regions == nil || regions?.contains(region) == true)
    }

    /// Whether the column covers a call.
    func covers(scope: PriceScope, source: PriceSource, tier: PriceTier) -> Bool {
        self.tier == tier && covers(scope: scope, region: source.region, partition: source.partition)
            && (from.map { $0 <= source.at } ?? true)
            && (until.map { source.at < $0 } ?? true)
    }
}
