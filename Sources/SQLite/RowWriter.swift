internal import CSQLite

/// Binds the values of a row one after the other, and computes the checksum over them on the way.
///
/// It saves what an array of values would cost: a row of a call has nearly thirty.
public struct RowWriter {
    /// The statement; `nil` where only the checksum is wanted.
    private let statement: OpaquePointer?
    private var position: Int32 = 1
    private var checksum = RowChecksum()
    /// The first failure; what follows it is not bound.
    private(set) var failure = SQLITE_OK

    init(_ statement: OpaquePointer?) {
        self.statement = statement
    }

    /// The checksum of the values so far.
    var checksumValue: Int64 { checksum.value }

    /// Adds the checksum of the values so far, or, for a row that nobody may believe, one that is not theirs.
    public mutating func addChecksum(isRight: Bool = true) {
        add(isRight ? checksum.value : ~checksum.value)
    }

    /// Adds nothing.
    public mutating func addNull() {
        checksum.addNull()
        bind { sqlite3_bind_null($0, $1) }
    }

    /// Adds a whole number.
    public mutating func add(_ number: Int64) {
        checksum.add(number)
        bind { sqlite3_bind_int64($0, $1, number) }
    }

    /// Adds a whole number, or nothing.
    public mutating func add(_ number: Int64?) {
        if let number { add(number) } else { addNull() }
    }

    /// Adds a truth value as one or zero.
    public mutating func add(_ flag: Bool) {
        add(flag ? 1 : 0)
    }

    /// Adds a text; NUL characters in it are kept.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            checksum.add(UnsafeRawBufferPointer(bytes), kind: 3)
            bind { statement, position in
                // An empty buffer may have no address, and a null address would bind NULL.
                guard let base = bytes.baseAddress else { return ledger_sqlite_bind_text(statement, position, "", 0) }
                return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    ledger_sqlite_bind_text(statement, position, $0, UInt64(bytes.count))
                }
            }
        }
    }

    /// Adds a text, or nothing.
    public mutating func add(_ text: String?) {
        if let text { add(text) } else { addNull() }
    }

    /// Binds nulls to the parameters for which nothing was added.
    mutating func finish() {
        guard let statement else { return }
        while position <= sqlite3_bind_parameter_count(statement), failure == SQLITE_OK {
            bind { sqlite3_bind_null($0, $1) }
        }
    }

    private mutating func bind(_ bind: (OpaquePointer, Int32) -> Int32) {
        guard let statement, failure == SQLITE_OK else { return }
        failure = bind(statement, position)
        position += 1
    }
}

extension Connection {
    /// Runs a statement that answers no rows, with the values that the closure adds.
    public func run(_ sql: StaticString, _ write: (inout RowWriter) throws -> Void) throws {
        let cached = try cached(sql)
        defer { cached.finish() }
        var row = RowWriter(cached.statement.handle)
        try write(&row)
        row.finish()
        try cached.statement.check(row.failure)
        while try cached.statement.step() {}
    }

    /// Writes a row whose last column is the checksum of the others, which the closure adds in the order of the table.
    public func runSealed(_ sql: StaticString, _ write: (inout RowWriter) throws -> Void) throws {
        try run(sql) { row in
            try write(&row)
            row.addChecksum()
        }
    }

    /// The checksum of the values that the closure adds.
    public static func checksum(of write: (inout RowWriter) throws -> Void) rethrows -> Int64 {
        var row = RowWriter(nil)
        try write(&row)
        return row.checksumValue
    }
}
