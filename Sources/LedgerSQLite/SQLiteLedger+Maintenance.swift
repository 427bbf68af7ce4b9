public import Ledger
internal import SQLite

extension SQLiteLedger {
    /// Recomputes every total from the rows and compares, from one state of the ledger, while others go on.
    ///
    /// It reads everything; until it ends the write-ahead log cannot be started over.
    public func verify() async throws(LedgerError) -> Verification {
        try await read { database in Verifier(database).verify() }
    }

    /// Copies the ledger into a new file while others go on using it. The copy is one consistent state.
    ///
    /// - Throws: ``LedgerError/Code/unavailable`` where the file exists or cannot be written.
    public func backup(to destination: String) async throws(LedgerError) {
        // Not within a transaction: SQLite takes the state to copy by itself.
        try await read { database in
            try database.connection.backUp(to: destination)
        }
    }

    /// Brings a file to the newest schema, makes it where it is missing, and closes it again.
    ///
    /// ``open(path:options:)`` does so by itself; use this to do it at a time of your own, with no other process at work.
    /// - Returns: The version before, and the names of the migrations that were applied.
    public static func migrate(path: String, options: Options = Options()) async throws(LedgerError) -> SchemaStatus {
        let before =
            FileStatus.exists(path)
            ? try schemaStatus(path: path)
            : SchemaStatus(version: 0, latest: Int64(Migration.all.count), pending: Migration.all.map(\.name))
        let ledger = try await open(path: path, options: options)
        await ledger.close()
        return before
    }

    /// Which version of the schema a file has. It changes nothing.
    ///
    /// - Throws: ``LedgerError/Code/damaged`` for a file that is no ledger, ``LedgerError/Code/incompatible`` for one of a
    ///   newer version, ``LedgerError/Code/unavailable`` for one that is missing.
    public static func schemaStatus(path: String) throws(LedgerError) -> SchemaStatus {
        do {
            let connection = try Connection(path: path, access: .readOnly, busyTimeoutMilliseconds: 10_000)
            return try Migrator(connection: connection).status()
        } catch {
            throw LedgerError(error, path: path)
        }
    }
}
