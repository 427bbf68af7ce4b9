internal import CSQLite

/// A checksum over the columns of a row, kept in its last column.
///
/// SQLite's pages have no checksums: a flipped bit in a stored number goes unnoticed. Each step maps the state one to
/// one, so a change within one word of eight bytes is noticed always, and any other but for one in 2⁶⁴.
struct RowChecksum {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The checksum as it is stored.
    var value: Int64 { Int64(bitPattern: state) }

    mutating func add(_ value: SQLiteValue) {
        switch value {
        case .null: addNull()
        case .integer(let number): add(number)
        case .text(var text): text.withUTF8 { add(UnsafeRawBufferPointer($0), kind: 3) }
        case .blob(let bytes): bytes.withUnsafeBytes { add($0, kind: 4) }
        }
    }

    mutating func addNull() {
        mix(1)
    }

    mutating func add(_ number: Int64) {
        mix(2)
        mix(UInt64(bitPattern: number))
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer, kind: UInt64) {
        mix(UInt64(bytes.count) << 8 | kind)
        var position = 0
        while position + 8 <= bytes.count {
            mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
            position += 8
        }
        var rest: UInt64 = 0
        for byte in bytes[position...] { rest = rest << 8 | UInt64(byte) }
        mix(rest)
    }

    private mutating func mix(_ word: UInt64) {
        state = (state ^ word) &* 0x9FB2_1C65_1E98_DF25
        state ^= state >> 32
    }
}

extension Connection {
    /// Writes a row whose last column is the checksum of the others.
    ///
    /// - Parameters:
    ///   - sql: An insertion with one parameter more than there are values.
    ///   - row: The values of all other columns, in the order of the table.
    /// - Throws: What SQLite answers instead.
    public func runSealed(_ sql: StaticString, _ row: [SQLiteValue]) throws(SQLiteError) {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(row + [.integer(Connection.checksum(of: row))])
        while try cached.statement.step() {}
    }

    /// The checksum of a row's values.
    public static func checksum(of row: [SQLiteValue]) -> Int64 {
        var checksum = RowChecksum()
        for value in row { checksum.add(value) }
        return checksum.value
    }
}
