public import Pricing

/// What a comparison of the bill with the ledger found.
public struct BillComparison: Sendable, Hashable {
    /// What became of one model and kind of token.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// Both say the same, within the tolerance.
        case matched
        /// The bill has more: traffic that bypassed the ledger.
        case bypassed
        /// The ledger has more: counted twice, or not billed yet.
        case unbilled
        /// The bill's name stands for no declared model.
        case unmapped
        /// The two cannot be compared, for the reason given.
        case notComparable = "not_comparable"
    }

    /// One model and kind of token.
    public struct Row: Sendable, Hashable {
        /// The model; the bill's own name where it is unmapped.
        public var model: String
        /// The kind of token; `nil` where the row stands for all kinds.
        public var item: BilledItem?
        /// The tokens of the bill.
        public var billed: Quantity
        /// The tokens of the ledger.
        public var recorded: Quantity
        /// What the bill charges for them.
        public var billedCost: Money
        /// What the ledger charges for its own.
        public var recordedCost: Money
        /// What the ledger's tokens cost at the bill's own rate; `nil` where the bill has none.
        public var repricedCost: Money?
        /// What became of it.
        public var outcome: Outcome
        /// Why, and what to do, in words; empty where it matched.
        public var reason: String
        /// The days with the largest differences, the largest first, with the bill's tokens less the ledger's.
        public var days: [Day] = []
        /// Who is billed for such tokens, as the bill names callers, the gateway itself included; those of the most tokens.
        public var callers: [String] = []

        /// The bill's tokens less the ledger's.
        public var difference: Quantity { Quantity(millionths: billed.millionths - recorded.millionths) }
    }

    /// The difference of one day.
    public struct Day: Sendable, Hashable {
        /// The day's start in UTC.
        public var start: Timestamp
        /// The bill's tokens less the ledger's.
        public var difference: Quantity
    }

    /// Lines of the bill that are not compared.
    public struct Skipped: Sendable, Hashable {
        /// What they are: their type, or why they are left out.
        public var reason: String
        /// How many.
        public var lines: Int64
        /// Their sum.
        public var cost: Money
    }

    /// The first moment compared.
    public var from: Timestamp
    /// The end, exclusive.
    public var to: Timestamp
    /// By how much figures may differ.
    public var tolerance: Tolerance
    /// What was compared, by model and kind.
    public var rows: [Row] = []
    /// What was not.
    public var skipped: [Skipped] = []
    /// Models whose prices differ between bill and rate card, in words.
    public var priceDifferences: [String] = []
    /// What a reader should know.
    public var notes: [String] = []

    /// Whether nothing has to be looked at.
    ///
    /// Unmapped names count only where `strictly` is set: a bill has models that nobody routes through the ledger.
    public func isClean(strictly: Bool) -> Bool {
        priceDifferences.isEmpty
            && rows.allSatisfy { row in
                switch row.outcome {
                case .matched: true
                case .bypassed, .unbilled, .notComparable: false
                case .unmapped: !strictly
                }
            }
    }
}
