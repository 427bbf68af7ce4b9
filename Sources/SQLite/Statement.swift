internal import CSQLite

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A prepared statement: bind, step, read the columns of the row it stands on.
///
/// It is finalized when it goes out of scope. It belongs to its connection's thread.
public struct Statement: ~Copyable {
    let handle: OpaquePointer
    /// The text that was prepared.
    public let sql: String

    init(connection: OpaquePointer, sql: String, isPersistent: Bool) throws(SQLiteError) {
        var text = sql
        var prepared: OpaquePointer?
        let flags = isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let result = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_prepare_v3(connection, $0.baseAddress, Int32(clamping: $0.count), flags, &prepared, nil)
            }
        }
        guard result == SQLITE_OK else { throw SQLiteError(connection: connection, fallback: result, sql: sql) }
        guard let prepared else { throw SQLiteError(.misuse, "The text holds no statement: \"\(sql)\"") }
        handle = prepared
        self.sql = sql
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Binds values to the parameters, from the first on; parameters without a value are null.
    public func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        if sqlite3_bind_parameter_count(handle) != values.count { sqlite3_clear_bindings(handle) }
        var position: Int32 = 1
        for value in values {
            try check(bind(value, at: position))
            position += 1
        }
    }

    private func bind(_ value: SQLiteValue, at position: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(handle, position)
        case .integer(let number):
            return sqlite3_bind_int64(handle, position, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                // An empty buffer may have no address, and a null address would bind NULL.
                guard let base = bytes.baseAddress else { return ledger_sqlite_bind_text(handle, position, "", 0) }
                return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    ledger_sqlite_bind_text(handle, position, $0, UInt64(bytes.count))
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress, !buffer.isEmpty else {
                    return sqlite3_bind_zeroblob(handle, position, 0)
                }
                return ledger_sqlite_bind_blob(handle, position, base, UInt64(buffer.count))
            }
        }
    }

    /// Binds one value to the first parameter; the others are null.
    func bind(_ value: SQLiteValue) throws(SQLiteError) {
        if sqlite3_bind_parameter_count(handle) != 1 { sqlite3_clear_bindings(handle) }
        try check(bind(value, at: 1))
    }

    /// Throws for a result that is a failure.
    func check(_ result: Int32) throws(SQLiteError) {
        guard result == SQLITE_OK else { throw failure(result) }
    }

    /// Goes to the next row.
    ///
    /// - Returns: Whether there is one.
    public func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    /// Makes the statement ready to run again. The bound values stay until others are bound, so that SQLite can use their
    /// memory again.
    public func reset() {
        // The result repeats the failure of the last step, which was thrown already.
        sqlite3_reset(handle)
    }

    /// Whether a column of the row is null.
    public func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    /// A column of the row as a whole number; zero where it is null.
    public func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    /// A column of the row as a whole number, `nil` where it is null.
    public func optionalInteger(_ column: Int32) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    /// A column of the row as text, NUL characters included; empty where it is null.
    public func text(_ column: Int32) -> String {
        // The text must be asked for before its size, because asking converts.
        guard let bytes = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// A column of the row as text, `nil` where it is null.
    public func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    /// Whether a column of the row is this text, to the byte.
    public func holds(_ text: String, at column: Int32) -> Bool {
        guard let bytes = sqlite3_column_text(handle, column) else { return false }
        let stored = UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column)))
        return text.utf8.withContiguousStorageIfAvailable { text in
            guard text.count == stored.count, let start = text.baseAddress else { return text.count == stored.count }
            return memcmp(start, bytes, text.count) == 0
        } ?? text.utf8.elementsEqual(stored)
    }

    /// A column of the row as bytes; empty where it is null.
    public func blob(_ column: Int32) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// Whether the row agrees with the checksum in its last column: see ``Connection/runSealed(_:_:)``.
    public var isSealed: Bool {
        let last = sqlite3_data_count(handle) - 1
        guard last > 0 else { return false }
        var checksum = RowChecksum()
        for column in 0..<last {
            switch sqlite3_column_type(handle, column) {
            case SQLITE_NULL: checksum.addNull()
            case SQLITE_INTEGER: checksum.add(sqlite3_column_int64(handle, column))
            case let type:
                // For a text, asking for its bytes as a blob converts nothing.
                let bytes = sqlite3_column_blob(handle, column)
                let count = Int(sqlite3_column_bytes(handle, column))
                checksum.add(UnsafeRawBufferPointer(start: bytes, count: count), kind: type == SQLITE_TEXT ? 3 : 4)
            }
        }
        return checksum.value == integer(last)
    }

    /// Reads a row of whole numbers, the last of which is the checksum of the others, with one look at each column.
    ///
    /// The checksum is made of what is read, so that nothing else can be taken for the row.
    /// - Parameter numbers: Receives the numbers but for the checksum; the row has to have as many.
    /// - Returns: Whether the row agrees with its checksum; `false` too where it has another number of columns.
    public func readSealed(into numbers: UnsafeMutableBufferPointer<Int64>) -> Bool {
        guard sqlite3_data_count(handle) == numbers.count + 1 else { return false }
        var checksum = RowChecksum()
        for column in numbers.indices {
            let number = sqlite3_column_int64(handle, Int32(truncatingIfNeeded: column))
            checksum.add(number)
            numbers[column] = number
        }
        return checksum.value == sqlite3_column_int64(handle, Int32(truncatingIfNeeded: numbers.count))
    }

    private func failure(_ code: Int32) -> SQLiteError {
        SQLiteError(connection: sqlite3_db_handle(handle), fallback: code, sql: sql)
    }
}

/// A statement belongs to the thread of its connection.
@available(*, unavailable)
extension Statement: Sendable {}
