import ArgumentParser
import Insights
import Ledger
import Pricing

/// Suggests limits for budgets from what was spent.
struct BudgetSuggestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Suggest limits from the last 91 days: the dearest stretch, and a fifth more.",
        discussion: """
            A limit is the dearest run of as many days as the period has, plus a fifth, rounded up to two significant \
            digits. Where there are fewer days, their mean stands for the missing ones; fewer than three suggest nothing. \
            Nothing is set.

            EXAMPLES:
              bedrock-ledger budget suggest
              bedrock-ledger budget suggest --by callsite --period day --team search
            """)

    @Option(
        help: ArgumentHelp("What the budgets would be for: team, callsite, model, user or tag:NAME.", valueName: "key"))
    var by = SpendKey.team

    @Option(help: ArgumentHelp("How long a window would last; not total.", valueName: "period"))
    var period = BudgetPeriod.month

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard period != .total else { throw ValidationError("--period total has no end, so nothing can be suggested") }
        switch by {
        case .team, .callsite, .model, .user, .tag: break
        case .region, .operation, .hour, .day, .month:
            throw ValidationError("--by \(by.name): budgets are for a team, callsite, model, user or tag:NAME")
        }
    }

    func run() async throws {
        let filter = try scope.filter(rates: rates)
        let suggestions = try await ledger.withLedger(ifAbsent: .fail) { store in
            try await BudgetSuggestion.load(from: store, by: by, period: period, filter: filter, at: .now())
        }
        if suggestions.isEmpty { StandardError.note("no suggestions: nothing has three full days of spend") }
        try ObjectListing.suggestions(by: by, period: period).print(suggestions, as: format.or(.table))
    }
}
