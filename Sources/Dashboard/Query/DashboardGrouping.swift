import Ledger

/// What the chart of spend is stacked by.
public enum DashboardGrouping: String, Sendable, Hashable, CaseIterable {
    /// By model.
    case model
    /// By team.
    case team
    /// By callsite.
    case callsite

    /// The key of the ledger's reports.
    var key: SpendKey {
        switch self {
        case .model: .model
        case .team: .team
        case .callsite: .callsite
        }
    }
}
