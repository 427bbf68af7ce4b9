public import Insights
public import Ledger
public import Pricing

/// Everything that one view of the dashboard shows, as it stood at one moment.
public struct DashboardFigures: Sendable {
    /// What was asked for, within what may be seen.
    public var query: DashboardQuery
    /// What may be seen.
    public var access: DashboardAccess
    /// The moment.
    public var now: Timestamp
    /// The moments that are shown.
    public var range: Range<Timestamp>
    /// The stretch of time of one bar.
    public var bucket: SpendKey
    /// The starts of all bars.
    public var starts: [Timestamp]
    /// Spend by bar and by what the chart is stacked by.
    public var spend: SpendReport
    /// The cost of each bar in the period before.
    public var previous: [Money]
    /// The whole of the period before.
    public var previousTotal: SpendFigures
    /// The rows of the callsites, sorted, all pages.
    public var callsites: [CallsiteFigures]
    /// Spend by model, the dearest first.
    public var models: [(name: String, figures: SpendFigures)]
    /// What caches saved.
    public var savings: CacheSavings
    /// The names of teams with calls in the period.
    public var teams: [String]
    /// The forecasts.
    public var forecasts: ForecastReport
    /// The anomalies of the last seven days that are farthest above their thresholds, at most three, newest first.
    public var anomalies: [SpendAnomaly]
    /// The calls that budgets refused, newest first.
    public var refusals: [RefusedReservation]
    /// Of the newest calls those that failed, newest first.
    public var failures: [RecordedCall]
    /// When the newest call was made.
    public var newestCall: Timestamp?
    /// The version of the price table; `nil` where nobody knows it.
    public var ratesVersion: String?

    /// The total of the period.
    public var total: SpendFigures { spend.total }
}
