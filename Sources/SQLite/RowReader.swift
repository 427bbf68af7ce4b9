internal import CSQLite

/// Reads the values of a row one after the other, with one look at each, and computes the checksum over them on the way.
///
/// What it hands out is what the checksum is made of. A text is lent where it lies in SQLite's memory, until the next row.
public struct RowReader {
    private let statement: OpaquePointer
    private var position: Int32 = 0
    private var checksum = RowChecksum()
    /// Whether all values so far were of the types that were asked for.
    private var isSound = true

    /// A reader of the row that a statement stands on.
    public init(_ row: borrowing Statement) {
        statement = row.handle
    }

    // The value may be looked at without SQLite's mutex, because a connection belongs to one thread at a time.
    private mutating func next() -> OpaquePointer? {
        defer { position += 1 }
        return sqlite3_column_value(statement, position)
    }

    /// The next value as a whole number.
    public mutating func integer() -> Int64 {
        optionalInteger() ?? unsound()
    }

    /// The next value as a whole number, `nil` where it is null.
    public mutating func optionalInteger() -> Int64? {
        let value = next()
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER:
            let number = sqlite3_value_int64(value)
            checksum.add(number)
            return number
        case SQLITE_NULL:
            checksum.addNull()
            return nil
        default:
            _ = unsound()
            return nil
        }
    }

    /// The next value as the bytes of a text, `nil` where it is null.
    public mutating func text() -> UnsafeRawBufferPointer? {
        let value = next()
        switch sqlite3_value_type(value) {
        case SQLITE_TEXT:
            // Asking for the bytes of a text as a blob converts nothing.
            let start = sqlite3_value_blob(value)
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
            checksum.add(bytes, kind: 3)
            return bytes
        case SQLITE_NULL:
            checksum.addNull()
            return nil
        default:
            _ = unsound()
            return nil
        }
    }

    /// Whether the row agrees with its checksum, which is the next value and the last.
    public mutating func agrees() -> Bool {
        let expected = checksum.value
        let stored = integer()
        return isSound && stored == expected && position == sqlite3_data_count(statement)
    }

    private mutating func unsound() -> Int64 {
        isSound = false
        return 0
    }
}
