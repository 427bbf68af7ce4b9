import ArgumentParser
import Ledger

/// Lists the budgets with the state of their present windows.
struct BudgetListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List all budgets with what is spent, reserved and left in their present windows.",
        discussion: """
            EXAMPLES:
              bedrock-ledger budget list --format csv
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let budgets = try await ledger.withLedger(ifAbsent: .fail) { try await $0.budgets() }
        try ObjectListing.budgets.print(budgets, as: format.or(.table))
    }
}
