import Ledger
import Pricing

/// The member `usage` of a settlement: counts under the names of the columns of an export.
enum UsageMembers {
    /// The names of the counts, and what they count; tokens of input leave out those of a cache.
    static let items: KeyValuePairs<String, BilledItem> = [
        "input_tokens": .input, "cache_read_tokens": .cacheRead, "cache_write_5m_tokens": .cacheWrite5m,
        "cache_write_30m_tokens": .cacheWrite30m, "cache_write_1h_tokens": .cacheWrite1h, "output_tokens": .output,
    ]

    /// What a body says was used; `nil` where it says nothing.
    static func usage(in body: APIBody) throws(APIProblem) -> Usage? {
        guard let members = try body.object("usage", taking: items.map(\.key)) else { return nil }
        var usage = Usage()
        for (name, item) in items {
            if let count = try members.integer(name, in: 0...10_000_000_000) { usage[item] = Quantity(count) }
        }
        return usage
    }
}
