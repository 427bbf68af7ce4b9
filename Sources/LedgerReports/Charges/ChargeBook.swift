import Ledger
import Pricing

/// Adds up the charges of one period.
struct ChargeBook {
    private let start: Timestamp
    private var charges: [ChargeKey: Charge] = [:]
    /// Calls without a known price, which no charge can stand for.
    private(set) var unpricedCalls: Int64 = 0

    init(start: Timestamp) {
        self.start = start
    }

    /// Adds a call.
    mutating func add(_ recorded: RecordedCall, cacheSavings: Money?) {
        guard let breakdown = recorded.breakdown else {
            unpricedCalls += 1
            return
        }
        let key = ChargeKey(of: recorded, start: start)
        guard recorded.call.cost.total != nil else {
            charges[key, default: Charge(key)].cost += breakdown.total
            charges[key, default: Charge(key)].requests += 1
            return
        }
        for (index, line) in recorded.call.cost.lines.enumerated() {
            let key = key.with(line.item, line.rate)
            var charge = charges[key] ?? Charge(key)
            charge.quantity.millionths += line.quantity.millionths
            charge.cost += line.cost
            if index == 0 {
                charge.requests += 1
                if let cacheSavings { charge.cacheSavings = (charge.cacheSavings ?? .zero) + cacheSavings }
            }
            charges[key] = charge
        }
    }

    /// The charges, sorted.
    var sorted: [Charge] {
        charges.values.sorted { ChargeKey.precedes($0.key, $1.key) }
    }
}
