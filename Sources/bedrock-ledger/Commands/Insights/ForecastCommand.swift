import ArgumentParser
import Insights
import Ledger
import Pricing

/// Says what the month and every budget will come to.
struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Forecast the month's spend and every budget's, with a band and the day a limit is reached.",
        discussion: """
            The first row is the calendar month in UTC, of the calls that the filters let through; the others are the \
            budgets. A forecast needs three days of history. docs/forecast.md has the rule, and how far it was off in \
            back-tests.

            EXAMPLES:
              bedrock-ledger forecast
              bedrock-ledger forecast --team search --format json
            """)

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let filter = try scope.filter(rates: rates)
        let report = try await ledger.withLedger(ifAbsent: .fail) { store in
            let budgets = try await store.budgets().filter { filter.mayCover($0.budget.scope) }
            return try await ForecastReport.load(from: store, budgets: budgets, filter: filter, at: .now())
        }
        try ObjectListing.forecasts.print(ForecastRow.rows(of: report), as: format.or(.table))
    }
}
