public import Pricing

/// Spend by group, and its total.
public struct SpendReport: Sendable, Hashable {
    /// One group.
    public struct Row: Sendable, Hashable {
        /// The values of the keys, in the order asked for; `nil` where a call has none.
        public var key: [String?]
        /// The group's figures.
        public var figures: SpendFigures

        /// One group.
        public init(key: [String?], figures: SpendFigures) {
            self.key = key
            self.figures = figures
        }
    }

    /// The keys that were asked for.
    public var keys: [SpendKey]
    /// The first moment covered, inclusive; `nil` where the query had none.
    public var from: Timestamp?
    /// The last moment covered, exclusive; `nil` where the query had none.
    public var to: Timestamp?
    /// The groups: in time order where the first key is a time, else the dearest first; ties by key.
    public var rows: [Row]
    /// The sum over all rows, exact.
    public var total: SpendFigures

    /// Spend by group.
    public init(keys: [SpendKey], from: Timestamp?, to: Timestamp?, rows: [Row], total: SpendFigures) {
        self.keys = keys
        self.from = from
        self.to = to
        self.rows = rows
        self.total = total
    }
}
