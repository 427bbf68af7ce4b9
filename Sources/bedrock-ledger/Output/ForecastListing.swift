import Insights
import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// One row of forecasts: the month, or a budget.
struct ForecastRow {
    /// The budget's name; `nil` for the month.
    let budget: String?
    /// The period's name.
    let period: String
    /// What was spent.
    let spent: Money
    /// What it is held against; `nil` for the month.
    let limit: Money?
    /// The forecast; `nil` where there is too little history or no end.
    let forecast: SpendForecast?
    /// When the period ends; `nil` for one that does not.
    let end: Timestamp?

    /// The month first, then the budgets.
    static func rows(of report: ForecastReport) -> [ForecastRow] {
        [
            ForecastRow(
                budget: nil, period: "month", spent: report.monthToDate, limit: nil, forecast: report.forecast,
                end: report.month.end)
        ]
            + report.budgets.map {
                ForecastRow(
                    budget: $0.status.budget.name, period: $0.status.budget.period.name, spent: $0.status.spent,
                    limit: $0.status.effectiveLimit, forecast: $0.forecast, end: $0.status.resetsAt)
            }
    }

    /// What will come of it, in words.
    var outlook: String {
        guard let forecast else { return "no forecast yet" }
        if let reached = forecast.reachesLimitAt {
            return reached == forecast.at ? "limit reached" : "limit reached on \(reached.iso8601.prefix(10))"
        }
        if let reached = forecast.mayReachLimitAt { return "limit may be reached on \(reached.iso8601.prefix(10))" }
        return limit == nil ? "" : "within the limit"
    }
}

extension ObjectListing<ForecastRow> {
    /// Forecasts with their bands.
    static var forecasts: ObjectListing {
        ObjectListing(
            name: "forecasts",
            tableColumns: [
                .text("budget") { $0.budget ?? "(all calls)" },
                .text("period") { $0.period },
                .number("spent") { $0.spent.display },
                .number("forecast") { $0.forecast?.expected.display },
                .number("low") { $0.forecast?.low.display },
                .number("high") { $0.forecast?.high.display },
                .number("limit") { $0.limit?.display },
                .text("outlook") { $0.outlook },
                .text("until") { ($0.end ?? $0.forecast?.until)?.iso8601 },
            ],
            csvColumns: [
                .text("budget") { $0.budget },
                .text("period") { $0.period },
                .number("spent_usd") { $0.spent.usd },
                .number("forecast_usd") { $0.forecast?.expected.usd },
                .number("low_usd") { $0.forecast?.low.usd },
                .number("high_usd") { $0.forecast?.high.usd },
                .number("limit_usd") { $0.limit?.usd },
                .number("reaches_limit_at") { $0.forecast?.reachesLimitAt?.iso8601 },
                .number("may_reach_limit_at") { $0.forecast?.mayReachLimitAt?.iso8601 },
                .text("basis") { $0.forecast?.basis.rawValue },
                .number("until") { ($0.end ?? $0.forecast?.until)?.iso8601 },
            ],
            write: { $0.write(to: &$1) })
    }
}

extension ForecastRow {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("budget", budget)
        writer.member("period", period)
        writer.member("spent_usd", spent)
        writer.member("forecast_usd", forecast?.expected.usd)
        writer.member("low_usd", forecast?.low.usd)
        writer.member("high_usd", forecast?.high.usd)
        writer.member("limit_usd", limit?.usd)
        writer.member("reaches_limit_at", forecast?.reachesLimitAt)
        writer.member("may_reach_limit_at", forecast?.mayReachLimitAt)
        writer.member("basis", forecast?.basis.rawValue)
        writer.member("until", end ?? forecast?.until)
        writer.endObject()
    }
}
