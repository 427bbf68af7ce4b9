public import ArgumentParser
public import Ledger

extension BudgetPeriod: ExpressibleByArgument {
    /// `day`, `week`, `month`, `quarter`, `year`, `total`, or a sliding window such as `rolling:24h`.
    public init?(argument: String) {
        switch argument {
        case "day": self = .day
        case "week": self = .week
        case "month": self = .month
        case "quarter": self = .quarter
        case "year": self = .year
        case "total": self = .total
        default:
            guard argument.hasPrefix("rolling:"), let span = TimeSpan(argument: String(argument.dropFirst(8))) else {
                return nil
            }
            let (hours, remainder) = span.milliseconds.quotientAndRemainder(dividingBy: 3_600_000)
            guard remainder == 0, hours <= Int64(BudgetPeriod.maximumRollingHours) else { return nil }
            self = .rolling(hours: Int(hours))
        }
    }

    /// The period as it is given on the command line.
    var argument: String {
        switch self {
        case .day: "day"
        case .week: "week"
        case .month: "month"
        case .quarter: "quarter"
        case .year: "year"
        case .total: "total"
        case .rolling(let hours): "rolling:\(hours)h"
        }
    }
}
