import ArgumentParser
import Ledger

/// Removes a budget.
struct BudgetRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a budget; its audit trail stays.",
        discussion: """
            EXAMPLES:
              bedrock-ledger budget remove search
            """)

    @Argument(help: "The budget's name.")
    var name: String

    @OptionGroup var actor: ActorOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        try await ledger.withLedger(ifAbsent: .fail) { try await $0.removeBudget(name, actor: actor.name) }
        try StandardOutput.print("removed the budget \(name)")
    }
}
