public import Ledger
internal import SQLite

extension SQLiteLedger {
    /// Recomputes every total from the rows and compares, from one state of the ledger, while others go on.
    ///
    /// It reads everything; until it ends the write-ahead log cannot be started over. Where it finds something, the
    /// ledger is only read from then on, until it is opened again.
    public func verify() async throws(LedgerError) -> Verification {
        // Read before the state that is verified, so that what others commit meanwhile is not missed from it.
        let mark = CommitMark(besideDatabase: path)
        let result = try await read { database in Verifier(database).verify(against: mark) }
        // No figure follows from the links of the chain or from triggers, so these stop nobody.
        if let finding = result.findings.first(where: { !["chain", "schema"].contains($0.check) }) {
            damage.note("\(finding.check): \(finding.message)")
        }
        return result
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
        try schemaStatus(path: path, recovers: false)
    }

    /// Which version of the schema a file has.
    ///
    /// `recovers`: a file that was being made when the power failed is first brought back to what it was before.
    static func schemaStatus(path: String, recovers: Bool) throws(LedgerError) -> SchemaStatus {
        func status(_ access: Connection.Access) throws -> SchemaStatus {
            let connection = try Connection(path: path, access: access, busyTimeoutMilliseconds: 10_000)
            return try Migrator(connection: connection).status()
        }
        do {
            do {
                return try status(.readOnly)
            } catch let error as SQLiteError where error.code == .readOnly && recovers {
                return try status(.readWrite)
            }
        } catch {
            throw LedgerError(error, path: path)
        }
    }
}
