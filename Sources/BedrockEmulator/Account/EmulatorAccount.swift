public import Pricing

/// What an emulator has billed so far: the other side of a ledger that is to be compared with it.
public struct EmulatorAccount: Sendable {
    /// The calls, oldest first; the latest ones where there were more than the limit.
    public var calls: some RandomAccessCollection<BilledCall> { recorded[start...] }
    /// The price of all calls that have one, those no longer listed included.
    public private(set) var totalCost = Money.zero
    /// The tokens of all calls, those no longer listed included.
    public private(set) var totalTokens = BilledTokens()
    /// How many calls were billed.
    public private(set) var callCount: Int64 = 0
    /// How many of them have no price.
    public private(set) var unpricedCount: Int64 = 0
    /// How many of the oldest calls are no longer listed.
    public private(set) var droppedCount: Int64 = 0

    private var recorded: [BilledCall] = []
    private var start = 0
    private let limit: Int

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// The call with a request id, nil where there is none or it is no longer listed. Linear in the calls.
    public func call(requestID: String) -> BilledCall? {
        recorded[start...].last { $0.requestID == requestID }
    }

    /// The calls behind a place, at most so many.
    func calls(after sequence: Int64, limit: Int) -> ArraySlice<BilledCall> {
        let skipped = Int(clamping: max(0, sequence - droppedCount))
        return recorded[start...].dropFirst(skipped).prefix(limit)
    }

    mutating func record(_ call: BilledCall) {
        recorded.append(call)
        callCount += 1
        totalTokens += call.usage
        if let total = call.cost.total { totalCost = totalCost + total } else { unpricedCount += 1 }
        guard recorded.count - start > limit else { return }
        start += 1
        droppedCount += 1
        // The dropped ones are taken out rarely, so that a full account still takes a call in constant time.
        if start > limit {
            recorded.removeFirst(start)
            start = 0
        }
    }

    mutating func settle(_ sequence: Int64, as delivery: DeliveryState) {
        let index = Int(clamping: sequence - droppedCount - 1) + start
        guard (start..<recorded.count).contains(index) else { return }
        recorded[index].delivery = delivery
    }
}
