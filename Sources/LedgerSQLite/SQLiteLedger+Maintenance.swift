public import Ledger
internal import SQLite

extension SQLiteLedger {
    public func verify() async throws(LedgerError) -> Verification {
        try await read { database in try Verifier(database).verify() }
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
