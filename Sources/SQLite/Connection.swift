internal import CSQLite

/// One connection to a SQLite database in a file, set up so that a commit is durable and the file is not trusted.
///
/// It belongs to one thread at a time. Writers go through ``CommitGate``, because checkpoints are never made by SQLite
/// on its own here: see ``checkpoint()``.
public final class Connection {
    /// What the connection may do.
    public enum Access: Sendable, Hashable {
        /// Read only; the file must exist.
        case readOnly
        /// Read and write; the file must exist.
        case readWrite
        /// Read and write; a missing file is made, readable by its owner only.
        case create
        /// A database in memory that is gone with the connection; the path is only a name.
        case inMemory
    }

    /// The path of the database.
    public let path: String
    /// How many pages stood in the write-ahead log after this connection's last commit.
    public var pagesInLog: Int { Int(logSize.pointee) }

    let handle: OpaquePointer
    private let busyHandler: BusyHandler
    private let logSize: UnsafeMutablePointer<Int32>
    private var statements: [UnsafePointer<UInt8>: CachedStatement] = [:]

    /// Opens a database.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - access: What the connection may do.
    ///   - busyTimeoutMilliseconds: How long a statement waits for other connections.
    /// - Throws: Where the library is not fit, the file cannot be opened, or durability cannot be had.
    public init(path: String, access: Access, busyTimeoutMilliseconds: Int) throws(SQLiteError) {
        try SQLiteLibrary.check()
        self.path = path
        handle = try Self.openHandle(path: path, access: access)
        busyHandler = BusyHandler(timeoutMilliseconds: busyTimeoutMilliseconds)
        logSize = .allocate(capacity: 1)
        logSize.initialize(to: 0)
        busyHandler.install(in: handle)
        // Registering the hook also replaces SQLite's own automatic checkpoints, which would race commits.
        sqlite3_wal_hook(
            handle,
            { context, _, _, pages in
                context?.assumingMemoryBound(to: Int32.self).pointee = pages
                return SQLITE_OK
            }, logSize)
        try configure(isDurable: access != .inMemory)
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(handle)
        logSize.deallocate()
    }

    private static func openHandle(path: String, access: Access) throws(SQLiteError) -> OpaquePointer {
        let isNew = access == .create && !FileStatus.exists(path)
        // One thread uses the connection at a time, so SQLite need not lock it against others.
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        switch access {
        case .readOnly: flags |= SQLITE_OPEN_READONLY
        case .readWrite: flags |= SQLITE_OPEN_READWRITE
        case .create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .inMemory: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
        }
        var opened: OpaquePointer?
        let result = sqlite3_open_v2(path, &opened, flags, nil)
        guard result == SQLITE_OK, let opened else {
            var error = SQLiteError(connection: opened, fallback: result)
            error.message = "\(path): \(error.message)"
            // A handle comes back from a failed open too, and must be closed.
            sqlite3_close_v2(opened)
            throw error
        }
        // By name, never through a second descriptor: closing one would drop every lock that SQLite holds on the file.
        // The log and its index take their permissions from the database.
        if isNew { FileStatus.restrictToOwner(path) }
        return opened
    }

    private func configure(isDurable: Bool) throws(SQLiteError) {
        let options: [(Int32, Int32)] = [
            (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
            (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1),
        ]
        for (option, value) in options {
            let result = ledger_sqlite_db_config(handle, option, value)
            guard result == SQLITE_OK else { throw SQLiteError(connection: handle, fallback: result) }
        }
        try execute(
            """
            PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;
            """)
        guard isDurable else { return }
        guard try pragma("PRAGMA synchronous") == "2", try pragma("PRAGMA mmap_size") == "0" else {
            throw SQLiteError(.misuse, "\(path): SQLite does not take synchronous=FULL with mmap_size=0")
        }
    }

    /// Turns write-ahead logging on; it stays on in the file.
    public func enableWriteAheadLog() throws(SQLiteError) {
        guard try pragma("PRAGMA journal_mode = WAL") == "wal" else {
            throw SQLiteError(.cannotOpen, "\(path): write-ahead logging cannot be turned on; is the disk local?")
        }
    }

    /// Copies as much of the write-ahead log as nobody reads into the database. Hold the commit gate meanwhile.
    public func checkpoint() throws(SQLiteError) {
        let result = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard result == SQLITE_OK || result & 0xFF == SQLITE_BUSY else {
            throw SQLiteError(connection: handle, fallback: result)
        }
    }

    /// Runs statements without values, one after the other.
    public func execute(_ script: String) throws(SQLiteError) {
        let result = sqlite3_exec(handle, script, nil, nil, nil)
        guard result == SQLITE_OK else { throw SQLiteError(connection: handle, fallback: result, sql: script) }
    }

    /// Whether a transaction is open.
    public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// How many rows all statements of this connection changed so far.
    public var totalChanges: Int64 { sqlite3_total_changes64(handle) }

    /// The number of the row that was inserted last.
    public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

    /// The first column of the first row that a pragma answers.
    private func pragma(_ sql: String) throws(SQLiteError) -> String? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.optionalText(0) : nil
    }

    /// A statement of its own, for one use.
    public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        try Statement(connection: handle, sql: sql, isPersistent: false)
    }

    /// A prepared statement out of the connection's cache, to be given back by ``CachedStatement/finish()``.
    func cached(_ sql: StaticString) throws(SQLiteError) -> CachedStatement {
        // A literal has one address, which is a cheaper key than its text.
        if let known = statements[sql.utf8Start], !known.isInUse {
            known.isInUse = true
            return known
        }
        let made = CachedStatement(
            try Statement(connection: handle, sql: sql.description, isPersistent: true))
        if statements[sql.utf8Start] == nil { statements[sql.utf8Start] = made }
        return made
    }
}

/// A connection belongs to one thread at a time.
@available(*, unavailable)
extension Connection: Sendable {}
