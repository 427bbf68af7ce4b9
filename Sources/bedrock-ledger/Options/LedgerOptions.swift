import ArgumentParser
import FoundationEssentials
import Gateway
import Ledger
import LedgerSQLite

/// Which ledger a command works on.
struct LedgerOptions: ParsableArguments {
    /// What happens where there is no such file.
    enum Absence {
        /// It is made.
        case create
        /// It is an error: a command that only reads must not turn a mistyped path into an empty report.
        case fail
    }

    @Option(
        help: ArgumentHelp(
            "The ledger's database file (default: the environment's BEDROCK_LEDGER_DB, else ledger.db).",
            valueName: "file"))
    var ledger: String?

    /// The database file that is meant.
    var path: String { ledger ?? Host.variable("BEDROCK_LEDGER_DB") ?? "ledger.db" }

    /// Opens the ledger, hands it out, and closes it whatever comes. This is where a store is chosen; commands know none.
    ///
    /// - Throws: `LedgerError` where it cannot be opened, ``CommandFailure`` where it is absent; what the work throws.
    func withLedger<Result>(
        ifAbsent absence: Absence, _ work: (any LedgerStore) async throws -> Result
    ) async throws -> Result {
        try await withLedgerFile(ifAbsent: absence) { try await work($0) }
    }

    /// As ``withLedger(ifAbsent:_:)``, without ever changing the file. It has to be there.
    func withReadOnlyLedger<Result>(_ work: (any LedgerStore) async throws -> Result) async throws -> Result {
        try requirePresence(.fail)
        var options = SQLiteLedger.Options()
        options.isReadOnly = true
        return try await withFile(options) { try await work($0) }
    }

    /// As ``withLedgerFile(ifAbsent:_:)``, to look at the file before anything changes it. One of an older schema is
    /// brought to the newest first.
    func withUntouchedLedgerFile<Result>(_ work: (SQLiteLedger) async throws -> Result) async throws -> Result {
        try requirePresence(.fail)
        var options = SQLiteLedger.Options()
        options.isReadOnly = try SQLiteLedger.schemaStatus(path: path).pending.isEmpty
        return try await withFile(options, work)
    }

    /// As ``withLedger(ifAbsent:_:)``, for the upkeep of the file itself.
    func withLedgerFile<Result>(
        ifAbsent absence: Absence, _ work: (SQLiteLedger) async throws -> Result
    ) async throws -> Result {
        try requirePresence(absence)
        return try await withFile(SQLiteLedger.Options(), work)
    }

    private func withFile<Result>(
        _ options: SQLiteLedger.Options, _ work: (SQLiteLedger) async throws -> Result
    ) async throws -> Result {
        let ledger = try await SQLiteLedger.open(path: path, options: options)
        do {
            let result = try await work(ledger)
            await ledger.close()
            return result
        } catch {
            await ledger.close()
            throw error
        }
    }

    /// As ``withLedger(ifAbsent:_:)``, with the keys that are kept in the ledger and the file that their secrets come
    /// from.
    func withKeys<Result>(
        ifAbsent absence: Absence, _ work: (any LedgerStore & KeyStore & AlertStore, KeyFile) async throws -> Result
    ) async throws -> Result {
        try await withLedgerFile(ifAbsent: absence) { try await work($0, KeyFile(besideLedger: $0.path)) }
    }

    /// As ``withLedger(ifAbsent:_:)``, for the alerts that are kept in the ledger.
    func withAlerts<Result>(
        ifAbsent absence: Absence, _ work: (any AlertStore) async throws -> Result
    ) async throws -> Result {
        try await withLedgerFile(ifAbsent: absence) { try await work($0) }
    }

    private func requirePresence(_ absence: Absence) throws(CommandFailure) {
        guard absence == .fail, !FileManager.default.fileExists(atPath: path) else { return }
        throw CommandFailure(
            .database,
            "there is no ledger at \(path); name it with --ledger or BEDROCK_LEDGER_DB, or make one with "
                + "bedrock-ledger migrate")
    }
}
