import ArgumentParser
import LedgerSQLite

/// Makes the ledger, or brings it up to the program's version.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Make the ledger, or bring its tables up to this version of the program.",
        discussion: """
            Commands that write do so by themselves; use it to do it at a time of your choosing.

            EXAMPLES:
              bedrock-ledger migrate --ledger /var/lib/bedrock-ledger/ledger.db
            """)

    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let status = try await ledger.withLedgerFile(ifAbsent: .create) { try SQLiteLedger.schemaStatus(path: $0.path) }
        try StandardOutput.print("\(ledger.path) is at version \(status.version) of the schema, the newest")
    }
}
