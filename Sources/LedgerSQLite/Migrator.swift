internal import Ledger
internal import Pricing
internal import SQLite

/// Brings a database to the newest schema, one transaction for each step, and refuses what is no ledger.
struct Migrator {
    /// Marks the file as a ledger: `BLDG` in the database header.
    static let applicationID: Int64 = 0x424C_4447

    let connection: Connection
    var migrations = Migration.all

    /// Which version the database has.
    ///
    /// - Throws: ``LedgerError/Code/damaged`` for a database of somebody else, ``LedgerError/Code/incompatible`` for one
    ///   that a newer version wrote or whose migrations were altered.
    func status() throws -> SchemaStatus {
        let version = try connection.integer("PRAGMA user_version") ?? 0
        let mark = try connection.integer("PRAGMA application_id") ?? 0
        let tables = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
        let latest = Int64(migrations.count)
        guard mark == Self.applicationID || (mark == 0 && version == 0 && tables == 0) else {
            throw LedgerError(
                .damaged,
                "\(connection.path) is a SQLite database, but no ledger; name another file, or none to make one.")
        }
        guard version <= latest else {
            throw LedgerError(
                .incompatible,
                "\(connection.path) has schema version \(version), and this program knows \(latest) at most; "
                    + "use the newer version of bedrock-ledger that wrote it.")
        }
        if version > 0 { try checkApplied(through: version) }
        return SchemaStatus(
            version: version, latest: latest, pending: migrations.dropFirst(Int(version)).map(\.name))
    }

    /// Applies what is missing. Hold the commit gate meanwhile.
    func migrate(at now: Timestamp) throws {
        var status = try status()
        guard status.version < status.latest else { return }
        try connection.enableWriteAheadLog()
        try applyAll(from: &status, at: now)
    }

    /// Makes the newest schema in an empty database in memory, which has no log, to compare others with.
    func migrateInMemory() throws {
        var status = try status()
        try applyAll(from: &status, at: Timestamp(milliseconds: 0))
    }

    private func applyAll(from status: inout SchemaStatus, at now: Timestamp) throws {
        while status.version < status.latest {
            try apply(after: status.version, at: now)
            status = try self.status()
        }
    }

    private func apply(after version: Int64, at now: Timestamp) throws {
        try connection.execute("BEGIN IMMEDIATE")
        do {
            // Another process may have applied it between the look at the version and the lock.
            if try connection.integer("PRAGMA user_version") ?? 0 == version {
                let migration = migrations[Int(version)]
                try connection.execute(
                    """
                    CREATE TABLE IF NOT EXISTS migration (
                        version INTEGER PRIMARY KEY,
                        name TEXT NOT NULL,
                        sha256 BLOB NOT NULL,
                        applied_at INTEGER NOT NULL
                    ) STRICT
                    """)
                try connection.execute(migration.script)
                try migration.completion?(connection)
                try connection.run(
                    "INSERT INTO migration (version, name, sha256, applied_at) VALUES (?, ?, ?, ?)",
                    .integer(migration.version), .text(migration.name), .blob(migration.fingerprint),
                    .integer(now.milliseconds))
                try connection.execute(
                    "PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = \(migration.version)")
            }
            try connection.execute("COMMIT")
        } catch {
            // Where the rollback fails too, the first failure is the one to report.
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            throw error
        }
    }

    private func checkApplied(through version: Int64) throws {
        for migration in migrations.prefix(Int(version)) {
            let stored = try connection.first(
                "SELECT sha256 FROM migration WHERE version = ?", .integer(migration.version)
            ) { $0.blob(0) }
            guard stored == migration.fingerprint else {
                throw LedgerError(
                    .incompatible,
                    "\(connection.path): migration \(migration.name) is not the one that was applied to this file; "
                        + "use the version of bedrock-ledger that wrote it.")
            }
        }
    }
}
