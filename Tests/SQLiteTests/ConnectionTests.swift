import Foundation
import SQLite
import Testing

@Suite("Connections are durable and trust nothing")
struct ConnectionTests {
    @Test("A new database is readable by its owner only, and so are the files beside it")
    func permissions() throws {
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.enableWriteAheadLog()
        try connection.execute("CREATE TABLE t (v INTEGER) STRICT")
        let gate = try CommitGate(besideDatabase: database.path, timeoutMilliseconds: 100)
        try gate.enter()
        gate.leave()
        for suffix in ["", "-wal", "-shm", ".gate"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: database.path + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
        }
    }

    @Test(
        "Every connection keeps the settings that make commits durable",
        arguments: [
            ("PRAGMA synchronous", 2), ("PRAGMA mmap_size", 0), ("PRAGMA cell_size_check", 1),
            ("PRAGMA trusted_schema", 0),
        ])
    func settings(pragma: String, value: Int64) throws {
        let database = try TemporaryDatabase()
        _ = try database.connect()
        for access in [Connection.Access.readWrite, .readOnly] {
            let statement = try database.connect(access).prepare(pragma)
            #expect(try statement.step())
            #expect(statement.integer(0) == value)
        }
    }

    @Test("The log is copied into the database only when asked for")
    func checkpoints() throws {
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.enableWriteAheadLog()
        try connection.execute("CREATE TABLE t (v TEXT) STRICT")
        for _ in 0..<1500 { try connection.run("INSERT INTO t VALUES (?)", .text(String(repeating: "x", count: 3000))) }
        #expect(connection.pagesInLog > 2000)
        try connection.checkpoint()
        try connection.run("INSERT INTO t VALUES ('y')")
        #expect(connection.pagesInLog < 10)
    }

    @Test("A file that cannot be opened is an error that names it")
    func missing() throws {
        let database = try TemporaryDatabase()
        let error = #expect(throws: SQLiteError.self) { try database.connect(.readWrite) }
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains(database.path) == true)
        try Data("this is no database, whatever it is called".utf8).write(to: URL(filePath: database.path))
        #expect(throws: SQLiteError.self) {
            try database.connect(.readWrite).integer("SELECT count(*) FROM sqlite_schema")
        }
    }

    @Test("A backup is one consistent copy and overwrites nothing")
    func backup() throws {
        let database = try TemporaryDatabase()
        let connection = try database.connect()
        try connection.enableWriteAheadLog()
        try connection.execute("CREATE TABLE t (v INTEGER) STRICT; INSERT INTO t VALUES (1), (2)")
        let copy = database.directory + "/copy.db"
        try connection.backUp(to: copy)
        try connection.execute("INSERT INTO t VALUES (3)")
        let restored = try Connection(path: copy, access: .readWrite, busyTimeoutMilliseconds: 100)
        #expect(try restored.integer("SELECT count(*) FROM t") == 2)
        #expect(throws: SQLiteError.self) { try connection.backUp(to: copy) }
    }

    @Test("A writer waits for another one until its deadline")
    func busy() throws {
        let database = try TemporaryDatabase()
        let first = try database.connect()
        try first.enableWriteAheadLog()
        try first.execute("CREATE TABLE t (v INTEGER) STRICT; BEGIN IMMEDIATE")
        let second = try database.connect(busyTimeoutMilliseconds: 20)
        let error = #expect(throws: SQLiteError.self) { try second.execute("BEGIN IMMEDIATE") }
        #expect(error?.code == .busy)
        try first.execute("COMMIT")
        try second.execute("BEGIN IMMEDIATE; ROLLBACK")
    }
}
