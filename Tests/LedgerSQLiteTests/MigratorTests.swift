import Foundation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("Migrations go forward, one transaction each")
struct MigratorTests {
    private let now = Timestamp(milliseconds: 1)

    private func connection() throws -> (TemporaryDirectory, Connection) {
        let directory = try TemporaryDirectory()
        return (
            directory,
            try Connection(path: directory.file("test.db"), access: .create, busyTimeoutMilliseconds: 1000)
        )
    }

    private func tables(_ connection: Connection) throws -> [String] {
        try connection.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") { $0.text(0) }
    }

    @Test("A migration that fails leaves nothing of itself, and the ones before it stay")
    func failing() throws {
        let (directory, connection) = try connection()
        defer { withExtendedLifetime(directory) {} }
        let first = Migration(version: 1, name: "1", script: "CREATE TABLE one (v INTEGER) STRICT")
        let broken = Migration(
            version: 2, name: "2", script: "CREATE TABLE two (v INTEGER) STRICT; INSERT INTO nowhere VALUES (1)")
        #expect(throws: SQLiteError.self) {
            try Migrator(connection: connection, migrations: [first, broken]).migrate(at: now)
        }
        #expect(try tables(connection) == ["migration", "one"])
        #expect(try connection.integer("PRAGMA user_version") == 1)
        let mended = Migration(version: 2, name: "2", script: "CREATE TABLE two (v INTEGER) STRICT")
        try Migrator(connection: connection, migrations: [first, mended]).migrate(at: now)
        #expect(try tables(connection) == ["migration", "one", "two"])
        #expect(try connection.integer("SELECT count(*) FROM migration") == 2)
        try Migrator(connection: connection, migrations: [first, mended]).migrate(at: now)
        #expect(try connection.integer("SELECT count(*) FROM migration") == 2)
    }

    @Test("The schema is the one in the snapshot")
    func snapshot() throws {
        let connection = try Connection(path: "schema", access: .inMemory, busyTimeoutMilliseconds: 0)
        try Migrator(connection: connection).migrateInMemory()
        let entries = try connection.all(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name"
        ) { $0.text(0) }
        let schema = entries.joined(separator: ";\n") + ";\n"
        let snapshot = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../migrations/schema.sql")
        let expected = try String(contentsOf: snapshot, encoding: .utf8)
        #expect(schema == expected, "Where the change is meant, write the new schema to migrations/schema.sql.")
    }

    @Test("The versions of the migrations are the numbers of their files")
    func numbers() {
        #expect(!Migration.all.isEmpty)
        for migration in Migration.all {
            #expect(Int64(migration.name.prefix(4)) == migration.version)
            #expect(migration.script.hasSuffix("\n"))
        }
    }
}
