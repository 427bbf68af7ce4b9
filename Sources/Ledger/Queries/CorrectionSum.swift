public import Pricing

/// What the correcting entries of one kind add up to.
public struct CorrectionSum: Sendable, Hashable {
    /// Why an entry was made.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// True figures replaced an estimate or a missing price.
        case replacement
        /// An amount was taken back: the call was never sent, or is recorded elsewhere.
        case cancellation
        /// The call was priced again.
        case repricing
    }

    /// Why the entries were made.
    public var kind: Kind
    /// How many there are.
    public var entries: Int64
    /// By how much they changed the cost.
    public var difference: Money

    /// What the correcting entries of one kind add up to.
    public init(kind: Kind, entries: Int64, difference: Money) {
        self.kind = kind
        self.entries = entries
        self.difference = difference
    }
}
