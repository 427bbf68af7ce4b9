/// What one call used, in the units that AWS bills.
///
/// Token buckets never overlap: `[.input]` counts only tokens neither read from nor written to a cache, as in the
/// Converse API's `inputTokens`. Quantities are never negative; an item that was not used is absent.
public struct Usage: Sendable, Hashable {
    // The text tokens, which nearly every call has and few calls have anything beside, need no memory of their own.
    private var input = Quantity.zero
    private var cacheRead = Quantity.zero
    private var cacheWrite5m = Quantity.zero
    private var cacheWrite30m = Quantity.zero
    private var cacheWrite1h = Quantity.zero
    private var output = Quantity.zero
    /// Everything else, without what was not used.
    private var others: [BilledItem: Quantity] = [:]

    /// No usage.
    public init() {}

    /// Usage of tokens only.
    public init(
        input: Int64 = 0, cacheRead: Int64 = 0, cacheWrite5m: Int64 = 0, cacheWrite30m: Int64 = 0,
        cacheWrite1h: Int64 = 0, output: Int64 = 0
    ) {
        self.input = Quantity(input)
        self.cacheRead = Quantity(cacheRead)
        self.cacheWrite5m = Quantity(cacheWrite5m)
        self.cacheWrite30m = Quantity(cacheWrite30m)
        self.cacheWrite1h = Quantity(cacheWrite1h)
        self.output = Quantity(output)
    }

    /// The quantity of an item; zero where it was not used.
    public subscript(item: BilledItem) -> Quantity {
        get {
            switch item {
            case .input: input
            case .cacheRead: cacheRead
            case .cacheWrite5m: cacheWrite5m
            case .cacheWrite30m: cacheWrite30m
            case .cacheWrite1h: cacheWrite1h
            case .output: output
            default: others[item] ?? .zero
            }
        }
        set {
            switch item {
            case .input: input = newValue
            case .cacheRead: cacheRead = newValue
            case .cacheWrite5m: cacheWrite5m = newValue
            case .cacheWrite30m: cacheWrite30m = newValue
            case .cacheWrite1h: cacheWrite1h = newValue
            case .output: output = newValue
            default:
                if newValue != .zero { others[item] = newValue } else if !others.isEmpty { others[item] = nil }
            }
        }
    }

    /// The whole number of tokens of an item.
    public func tokens(_ item: BilledItem) -> Int64 { self[item].whole }

    /// Tokens written to a cache, whatever their time to live.
    public var cacheWriteTokens: Int64 {
        Quantity(millionths: cacheWrite5m.millionths + cacheWrite30m.millionths + cacheWrite1h.millionths).whole
    }

    /// All input tokens: fresh, read from a cache and written to one. It decides the long-context tier.
    public var totalInputTokens: Int64 {
        Quantity(millionths: input.millionths + cacheRead.millionths).whole.addingClamped(cacheWriteTokens)
    }

    /// Whether nothing was used.
    public var isEmpty: Bool { count == 0 }

    /// How many items were used.
    public var count: Int {
        var count = others.count
        for quantity in [input, cacheRead, cacheWrite5m, cacheWrite30m, cacheWrite1h, output]
        where quantity != .zero {
            count += 1
        }
        return count
    }

    /// The quantities by item. To look at them one by one, ``forEach(_:)`` needs no memory.
    public var quantities: [BilledItem: Quantity] {
        var quantities = others
        forEachToken { quantities[$0] = $1 }
        return quantities
    }

    /// The items that were used, in the order of ``BilledItem``.
    public var items: [BilledItem] {
        var items: [BilledItem] = []
        forEach { item, _ in items.append(item) }
        return items
    }

    /// Looks at the items that were used and their quantities, in the order of ``BilledItem``.
    public func forEach<Failure: Error>(_ body: (BilledItem, Quantity) throws(Failure) -> Void) throws(Failure) {
        try forEachToken(body)
        guard !others.isEmpty else { return }
        for item in BilledItem.allCases {
            if let quantity = others[item] { try body(item, quantity) }
        }
    }

    private func forEachToken<Failure: Error>(
        _ body: (BilledItem, Quantity) throws(Failure) -> Void
    ) throws(Failure) {
        if input != .zero { try body(.input, input) }
        if cacheRead != .zero { try body(.cacheRead, cacheRead) }
        if cacheWrite5m != .zero { try body(.cacheWrite5m, cacheWrite5m) }
        if cacheWrite30m != .zero { try body(.cacheWrite30m, cacheWrite30m) }
        if cacheWrite1h != .zero { try body(.cacheWrite1h, cacheWrite1h) }
        if output != .zero { try body(.output, output) }
    }
}
