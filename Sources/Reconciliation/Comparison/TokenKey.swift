import Pricing

/// One model and one kind of token.
struct TokenKey: Hashable, Comparable {
    var model: String
    var item: BilledItem

    /// The kinds of token that bills and ledger are compared by.
    static let items: [BilledItem] = [.input, .cacheRead, .cacheWrite5m, .cacheWrite30m, .cacheWrite1h, .output]

    static func < (left: TokenKey, right: TokenKey) -> Bool {
        if left.model != right.model { return left.model < right.model }
        let order = BilledItem.allCases
        return (order.firstIndex(of: left.item) ?? 0) < (order.firstIndex(of: right.item) ?? 0)
    }
}
