public import Pricing

/// A call as it stands in the ledger, with later corrections applied.
public struct RecordedCall: Sendable, Hashable {
    /// The position in the ledger, rising by order of recording; use it to page.
    public var sequence: Int64
    /// The call as it stands. What it is filed under never changes: id, time, attribution, requested model, model, region
    /// and operation are as first recorded. What came out of it is that of the newest correction: request id, status,
    /// usage, price, latency.
    public var call: Call
    /// The cost by component after all corrections; `nil` where it is still unknown.
    ///
    /// It differs from `call.cost.breakdown` only where the amount of a reservation stands for an unknown cost: that
    /// amount is `other`.
    public var breakdown: CostBreakdown?
    /// Whether the amount after all corrections is still an estimate.
    public var isEstimated: Bool
    /// How many correcting entries the call has.
    public var corrections: Int
    /// The reservation that the call settled, where there was one.
    public var reservationID: String?
    /// By how much the cost exceeds the reservation; zero where nothing was held because the price was unknown.
    public var overshoot: Money

    /// A call as it stands in the ledger.
    public init(
        sequence: Int64, call: Call, breakdown: CostBreakdown?, isEstimated: Bool, corrections: Int = 0,
        reservationID: String? = nil, overshoot: Money = .zero
    ) {
        self.sequence = sequence
        self.call = call
        self.breakdown = breakdown
        self.isEstimated = isEstimated
        self.corrections = corrections
        self.reservationID = reservationID
        self.overshoot = overshoot
    }
}
