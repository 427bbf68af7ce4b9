import ArgumentParser

/// The family of commands that compare the ledger with what AWS says.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compare the ledger with what AWS bills.",
        discussion: """
            EXAMPLES:
              bedrock-ledger reconcile cur --month 2026-10 bill.csv.gz
            """,
        subcommands: [ReconcileCURCommand.self])
}
