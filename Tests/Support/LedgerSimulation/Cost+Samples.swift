package import Pricing

extension Cost {
    /// A cost of one line in component `other`.
    package static func of(_ amount: Money, model: String = "model.a") -> Cost {
        let rate = Rate(picodollarsPerUnit: amount.picodollars)
        let line = LineItem(item: .query, quantity: Quantity(1), rate: rate)
        var usage = Usage()
        usage[.query] = Quantity(1)
        return Cost(
            status: .priced, model: model, scope: .global, usage: usage, lines: [line].compactMap { $0 },
            ratesVersion: "2026-11-23")
    }

    /// A cost of tokens at 3, 0.3, 3.75, 6 and 15 USD per million.
    package static func tokens(_ usage: Usage, model: String = "model.a", scale: Int128 = 1) -> Cost {
        let rates: [(BilledItem, Int128)] = [
            (.input, 3_000_000), (.cacheRead, 300_000), (.cacheWrite5m, 3_750_000), (.cacheWrite1h, 6_000_000),
            (.output, 15_000_000),
        ]
        let lines = rates.compactMap { item, rate in
            usage[item] == .zero
                ? nil
                : LineItem(item: item, quantity: usage[item], rate: Rate(picodollarsPerUnit: rate * scale))
        }
        return Cost(
            status: .priced, model: model, scope: .geo, usage: usage, lines: lines, ratesVersion: "2026-11-23")
    }

    /// A cost that is not known, though the usage is.
    package static func unpriced(_ usage: Usage = Usage(input: 100, output: 10), model: String = "model.new") -> Cost {
        Cost(
            status: .unpriced, model: model, scope: nil, usage: usage, ratesVersion: "2026-11-23",
            reason: "no rate for \(model)")
    }

    /// A cost that is not known because the usage is not.
    package static func unknownUsage(model: String = "model.a") -> Cost {
        Cost(
            status: .unknownUsage, model: model, scope: nil, ratesVersion: "2026-11-23",
            reason: "the stream ended before its metadata")
    }
}
