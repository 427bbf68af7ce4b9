internal import Ledger
internal import Pricing
internal import SQLite

/// The budgets and their windows as one transaction sees and changes them.
///
/// Changes are kept here and written at the end, so that a thousand calls change a window once.
final class BudgetBook {
    /// How many windows of a budget are kept: the present one, and its neighbours for clocks that disagree.
    private static let keptWindows = 3

    private let database: Database
    private let rollups: RollupBuffer
    private let alerts: AlertBook
    /// The time of the transaction.
    private var now = Timestamp(milliseconds: 0)
    private var budgets: [StoredBudget]?
    /// The newest entry of the audit trail when the budgets were read. Whoever changes a budget adds one.
    private var revision: Int64 = -1
    private var budgetsBySeries: [Int64: [Int]] = [:]
    private var windows: [Int64: [StoredWindow]] = [:]
    private var changed: Set<Int64> = []
    /// How often something was changed.
    private(set) var changes = 0

    init(_ database: Database, rollups: RollupBuffer, alerts: AlertBook) {
        self.database = database
        self.rollups = rollups
        self.alerts = alerts
    }

    /// Starts a transaction: other processes may have changed everything since the last one.
    func begin(at moment: Timestamp) throws {
        now = moment
        windows = [:]
        changed = []
        let newest = try database.connection.integer("SELECT max(id) FROM budget_change") ?? 0
        if newest != revision { forget() }
        revision = newest
    }

    /// Forgets everything, so that it is read anew.
    func forget() {
        budgets = nil
        budgetsBySeries = [:]
        windows = [:]
        changed = []
        revision = -1
    }

    /// All budgets, by name.
    func all() throws -> [StoredBudget] {
        if let budgets { return budgets }
        let read = try database.budgets()
        budgets = read
        return read
    }

    /// The budgets that cover a series, by name.
    func budgets(covering series: Int64) throws -> [StoredBudget] {
        let all = try all()
        if let known = budgetsBySeries[series] { return known.map { all[$0] } }
        let filed = try database.dimensions.series(series)
        let covering = all.indices.filter { all[$0].budget.scope.covers(filed.attribution, model: filed.model) }
        if budgetsBySeries.count >= 100_000 { budgetsBySeries = [:] }
        budgetsBySeries[series] = covering
        return covering.map { all[$0] }
    }

    /// The present figures of a budget.
    func balance(of stored: StoredBudget, at now: Timestamp) throws -> BudgetBalance {
        balance(of: stored, in: try window(of: stored, at: now))
    }

    /// The present figures of a budget that somebody looks at. What they have reached is told where nobody did yet: an
    /// increase may have ended since the money was spent. A sliding window tells only what rises in it.
    func surveyed(_ stored: StoredBudget) throws -> BudgetBalance {
        let window = try window(of: stored, at: now)
        if case .rolling = stored.budget.period {} else { try noteThresholds(of: stored, in: window, since: .zero) }
        return balance(of: stored, in: window)
    }

    private func balance(of stored: StoredBudget, in window: StoredWindow) -> BudgetBalance {
        BudgetBalance(
            budget: stored.budget, effectiveLimit: stored.budget.limit(raisedBy: stored.raises, at: now),
            window: window.window, spent: window.spent, estimated: window.estimated, reserved: window.reserved,
            unpricedCalls: window.unpricedCalls)
    }

    /// Adds the figures of a call to all windows that hold its time.
    func charge(_ figures: SpendFigures, series: Int64, at moment: Timestamp) throws {
        try change(series: series, at: moment) { $0.charge(figures) }
    }

    /// Adds an amount to what is reserved in all windows that hold its time; a negative one lifts a hold.
    func reserve(_ amount: Money, series: Int64, at moment: Timestamp) throws {
        try change(series: series, at: moment) { $0.reserved += amount }
    }

    /// Forgets the windows of a budget, because they are to be added up in another way.
    func dropWindows(of budget: Int64) throws {
        windows[budget] = nil
        changed.remove(budget)
        try database.connection.run("DELETE FROM budget_window WHERE budget = ?", .integer(budget))
    }

    /// Writes what was changed.
    func flush() throws {
        for budget in changed.sorted() {
            for window in windows[budget] ?? [] {
                try database.connection.runSealed(
                    "INSERT OR REPLACE INTO budget_window VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    window.columns(budget: budget))
            }
        }
        changed = []
    }

    private func change(
        series: Int64, at moment: Timestamp, by change: (inout StoredWindow) -> Void
    ) throws {
        for stored in try budgets(covering: series) {
            var known = try storedWindows(of: stored.id)
            var isChanged = false
            for index in known.indices where known[index].window.contains(moment) {
                let before = known[index].spent
                change(&known[index])
                if known[index].spent > before { try noteThresholds(of: stored, in: known[index], since: before) }
                isChanged = true
            }
            guard isChanged else { continue }
            windows[stored.id] = known
            changed.insert(stored.id)
            changes += 1
        }
    }

    /// The window that is current at a moment, made from the calls where nobody asked for it before.
    private func window(of stored: StoredBudget, at now: Timestamp) throws -> StoredWindow {
        let current = try stored.budget.window(containing: now)
        var known = try storedWindows(of: stored.id)
        if let found = known.first(where: { $0.window.start == current.start && $0.window.end == current.end }) {
            return found
        }
        try rollups.flush()
        let made = try database.sum(of: stored.budget, in: current)
        // Sliding windows overlap: what the one before had reached is no news in this one.
        let before = known.filter { $0.window.start < current.start && $0.window.contains(current.start) }
        try noteThresholds(of: stored, in: made, since: before.map(\.spent).max() ?? .zero)
        known.append(made)
        known.sort { $0.window.start < $1.window.start }
        while known.count > Self.keptWindows {
            // The one farthest from the present goes; it can be added up again.
            let isFirst = known[0].window.start != current.start
            let gone = isFirst ? known.removeFirst() : known.removeLast()
            try database.connection.run(
                "DELETE FROM budget_window WHERE budget = ? AND starts_at = ?", .integer(stored.id),
                .integer(gone.window.start.milliseconds))
        }
        windows[stored.id] = known
        changed.insert(stored.id)
        changes += 1
        return made
    }

    /// Tells which thresholds the present window has reached. Most calls reach none, and that is all they cost.
    private func noteThresholds(of stored: StoredBudget, in window: StoredWindow, since before: Money) throws {
        let limit = stored.budget.limit(raisedBy: stored.raises, at: now)
        let reached = stored.budget.thresholds(reachedBy: window.spent, from: before, limit: limit)
        guard !reached.isEmpty else { return }
        let current = try stored.budget.window(containing: now)
        guard current.start == window.window.start, current.end == window.window.end else { return }
        for threshold in reached {
            let figures = balance(of: stored, in: window).alertFigures
            alerts.note(AlertFact(kind: .thresholdReached, figures: figures, threshold: threshold), at: now)
        }
    }

    private func storedWindows(of budget: Int64) throws -> [StoredWindow] {
        if let known = windows[budget] { return known }
        let read = try database.connection.all(
            "SELECT * FROM budget_window WHERE budget = ? ORDER BY starts_at", .integer(budget)
        ) { try StoredWindow($0) }
        windows[budget] = read
        return read
    }
}
