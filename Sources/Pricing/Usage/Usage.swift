/// What one call used, in the units that AWS bills.
///
/// Token buckets never overlap: `[.input]` counts only tokens neither read from nor written to a cache, as in the
/// Converse API's `inputTokens`. Quantities are never negative; an item that was not used is absent.
public struct Usage: Sendable, Hashable {
    /// The quantities by item.
    public private(set) var quantities: [BilledItem: Quantity] = [:]

    /// No usage.
    public init() {}

    /// Usage of tokens only.
    public init(
        input: Int64 = 0, cacheRead: Int64 = 0, cacheWrite5m: Int64 = 0, cacheWrite30m: Int64 = 0,
        cacheWrite1h: Int64 = 0, output: Int64 = 0
    ) {
        self[.input] = Quantity(input)
        self[.cacheRead] = Quantity(cacheRead)
        self[.cacheWrite5m] = Quantity(cacheWrite5m)
        self[.cacheWrite30m] = Quantity(cacheWrite30m)
        self[.cacheWrite1h] = Quantity(cacheWrite1h)
        self[.output] = Quantity(output)
    }

    /// The quantity of an item; zero where it was not used.
    public subscript(item: BilledItem) -> Quantity {
        get { quantities[item] ?? .zero }
        set { quantities[item] = newValue == .zero ? nil : newValue }
    }

    /// The whole number of tokens of an item.
    public func tokens(_ item: BilledItem) -> Int64 {
        Int64(clamping: self[item].millionths / 1_000_000)
    }

    /// Tokens written to a cache, whatever their time to live.
    public var cacheWriteTokens: Int64 {
        let total =
            self[.cacheWrite5m].millionths + self[.cacheWrite30m].millionths + self[.cacheWrite1h].millionths
        return Int64(clamping: total / 1_000_000)
    }

    /// All input tokens: fresh, read from a cache and written to one. It decides the long-context tier.
    public var totalInputTokens: Int64 {
        let total = self[.input].millionths + self[.cacheRead].millionths
        return Int64(clamping: total / 1_000_000 + Int128(cacheWriteTokens))
    }

    /// Whether nothing was used.
    public var isEmpty: Bool { quantities.isEmpty }

    /// The items that were used, in the order of ``BilledItem``.
    public var items: [BilledItem] { BilledItem.allCases.filter { quantities[$0] != nil } }
}
