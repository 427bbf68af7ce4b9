public import Pricing

/// What a re-pricing did, or would do.
public struct Repricing: Sendable, Hashable {
    /// One call whose price changed.
    public struct Change: Sendable, Hashable {
        /// The call's id.
        public var callID: String
        /// The model.
        public var model: String
        /// The cost before; `nil` where it was unknown.
        public var before: Money?
        /// The cost after.
        public var after: Money

        /// One call whose price changed.
        public init(callID: String, model: String, before: Money?, after: Money) {
            self.callID = callID
            self.model = model
            self.before = before
            self.after = after
        }
    }

    /// How many calls were looked at.
    public var examined: Int64 = 0
    /// How many got a correcting entry.
    public var corrected: Int64 = 0
    /// How many have no price still.
    public var stillUnpriced: Int64 = 0
    /// How many keep their amount because there is no price to replace it by, as where it was stated or is an estimate.
    public var kept: Int64 = 0
    /// The sum of all corrections.
    public var difference = Money.zero
    /// The first changes, at most ``maximumListedChanges``.
    public var changes: [Change] = []

    /// How many changes are listed one by one.
    public static let maximumListedChanges = 1000

    /// Nothing done yet.
    public init() {}

    /// Counts a call for which there is no new price.
    public mutating func noteUnpriced(_ recorded: RecordedCall) {
        if recorded.breakdown == nil { stillUnpriced += 1 } else { kept += 1 }
    }

    /// Counts a call whose price changes.
    public mutating func note(_ recorded: RecordedCall, after: Money) {
        corrected += 1
        difference += after - (recorded.breakdown?.total ?? .zero)
        guard changes.count < Self.maximumListedChanges else { return }
        changes.append(
            Change(
                callID: recorded.call.id, model: recorded.call.cost.model, before: recorded.breakdown?.total,
                after: after))
    }
}
