internal import CSQLite

extension Statement {
    /// Appends the values of the row's columns in one form that no other row has: how many there are, and each with its
    /// type and length.
    ///
    /// Use it to hash rows. What is appended is the same on every machine and for ever.
    public func encodeRow(into bytes: inout [UInt8]) {
        let count = sqlite3_column_count(handle)
        Self.append(UInt64(count), to: &bytes)
        for column in 0..<count {
            let type = sqlite3_column_type(handle, column)
            bytes.append(UInt8(clamping: type))
            switch type {
            case SQLITE_NULL: break
            case SQLITE_INTEGER:
                Self.append(UInt64(bitPattern: sqlite3_column_int64(handle, column)), to: &bytes)
            default:
                let start = sqlite3_column_blob(handle, column)
                let length = Int(sqlite3_column_bytes(handle, column))
                Self.append(UInt64(length), to: &bytes)
                bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : length))
            }
        }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
