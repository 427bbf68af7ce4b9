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
    private var accounts: [BudgetAccount]?
    /// The newest entry of the audit trail when the budgets were read. Whoever changes a budget adds one.
    private var revision: Int64 = -1
    private var coverage: [Int64: Coverage] = [:]
    /// What was asked for last, because one operation asks several times.
    private var lastCoverage: Coverage?
    /// How often something was changed.
    private(set) var changes = 0

    init(_ database: Database, rollups: RollupBuffer, alerts: AlertBook) {
        self.database = database
        self.rollups = rollups
        self.alerts = alerts
    }

    /// The budgets that cover a series, by name, and their names.
    private final class Coverage {
        let series: Int64
        let accounts: [BudgetAccount]
        let names: [String]

        init(series: Int64, accounts: [BudgetAccount]) {
            self.series = series
            self.accounts = accounts
            names = accounts.map(\.stored.budget.name)
        }
    }

    /// Starts a transaction: other processes may have changed everything since the last one.
    func begin(at moment: Timestamp) throws {
        now = moment
        let newest = try database.connection.integer("SELECT max(id) FROM budget_change") ?? 0
        if newest != revision { forget() }
        revision = newest
        for account in accounts ?? [] { account.begin(at: moment) }
    }

    /// Forgets everything, so that it is read anew.
    func forget() {
        accounts = nil
        coverage = [:]
        lastCoverage = nil
        revision = -1
    }

    /// All budgets, by name.
    func all() throws -> [StoredBudget] { try allAccounts().map(\.stored) }

    private func allAccounts() throws -> [BudgetAccount] {
        if let accounts { return accounts }
        let read = try database.budgets().map { BudgetAccount($0) }
        for account in read { account.begin(at: now) }
        accounts = read
        return read
    }

    private func coverage(of series: Int64) throws -> Coverage {
        if let lastCoverage, lastCoverage.series == series { return lastCoverage }
        let known = try coverage[series] ?? makeCoverage(of: series)
        lastCoverage = known
        return known
    }

    private func makeCoverage(of series: Int64) throws -> Coverage {
        let filed = try database.dimensions.series(series)
        let covering = try allAccounts().filter {
            $0.stored.budget.scope.covers(filed.attribution, model: filed.model)
        }
        let made = Coverage(series: series, accounts: covering)
        if coverage.count >= 100_000 { coverage = [:] }
        coverage[series] = made
        return made
    }

    /// The names of the budgets that cover a series, in order.
    func names(covering series: Int64) throws -> [String] { try coverage(of: series).names }

    /// The present figures of the budgets that cover a series, by name.
    func balances(covering series: Int64) throws -> [BudgetBalance] {
        try coverage(of: series).accounts.map { account in
            try findPresent(of: account)
            return account.presentBalance
        }
    }

    /// Why a call of a series is refused; `nil` where the amount fits in every budget that covers it.
    func refusal(of amount: ReservationRequest.Amount, series: Int64) throws -> Refusal? {
        var isRefused = false
        for account in try coverage(of: series).accounts {
            try findPresent(of: account)
            isRefused = isRefused || account.refusal(of: amount) != nil
        }
        return isRefused ? Admission.refusal(of: amount, by: try balances(covering: series)) : nil
    }

    /// The present figures of a budget that somebody looks at. What they have reached is told where nobody did yet: an
    /// increase may have ended since the money was spent. A sliding window tells only what rises in it.
    func surveyed(_ stored: StoredBudget) throws -> BudgetBalance {
        guard let account = try allAccounts().first(where: { $0.stored.id == stored.id }) else {
            throw LedgerError(.notFound, "there is no budget \(LedgerError.quoted(stored.budget.name))")
        }
        try findPresent(of: account)
        let balance = account.presentBalance
        if case .rolling = stored.budget.period { return balance }
        try noteThresholds(of: account, since: .zero, balance)
        return balance
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
        for account in accounts ?? [] where account.stored.id == budget { account.begin(at: now) }
        try database.connection.run("DELETE FROM budget_window WHERE budget = ?", .integer(budget))
    }

    /// Writes what was changed.
    func flush() throws {
        for account in accounts ?? [] where account.isChanged {
            for window in account.windows {
                try database.connection.runSealed(
                    "INSERT OR REPLACE INTO budget_window VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                ) { window.write(budget: account.stored.id, to: &$0) }
            }
            account.isChanged = false
        }
    }

    private func change(
        series: Int64, at moment: Timestamp, by change: (inout StoredWindow) -> Void
    ) throws {
        for account in try coverage(of: series).accounts {
            try read(account)
            for index in account.windows.indices where account.windows[index].window.contains(moment) {
                let before = account.windows[index].spent
                change(&account.windows[index])
                let spent = account.windows[index].spent
                if account.stored.budget.reachesThreshold(by: spent, from: before, limit: account.limit) {
                    try noteThresholds(of: account, in: account.windows[index], since: before)
                }
                account.isChanged = true
                changes += 1
            }
        }
    }

    /// Finds the window that is current now, made from the calls where nobody asked for it before.
    private func findPresent(of account: BudgetAccount) throws {
        guard account.present == nil else { return }
        let current = try account.stored.budget.window(containing: now)
        try read(account)
        func position() -> Int? {
            account.windows.firstIndex { $0.window.start == current.start && $0.window.end == current.end }
        }
        account.present = position()
        guard account.present == nil else { return }
        try make(current, of: account)
        account.present = position()
    }

    private func make(_ current: BudgetWindow, of account: BudgetAccount) throws {
        try rollups.flush()
        let made = try database.sum(of: account.stored.budget, in: current)
        // Sliding windows overlap: what the one before had reached is no news in this one.
        let before = account.windows.filter {
            $0.window.start < current.start && $0.window.contains(current.start)
        }
        try noteThresholds(of: account, in: made, since: before.map(\.spent).max() ?? .zero)
        var known = account.windows + [made]
        known.sort { $0.window.start < $1.window.start }
        while known.count > Self.keptWindows {
            // The one farthest from the present goes; it can be added up again.
            let isFirst = known[0].window.start != current.start
            let gone = isFirst ? known.removeFirst() : known.removeLast()
            try database.connection.run(
                "DELETE FROM budget_window WHERE budget = ? AND starts_at = ?", .integer(account.stored.id),
                .integer(gone.window.start.milliseconds))
        }
        account.windows = known
        account.isChanged = true
        changes += 1
    }

    /// Tells which thresholds a window has reached, if it is the present one.
    private func noteThresholds(of account: BudgetAccount, in window: StoredWindow, since before: Money) throws {
        let budget = account.stored.budget
        try noteThresholds(
            of: account, since: before,
            BudgetBalance(
                budget: budget, effectiveLimit: account.limit, window: window.window, spent: window.spent,
                estimated: window.estimated, reserved: window.reserved, unpricedCalls: window.unpricedCalls))
    }

    private func noteThresholds(of account: BudgetAccount, since before: Money, _ balance: BudgetBalance) throws {
        let budget = account.stored.budget
        let reached = budget.thresholds(reachedBy: balance.spent, from: before, limit: balance.effectiveLimit)
        guard !reached.isEmpty else { return }
        let current = try budget.window(containing: now)
        guard current.start == balance.window.start, current.end == balance.window.end else { return }
        for threshold in reached {
            alerts.note(
                AlertFact(kind: .thresholdReached, figures: balance.alertFigures, threshold: threshold), at: now)
        }
    }

    private func read(_ account: BudgetAccount) throws {
        guard !account.isRead else { return }
        account.windows = try database.connection.all(
            "SELECT * FROM budget_window WHERE budget = ? ORDER BY starts_at", .integer(account.stored.id)
        ) { try StoredWindow($0) }
        account.isRead = true
    }
}
