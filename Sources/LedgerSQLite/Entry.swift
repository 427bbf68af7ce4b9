internal import Ledger
internal import Pricing

/// A call as the database has it: how it stands, and what its rows refer to.
struct Entry {
    /// The number of what the call is filed under.
    var series: Int64
    /// The number of the reservation that it settled.
    var reservation: Int64?
    /// How it stands, corrections applied.
    var recorded: RecordedCall
}

extension CostBreakdown {
    /// An amount that stands for a cost whose parts are not known.
    init(estimate amount: Money) {
        self.init()
        other = amount
    }
}

extension RecordedCall {
    /// The amount that stands for an unknown cost; `nil` where there is none.
    var estimate: Money? { call.cost.total == nil ? breakdown?.total : nil }
}
