import ArgumentParser
import Ledger

/// Shows one budget with its audit trail.
struct BudgetShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one budget with its present window and its audit trail, as JSON.",
        discussion: """
            EXAMPLES:
              bedrock-ledger budget show search | jq -r .left_usd
            """)

    @Argument(help: "The budget's name.")
    var name: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        guard let status = try await ledger.withLedger(ifAbsent: .fail, { try await $0.budget(name) }) else {
            throw CommandFailure(
                .failure, "there is no budget \(name) in \(ledger.path); bedrock-ledger budget list shows all")
        }
        try ObjectListing.budgets.print(status, as: format.or(.json))
    }
}
