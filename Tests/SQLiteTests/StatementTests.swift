import SQLite
import Testing

@Suite("Statements bind and read values exactly")
struct StatementTests {
    @Test(
        "A value comes back as it was bound",
        arguments: [
            SQLiteValue.null, .integer(0), .integer(.min), .integer(.max), .text(""), .text("a\0b"), .text("検索 🚀"),
            .blob([]), .blob([0, 255, 0]),
        ])
    func roundTrip(value: SQLiteValue) throws {
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE t (v ANY) STRICT")
        try connection.run("INSERT INTO t VALUES (?)", value)
        let isRight = try connection.first("SELECT v, typeof(v) FROM t") { row in
            switch value {
            case .null: row.isNull(0) && row.text(1) == "null"
            case .integer(let number): row.integer(0) == number && row.text(1) == "integer"
            case .text(let text): row.text(0) == text && row.text(1) == "text"
            case .blob(let bytes): row.blob(0) == bytes && row.text(1) == "blob"
            }
        }
        #expect(isRight == true)
    }

    @Test("The same statement can run inside the loop over its own rows")
    func reentrance() throws {
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE t (v INTEGER) STRICT; INSERT INTO t VALUES (1), (2), (3)")
        func sum(depth: Int) throws -> Int64 {
            var total: Int64 = 0
            try connection.forEach("SELECT v FROM t ORDER BY v") { row in
                total += row.integer(0)
                if depth > 0 { total += try sum(depth: depth - 1) }
            }
            return total
        }
        #expect(try sum(depth: 2) == 6 + 18 + 54)
    }

    @Test("A mistake in SQL names the statement and never a bound value")
    func errors() throws {
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE t (v TEXT UNIQUE) STRICT")
        try connection.run("INSERT INTO t VALUES (?)", "secret")
        let error = #expect(throws: SQLiteError.self) {
            try connection.run("INSERT INTO t VALUES (?)", "secret")
        }
        #expect(error?.code == .constraint)
        #expect(error?.description.contains("INSERT INTO t") == true)
        #expect(error?.description.contains("secret") == false)
        let missing = #expect(throws: SQLiteError.self) { _ = try connection.prepare("SELECT nothing FROM nowhere") }
        #expect(missing?.code == .error)
        #expect(throws: SQLiteError.self) { _ = try connection.prepare("   ") }
    }

    @Test("Any change of a single byte in a sealed row is noticed")
    func seals() throws {
        let row: [SQLiteValue] = [.integer(123_456_789), .text("team-a"), .null, .blob([1, 2, 3]), .integer(-5)]
        let checksum = Connection.checksum(of: row)
        for bit in 0..<64 {
            var changed = row
            changed[0] = .integer(123_456_789 ^ (1 << bit))
            #expect(Connection.checksum(of: changed) != checksum)
        }
        for replacement in [SQLiteValue.text("team-b"), .text("team-a "), .null, .blob(Array("team-a".utf8))] {
            var changed = row
            changed[1] = replacement
            #expect(Connection.checksum(of: changed) != checksum)
        }
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE t (a INTEGER, b TEXT, c ANY, d BLOB, e INTEGER, checksum INTEGER) STRICT")
        try connection.runSealed("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", row)
        #expect(try connection.first("SELECT * FROM t") { $0.isSealed } == true)
        try connection.execute("UPDATE t SET e = -6")
        #expect(try connection.first("SELECT * FROM t") { $0.isSealed } == false)
    }

    @Test("A row that is bound value by value is the same, checksum included, as one that is bound as a list")
    func writers() throws {
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE t (a INTEGER, b TEXT, c TEXT, d INTEGER, e TEXT, checksum INTEGER) STRICT")
        let row: [SQLiteValue] = [.integer(.min), .text("a\0検"), .null, .integer(1), .text("")]
        func write(_ row: inout RowWriter) {
            row.add(Int64.min)
            row.add("a\0検")
            row.add(nil as String?)
            row.add(true)
            row.add("")
        }
        #expect(Connection.checksum { write(&$0) } == Connection.checksum(of: row))
        try connection.runSealed("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)") { write(&$0) }
        try connection.runSealed("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?) ", row)
        let areRight = try connection.all("SELECT * FROM t") { row in
            row.isSealed && row.integer(0) == .min && row.text(1) == "a\0検" && row.isNull(2) && row.integer(3) == 1
                && row.optionalText(4) == ""
        }
        #expect(areRight == [true, true])
    }

    @Test("A parameter without a value is null, whatever was bound to it the time before")
    func leftovers() throws {
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE t (a TEXT, b TEXT) STRICT")
        func insert(_ values: [String]) throws {
            try connection.run("INSERT INTO t VALUES (?, ?)") { row in
                for value in values { row.add(value) }
            }
        }
        try insert(["first", "second"])
        try insert(["third"])
        try insert([])
        let rows = try connection.all("SELECT a, b FROM t") { ($0.optionalText(0), $0.optionalText(1)) }
        #expect(rows.map(\.0) == ["first", "third", nil])
        #expect(rows.map(\.1) == ["second", nil, nil])
        #expect(try connection.integer("SELECT ?1 IS NULL AND ?2 IS NULL") == 1)
        #expect(try connection.integer("SELECT ?1 IS 'x' AND ?2 IS NULL", "x") == 1)
    }
}
