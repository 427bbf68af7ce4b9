public import Ledger
public import Pricing

/// The forecasts of the month and of every budget, out of one look at the ledger's sums.
public struct ForecastReport: Sendable {
    /// A budget and what its present window will come to.
    public struct BudgetForecast: Sendable {
        /// The budget with its figures.
        public var status: BudgetStatus
        /// What its hours cost; ``historyDays`` days back.
        public var history: HourlySpend
        /// The forecast to the end of the window; `nil` with too little history, and for a rolling window, which has
        /// no end.
        ///
        /// For a budget over all time it is that of the next ``openDays`` days.
        public var forecast: SpendForecast?
    }

    /// How many days of hours are read: a month, and what the rule needs before its first.
    public static let historyDays = 35
    /// How many days a budget without an end is looked ahead.
    public static let openDays = 30

    /// When the report was made.
    public var at: Timestamp
    /// The calendar month, in UTC.
    public var month: BudgetWindow
    /// What the month has cost.
    public var monthToDate: Money
    /// What the hours cost.
    public var history: HourlySpend
    /// What the month will come to; `nil` with too little history.
    public var forecast: SpendForecast?
    /// The budgets, in the order given.
    public var budgets: [BudgetForecast]

    /// Reads what is needed and makes the forecasts.
    ///
    /// - Parameters:
    ///   - store: The ledger.
    ///   - budgets: The budgets with their figures.
    ///   - filter: The calls that the month's forecast looks at, whenever they were made; budgets look at all calls.
    ///   - now: The moment of the forecast.
    /// - Returns: The forecasts.
    /// - Throws: What the ledger throws.
    public static func load(
        from store: any LedgerStore, budgets: [BudgetStatus], filter: CallFilter = CallFilter(), at now: Timestamp
    ) async throws(LedgerError) -> ForecastReport {
        let month = try BudgetPeriod.month.window(containing: now, in: TimeZoneIdentifier("UTC"))
        var own = filter
        own.since = now.startOfDay.advanced(byMilliseconds: Int64(historyDays) * -24 * HourlySpend.hour)
        own.until = now
        let all = CallFilter(since: own.since, until: own.until)
        let history: HourlySpend
        let histories: [HourlySpend]
        if own == all {
            let both = try await ScopeHistories.load(
                [BudgetScope()] + budgets.map(\.budget.scope), from: store, filter: all)
            history = both[0]
            histories = Array(both.dropFirst())
        } else {
            history = try await ScopeHistories.load([BudgetScope()], from: store, filter: own)[0]
            histories =
                budgets.isEmpty
                ? [] : try await ScopeHistories.load(budgets.map(\.budget.scope), from: store, filter: all)
        }
        let monthToDate = history.total(from: month.start, to: history.end)
        return ForecastReport(
            at: now, month: month, monthToDate: monthToDate, history: history,
            forecast: month.end.flatMap { SpendForecast(history: history, spent: monthToDate, at: now, until: $0) },
            budgets: zip(budgets, histories).map {
                BudgetForecast(status: $0, history: $1, forecast: forecast($0, $1, now))
            })
    }

    private static func forecast(
        _ status: BudgetStatus, _ history: HourlySpend, _ now: Timestamp
    ) -> SpendForecast? {
        if case .rolling = status.budget.period { return nil }
        let end = status.resetsAt ?? now.advanced(byMilliseconds: Int64(openDays) * 24 * HourlySpend.hour)
        return SpendForecast(
            history: history, spent: status.spent, at: now, until: end, limit: status.effectiveLimit)
    }
}
