public import Ledger
public import Pricing

/// What a team is charged for a month, in a form that a finance department can book.
///
/// It is made in one pass over the calls, so that every table of it adds up to the same total, to the last digit.
public struct TeamStatement: Sendable, Hashable {
    /// The charges of one callsite and model.
    public struct Line: Sendable, Hashable {
        /// The place in the caller's code.
        public var callsite: String
        /// The model.
        public var model: String
        /// The figures.
        public var figures: SpendFigures
    }

    /// What was priced by one version of the rate card.
    public struct RateCardUse: Sendable, Hashable {
        /// The version, as it is recorded with every cost.
        public var version: String
        /// How many calls.
        public var calls: Int64
        /// What they cost.
        public var cost: Money
    }

    /// A budget of the team, and how much of it was used.
    public struct BudgetUse: Sendable, Hashable {
        /// The budget.
        public var budget: Budget
        /// The limit with the increases that hold now.
        public var limit: Money
        /// The window that holds the middle of the month; `nil` where a month has several.
        public var window: BudgetWindow?
        /// What was spent in the window, by all that the budget covers; `nil` without a window.
        public var spent: Money?
    }

    /// The team.
    public var team: String
    /// The month.
    public var month: Month
    /// When the statement was made.
    public var madeAt: Timestamp
    /// The charges, the dearest first.
    public var lines: [Line]
    /// Their sum.
    public var total: SpendFigures
    /// The rate cards that the calls were priced by, by version.
    public var rateCards: [RateCardUse]
    /// What the correcting entries add up to; it is in the lines already.
    public var corrections: [CorrectionSum]
    /// The team's budgets, by name.
    public var budgets: [BudgetUse]
}

extension TeamStatement {
    private static let pageSize = 10_000

    /// Makes a statement out of a ledger.
    ///
    /// - Parameters:
    ///   - store: The ledger.
    ///   - team: The team.
    ///   - month: The month.
    ///   - corrections: What the corrections of the team's calls of the month add up to.
    ///   - now: The present moment.
    /// - Throws: What the store throws.
    public init(
        from store: any LedgerStore, team: String, month: Month, corrections: [CorrectionSum], now: Timestamp
    ) async throws {
        let filter = CallFilter(since: month.start, until: month.end, team: team)
        let last = try await store.lastSequence()
        var sums = StatementSums()
        var position: Int64 = 0
        while position < last {
            try Task.checkCancellation()
            let page = try await store.calls(filter, after: position, through: last, limit: Self.pageSize)
            guard let newest = page.last else { break }
            for recorded in page { sums.add(recorded) }
            position = newest.sequence
        }
        self.init(
            team: team, month: month, madeAt: now, lines: sums.sortedLines, total: sums.total,
            rateCards: sums.sortedRateCards, corrections: corrections,
            budgets: try await Self.budgets(of: team, month: month, store: store))
    }

    private static func budgets(
        of team: String, month: Month, store: any LedgerStore
    ) async throws -> [BudgetUse] {
        var uses: [BudgetUse] = []
        // In another time zone a month starts hours earlier or later; its middle is in the same month everywhere.
        let middle = month.start.advanced(byMilliseconds: 15 * 86_400_000)
        for status in try await store.budgets() where status.budget.scope.team == team {
            var use = BudgetUse(budget: status.budget, limit: status.effectiveLimit)
            if status.budget.period.holdsMonths {
                let window = try status.budget.window(containing: middle)
                let scope = status.budget.scope
                let filter = CallFilter(
                    since: max(window.start, .earliest), until: window.end ?? month.end, team: scope.team,
                    callsite: scope.callsite, user: scope.user, model: scope.model, tags: scope.tags)
                use.window = window
                use.spent = try await store.spend(by: [], filter: filter).total.cost
            }
            uses.append(use)
        }
        return uses
    }
}

extension BudgetPeriod {
    /// Whether a window holds a whole month, so that a month has one.
    fileprivate var holdsMonths: Bool {
        switch self {
        case .month, .quarter, .year, .total: true
        case .day, .week, .rolling: false
        }
    }
}
