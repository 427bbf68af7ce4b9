import ArgumentParser
import Ledger
import Pricing

/// Raises a budget's limit for a time.
struct BudgetRaiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raise",
        abstract: "Raise a budget's limit for a time.",
        discussion: """
            Increases that hold at the same time add up. Who granted them, and why, stands in the budget's audit trail.

            EXAMPLES:
              bedrock-ledger budget raise search --by 100 --until 7d \\
                --reason "launch week"
            """)

    @Argument(help: "The budget's name.")
    var name: String

    @Option(help: ArgumentHelp("By how many US dollars the limit is raised.", valueName: "usd"))
    var by: Money

    @Option(
        help: ArgumentHelp(
            "When the increase ends, in UTC: a date, a time, or a length of time from now such as 24h or 7d.",
            valueName: "time"))
    var until: Deadline

    @Option(help: "Why it is granted; it stands in the audit trail.")
    var reason: String

    @OptionGroup var actor: ActorOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let raise = BudgetRaise(amount: by, until: until.timestamp(now: Timestamp.now()), reason: reason)
        let status = try await ledger.withLedger(ifAbsent: .fail) {
            try await $0.raiseBudget(name, raise, actor: actor.name)
        }
        try ObjectListing.budgets.print(status, as: format.or(.table))
    }
}
