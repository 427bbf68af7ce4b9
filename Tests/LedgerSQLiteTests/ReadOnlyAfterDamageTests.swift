import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("Where damage is found, nothing more is written")
struct ReadOnlyAfterDamageTests {
    /// An open ledger in which somebody changed a value.
    private func damaged(_ sql: String) async throws -> TemporaryLedger {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1000), period: .day), actor: "test")
        _ = try await ledger.record((0..<9).map { .sample("c\($0)", dollars: 2) })
        _ = try await ledger.reserve(.sample("open", dollars: 3))
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        try connection.execute("DROP TRIGGER call_is_append_only_update; \(sql)")
        return temporary
    }

    private func isStopped(_ ledger: SQLiteLedger) async throws {
        #expect(await failure { _ = try await ledger.record([.sample("new")]) } == .damaged)
        #expect(await failure { _ = try await ledger.reserve(.sample("new")) } == .damaged)
        #expect(await failure { _ = try await ledger.settle(reservation: "open", with: .sample("open")) } == .damaged)
        #expect(
            await failure {
                _ = try await ledger.setBudget(.init(name: "b", limit: .dollars(1), period: .day), actor: "a")
            } == .damaged)
        #expect(await failure { try await ledger.checkWritable() } == .damaged)
        do {
            try await ledger.checkWritable()
        } catch {
            #expect(error.message.contains(ledger.path))
            #expect(error.message.contains("is only read since damage was found"))
            #expect(error.message.contains("restore the last good backup"))
        }
        // What is not damaged is read as before.
        #expect(try await ledger.call("c1")?.breakdown?.total == .dollars(2))
        #expect(try await ledger.openReservations().map(\.id) == ["open"])
        #expect(try await ledger.reservation("open")?.amount == .dollars(3))
    }

    @Test("A reader that meets a damaged row stops the writer")
    func readers() async throws {
        let temporary = try await damaged("UPDATE call SET other_cost = other_cost + 1 WHERE id = 'c5'")
        let ledger = temporary.ledger
        _ = try await ledger.record([.sample("before")])
        #expect(await failure { _ = try await ledger.call("c5") } == .damaged)
        try await isStopped(ledger)
        // Opened again, it works until it meets the damage.
        let again = try await temporary.reopened()
        #expect(try await again.record([.sample("after")]) == [.recorded])
        #expect(try await again.verify().findings.isEmpty == false)
        try await isStopped(again)
        await again.close()
    }

    @Test("A writer that meets a damaged window stops, and what it was doing is undone")
    func writers() async throws {
        let temporary = try await damaged("UPDATE budget_window SET spent_dollars = 0")
        let ledger = temporary.ledger
        #expect(await failure { _ = try await ledger.reserve(.sample("new")) } == .damaged)
        try await isStopped(ledger)
        #expect(try await ledger.reservation("new") == nil)
        // Budgets are added up from the calls.
        #expect(try await ledger.budget("all")?.spent == .dollars(18))
    }
}
