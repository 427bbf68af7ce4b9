import ArgumentParser
import Ledger
import Pricing

/// Makes a budget, or replaces the definition of one.
struct BudgetSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Make a budget, or replace the definition of the one of that name.",
        discussion: """
            What was already spent in the present window counts at once.

            EXAMPLES:
              bedrock-ledger budget set everything --limit 10000 --period month --soft
              bedrock-ledger budget set search --team search --limit 500 \\
                --period month --timezone Europe/Berlin
              bedrock-ledger budget set trial --user ada --limit 5 --period rolling:24h
              bedrock-ledger budget set chat --callsite chat --limit 50 --period day \\
                --when-exceeded fallback \\
                --fallback-model us.anthropic.claude-haiku-4-5-20251001-v1:0
            """)

    @Argument(help: "The budget's name.")
    var name: String

    @OptionGroup var scope: ScopeOptions

    @Option(help: ArgumentHelp("The cap of one window in US dollars, such as 250 or 0.50.", valueName: "usd"))
    var limit: Money

    @Option(help: ArgumentHelp("How long a window lasts: \(BudgetPeriod.allNames).", valueName: "period"))
    var period: BudgetPeriod

    @Option(help: ArgumentHelp("The IANA time zone in which windows start.", valueName: "zone"))
    var timezone = "UTC"

    @Flag(help: "Whether a call that does not fit is refused (hard) or only reported (soft).")
    var enforcement = Budget.Enforcement.hard

    @Option(
        help: ArgumentHelp("The percentages of the limit at which the budget warns, or none.", valueName: "percent"))
    var warnAt = WarningThresholds([50, 80, 100])

    @Option(help: "What a hard budget does with a call whose price is unknown.")
    var unpriced = Budget.UnpricedPolicy.refuse

    @OptionGroup var policy: ExceededPolicyOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let budget = Budget(
            name: name, scope: try scope.scope(rates: rates), limit: limit, period: period, timeZone: timezone,
            enforcement: enforcement, warnAt: warnAt.percentages, unpriced: unpriced, whenExceeded: policy.policy)
        if let model = policy.fallbackModel { try warnUnlessPriced(model) }
        let status = try await ledger.withLedger(ifAbsent: .create) {
            try await $0.setBudget(budget, actor: actor.name)
        }
        try ObjectListing.budgets.print(status, as: format.or(.table))
    }

    private func warnUnlessPriced(_ model: String) throws {
        let pricer = try rates.pricer()
        guard pricer.card.models[pricer.modelID(model)] == nil else { return }
        StandardError.warning("the rate card does not have \(model), so no call can fall back to it")
    }
}
