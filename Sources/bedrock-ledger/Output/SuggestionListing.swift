import Insights
import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ObjectListing<BudgetSuggestion> {
    /// Suggested limits for the values of a key.
    static func suggestions(by key: SpendKey, period: BudgetPeriod) -> ObjectListing {
        ObjectListing(
            name: "suggestions",
            tableColumns: [
                .text(key.name) { $0.name },
                .text("period") { _ in period.name },
                .number("days") { String($0.days) },
                .number("a day") { $0.dailyMean.display },
                .number("dearest") { $0.dearest.display },
                .number("limit") { $0.limit.display },
            ],
            csvColumns: [
                .text(key.name) { $0.name },
                .text("period") { _ in period.name },
                .number("days") { String($0.days) },
                .number("daily_mean_usd") { $0.dailyMean.usd },
                .number("dearest_usd") { $0.dearest.usd },
                .number("limit_usd") { $0.limit.usd },
            ],
            write: { suggestion, writer in
                writer.beginObject()
                writer.member(key.name, suggestion.name)
                writer.member("period", period.name)
                writer.member("days", suggestion.days)
                writer.member("daily_mean_usd", suggestion.dailyMean)
                writer.member("dearest_usd", suggestion.dearest)
                writer.member("limit_usd", suggestion.limit)
                writer.endObject()
            })
    }
}
