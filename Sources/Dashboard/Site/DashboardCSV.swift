import Insights
import Ledger
import LedgerReports
import Pricing

/// The tables of a view as CSV, exact.
enum DashboardCSV {
    /// One table.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - figures: The view.
    ///   - store: The ledger, for the tables that the figures have only in part.
    /// - Returns: The bytes.
    /// - Throws: What the ledger throws.
    static func bytes(
        of table: DashboardTable, _ figures: DashboardFigures, from store: any LedgerStore
    ) async throws(LedgerError) -> [UInt8] {
        let filter = figures.query.filter(figures.range)
        switch table {
        case .spend: return SpendRendering(figures.spend).csv
        case .callsites:
            return SpendRendering(try await store.spend(by: [.team, .callsite, .model], filter: filter)).csv
        case .models: return SpendRendering(try await store.spend(by: [.model], filter: filter)).csv
        case .budgets: return budgets(figures.forecasts.budgets)
        case .refusals: return refusals(figures)
        }
    }

    private static func budgets(_ budgets: [ForecastReport.BudgetForecast]) -> [UInt8] {
        var writer = CSVWriter()
        writer.row([
            "budget", "covers", "period", "enforcement", "limit_usd", "spent_usd", "reserved_usd", "left_usd", "state",
            "resets_at", "forecast_usd", "low_usd", "high_usd", "reaches_limit_at", "may_reach_limit_at",
        ])
        for budget in budgets {
            let status = budget.status
            for text in [
                status.budget.name, status.coverage, status.budget.period.name, status.budget.enforcement.rawValue,
            ] {
                writer.text(text)
            }
            for amount in [status.effectiveLimit, status.spent, status.reserved, status.left] {
                writer.number(amount.usd)
            }
            writer.text(status.state.rawValue)
            let forecast = budget.forecast
            let cells = [
                status.resetsAt?.iso8601, forecast?.expected.usd, forecast?.low.usd, forecast?.high.usd,
                forecast?.reachesLimitAt?.iso8601, forecast?.mayReachLimitAt?.iso8601,
            ]
            for cell in cells { if let cell { writer.number(cell) } else { writer.empty() } }
            writer.endRow()
        }
        return writer.bytes
    }

    private static func refusals(_ figures: DashboardFigures) -> [UInt8] {
        var writer = CSVWriter()
        writer.row([
            "at", "team", "callsite", "model", "budget", "cause", "requested_usd", "limit_usd", "spent_usd",
            "reserved_usd", "reservation",
        ])
        for refused in figures.refusals {
            let request = refused.request
            let refusal = refused.refusal
            writer.number(refused.at.iso8601)
            for text in [
                request.attribution.team, request.attribution.callsite, request.model, refusal.budget,
                refusal.cause.rawValue,
            ] {
                writer.text(text)
            }
            writer.number(refusal.requested.usd)
            let isShown = figures.showsBudget(refusal.budget)
            for amount in [refusal.limit, refusal.spent, refusal.reserved] {
                if isShown { writer.number(amount.usd) } else { writer.empty() }
            }
            writer.text(request.id)
            writer.endRow()
        }
        return writer.bytes
    }
}
