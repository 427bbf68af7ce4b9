/// A table of the dashboard that can be had as CSV.
public enum DashboardTable: String, Sendable, Hashable, CaseIterable {
    /// Spend over time.
    case spend
    /// Spend by callsite.
    case callsites
    /// Spend by model.
    case models
    /// The budgets with their forecasts.
    case budgets
    /// The calls that budgets refused.
    case refusals
}
