import Ledger
import Pricing

/// Whose form an export of charges has.
public enum ChargeProfile: Sendable, Hashable {
    /// FOCUS 1.2: all 57 columns by name, then those of our own; one row for each hour.
    case focus(BillingAccount)
    /// The columns that Vantage takes for a custom provider, at most 10,000 rows and 2 MB a file; one row for each day.
    case vantage(BillingAccount)
    /// What Datadog takes as custom costs: no empty cell, days instead of times; one row for each day.
    case datadog

    /// Whether rows are hours or days.
    var period: SpendKey {
        switch self {
        case .focus: .hour
        case .vantage, .datadog: .day
        }
    }

    /// The length of a period in milliseconds.
    var periodMilliseconds: Int64 {
        period == .hour ? 3_600_000 : 86_400_000
    }

    /// The most rows of a file, without its header.
    var maximumRows: Int {
        if case .vantage = self { 10_000 } else { .max }
    }

    /// The most bytes of a file.
    var maximumBytes: Int {
        if case .vantage = self { 2 * 1024 * 1024 } else { .max }
    }

    /// The columns, in order.
    var columns: [ChargeColumn] {
        switch self {
        case .focus(let account): ChargeColumn.focus(account)
        case .vantage(let account): ChargeColumn.vantage(account)
        case .datadog: ChargeColumn.datadog
        }
    }
}
