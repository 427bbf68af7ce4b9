internal import CSQLite

/// What SQLite, or the file locks beside a database, answered instead of doing its work.
///
/// Bound values are never part of it: they may name users.
public struct SQLiteError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The primary result code: the kind of failure.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The number that SQLite gives it.
        public let rawValue: Int32

        /// A result code by its number.
        public init(rawValue: Int32) { self.rawValue = rawValue }

        /// A generic failure, such as a mistake in SQL.
        public static let error = Code(rawValue: SQLITE_ERROR)
        /// Access was denied.
        public static let permission = Code(rawValue: SQLITE_PERM)
        /// Another connection held a lock until the deadline.
        public static let busy = Code(rawValue: SQLITE_BUSY)
        /// A table is locked within the process.
        public static let locked = Code(rawValue: SQLITE_LOCKED)
        /// Memory ran out.
        public static let outOfMemory = Code(rawValue: SQLITE_NOMEM)
        /// The database cannot be written.
        public static let readOnly = Code(rawValue: SQLITE_READONLY)
        /// The operating system failed to read or write.
        public static let inputOutput = Code(rawValue: SQLITE_IOERR)
        /// The database is malformed.
        public static let corrupt = Code(rawValue: SQLITE_CORRUPT)
        /// The disk is full.
        public static let full = Code(rawValue: SQLITE_FULL)
        /// The file cannot be opened.
        public static let cannotOpen = Code(rawValue: SQLITE_CANTOPEN)
        /// A constraint or an append-only trigger refused the change.
        public static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
        /// The library was called in a way that it does not allow.
        public static let misuse = Code(rawValue: SQLITE_MISUSE)
        /// The file is no database.
        public static let notADatabase = Code(rawValue: SQLITE_NOTADB)
    }

    /// The extended result code.
    public var extendedCode: Int32
    /// What SQLite says about it.
    public var message: String
    /// The statement that failed, without its bound values.
    public var sql: String?

    /// The kind of failure.
    public var code: Code { Code(rawValue: extendedCode & 0xFF) }

    /// A failure.
    public init(extendedCode: Int32, message: String, sql: String? = nil) {
        self.extendedCode = extendedCode
        self.message = message
        self.sql = sql
    }

    /// A failure of this wrapper's own, under one of SQLite's codes.
    init(_ code: Code, _ message: String) {
        self.init(extendedCode: code.rawValue, message: message)
    }

    /// The failure that a connection reported last.
    init(connection: OpaquePointer?, fallback: Int32, sql: String? = nil) {
        let reported = connection.map { sqlite3_extended_errcode($0) } ?? fallback
        let text = connection.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(fallback)
        self.init(
            extendedCode: reported & 0xFF == fallback & 0xFF ? reported : fallback,
            message: text.map { String(cString: $0) } ?? "unknown error", sql: sql)
    }

    /// The message with its code, and the statement where there is one.
    public var description: String {
        "SQLite error \(extendedCode): \(message)" + (sql.map { " (in: \($0))" } ?? "")
    }
}
