import ArgumentParser
import LedgerSQLite

/// Which ledger a command works on.
struct LedgerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The ledger's database file (default: the environment's BEDROCK_LEDGER_DB, else ledger.db).",
            valueName: "file"))
    var ledger: String?

    /// The database file that is meant.
    var path: String { ledger ?? Host.variable("BEDROCK_LEDGER_DB") ?? "ledger.db" }
}
