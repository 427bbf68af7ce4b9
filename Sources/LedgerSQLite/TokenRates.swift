internal import Pricing

/// The rates of the tokens that have columns of their own, in picodollars for one, as most prices have no others.
struct TokenRates {
    private var input: Int64 = 0
    private var cacheRead: Int64 = 0
    private var cacheWrite5m: Int64 = 0
    private var cacheWrite1h: Int64 = 0
    private var output: Int64 = 0

    /// The rates of a price; `nil` where it has others, or one that is not to be multiplied in 64 bits.
    init?(_ rates: [Price.ItemRate]) {
        var seen: Set<BilledItem> = []
        for entry in rates {
            guard seen.insert(entry.item).inserted, let rate = Int64(exactly: entry.rate.picodollarsPerUnit) else {
                return nil
            }
            switch entry.item {
            case .input: input = rate
            case .cacheRead: cacheRead = rate
            case .cacheWrite5m: cacheWrite5m = rate
            case .cacheWrite1h: cacheWrite1h = rate
            case .output: output = rate
            default: return nil
            }
        }
    }

    /// What tokens cost, each component and all together; `nil` where that does not fit.
    func costs(
        input: Int64, cacheRead: Int64, cacheWrite5m: Int64, cacheWrite1h: Int64, output: Int64
    ) -> (input: Int64, cached: Int64, write: Int64, output: Int64, total: Int64)? {
        let fresh = input.multipliedReportingOverflow(by: self.input)
        let cached = cacheRead.multipliedReportingOverflow(by: self.cacheRead)
        let write5m = cacheWrite5m.multipliedReportingOverflow(by: self.cacheWrite5m)
        let write1h = cacheWrite1h.multipliedReportingOverflow(by: self.cacheWrite1h)
        let generated = output.multipliedReportingOverflow(by: self.output)
        let write = write5m.partialValue.addingReportingOverflow(write1h.partialValue)
        let given = fresh.partialValue.addingReportingOverflow(cached.partialValue)
        let taken = write.partialValue.addingReportingOverflow(generated.partialValue)
        let total = given.partialValue.addingReportingOverflow(taken.partialValue)
        let overflows =
            fresh.overflow || cached.overflow || write5m.overflow || write1h.overflow || generated.overflow
            || write.overflow || given.overflow || taken.overflow || total.overflow
        guard !overflows else { return nil }
        return (
            fresh.partialValue, cached.partialValue, write.partialValue, generated.partialValue, total.partialValue
        )
    }
}
