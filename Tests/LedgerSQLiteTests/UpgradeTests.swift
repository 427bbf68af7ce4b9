import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("A ledger of an older version is brought to the newest in place")
struct UpgradeTests {
    /// A ledger as the first version wrote it, with some of everything in it.
    private func firstVersion() async throws -> (ledger: TemporaryLedger, path: String) {
        let filled = try await TemporaryLedger()
        let ledger = filled.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(100), period: .day), actor: "test")
        _ = try await ledger.record((0..<20).map { .sample("c\($0)", dollars: $0 % 3, requestID: "q\($0)") })
        for number in 0..<4 { _ = try await ledger.reserve(.sample("r\(number)", dollars: 2)) }
        _ = try await ledger.reserve(.sample("no", dollars: 5000))
        _ = try await ledger.settle(reservation: "r0", with: .sample("r0", dollars: 3))
        _ = try await ledger.release(reservation: "r1")
        await ledger.close()

        let path = filled.directory.file("first.db")
        let connection = try Connection(path: path, access: .create, busyTimeoutMilliseconds: 1000)
        let first = try #require(Migration.all.first)
        try Migrator(connection: connection, migrations: [first]).migrate(at: ManualClock.start)
        // The rows of the first version's tables have not changed since.
        let tables = try connection.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name != 'migration'"
        ) { $0.text(0) }
        try connection.execute("ATTACH '\(filled.path)' AS filled")
        for table in tables { try connection.execute("INSERT INTO main.\(table) SELECT * FROM filled.\(table)") }
        try connection.execute("DETACH filled")
        #expect(try connection.integer("PRAGMA user_version") == 1)
        return (filled, path)
    }

    @Test("What the first version recorded reads the same, and new things can be kept beside it")
    func firstVersionWithData() async throws {
        let (filled, path) = try await firstVersion()
        #expect(try SQLiteLedger.schemaStatus(path: path).pending == Migration.all.dropFirst().map(\.name))
        let clock = filled.clock
        let expected = try await filled.reopened()
        let ledger = try await SQLiteLedger.open(path: path, options: SQLiteLedger.Options { clock.now })
        #expect(try SQLiteLedger.schemaStatus(path: path).pending == [])
        #expect(try await ledger.verify().findings == [])
        #expect(try await ledger.chainHead()?.lastCall == 21)
        #expect(
            try await ledger.calls(CallFilter(), after: 0, through: 100, limit: 100)
                == expected.calls(CallFilter(), after: 0, through: 100, limit: 100))
        #expect(try await ledger.budgets() == expected.budgets())
        #expect(try await ledger.openReservations().map(\.id) == ["r2", "r3"])
        #expect(try await ledger.refusedReservations(CallFilter(), limit: 9).map(\.request.id) == ["no"])

        #expect(try await ledger.callDetails("r0") == nil)
        let details = CallDetails(line: 3, inputBytes: 100)
        for id in ["r0", "r2"] {
            _ = try await ledger.settle(
                reservation: id, with: .sample(id, dollars: id == "r0" ? 3 : 2), details: details)
            #expect(try await ledger.callDetails(id) == details)
        }
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
        await expected.close()
    }

    @Test("A key that was issued before there were roles makes calls")
    func keysWithoutRoles() async throws {
        let filled = try await TemporaryLedger()
        let key = GatewayKey(
            id: "abcdefgh23456789", team: "search", createdAt: ManualClock.start, createdBy: "ada")
        _ = try await filled.ledger.createKey(key)
        await filled.ledger.close()
        let path = filled.directory.file("third.db")
        let connection = try Connection(path: path, access: .create, busyTimeoutMilliseconds: 1000)
        try Migrator(connection: connection, migrations: Array(Migration.all.prefix(3))).migrate(at: ManualClock.start)
        try connection.execute(
            "ATTACH '\(filled.path)' AS filled; INSERT INTO main.gateway_key SELECT * FROM filled.gateway_key;"
                + "DETACH filled")
        let clock = filled.clock
        let ledger = try await SQLiteLedger.open(path: path, options: SQLiteLedger.Options { clock.now })
        #expect(try await ledger.keys() == [key])
        #expect(try await ledger.key(key.id)?.role == .caller)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }
}
