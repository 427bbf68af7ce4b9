import Foundation
import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import SQLite
import Testing

@Suite("Damage is noticed before it is reported as money")
struct DamageTests {
    /// A closed ledger with some of everything in it.
    private func filled() async throws -> TemporaryLedger {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1000), period: .day), actor: "test")
        _ = try await ledger.raiseBudget(
            "all", BudgetRaise(amount: .dollars(1), until: .latest, reason: "launch"), actor: "test")
        _ = try await ledger.record((0..<40).map { .sample("c\($0)", dollars: $0 + 1, requestID: "q\($0)") })
        for number in 0..<6 { _ = try await ledger.reserve(.sample("r\(number)", dollars: 2)) }
        _ = try await ledger.settle(
            reservation: "r0", with: .sample("r0", dollars: 3),
            details: CallDetails(line: 7, callsiteOrigin: "source", inputBytes: 100))
        var tokens = Call.sample("r4")
        tokens.cost = Cost(
            status: .priced, model: "model.a", scope: nil, usage: Usage(input: 50), ratesVersion: "test")
        _ = try await ledger.settle(reservation: "r4", with: tokens, details: CallDetails(inputBytes: 100))
        _ = try await ledger.release(reservation: "r1")
        _ = try await ledger.reserve(.sample("no", dollars: 5000))
        temporary.clock.advance(byMilliseconds: 3_600_000)
        try await ledger.expireAbandonedReservations()
        _ = try await ledger.settle(reservation: "r2", with: .sample("r2", dollars: 1))
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
        return temporary
    }

    @Test(
        "A changed value is found, wherever it stands",
        arguments: [
            "UPDATE call SET other_cost = other_cost + 1 WHERE sequence = 3",
            "UPDATE call SET at = at + 1 WHERE sequence = 4",
            "UPDATE call SET cache_read = 9 WHERE sequence = 5",
            "UPDATE correction SET other_cost = 0",
            "DELETE FROM call WHERE sequence = 7",
            "UPDATE rollup_hour SET other_dollars = other_dollars + 1",
            "UPDATE rollup_day SET calls = calls + 1",
            "UPDATE rollup_month SET output_dollars = output_dollars + 1",
            "DELETE FROM rollup_month",
            "DELETE FROM rollup_hour",
            "UPDATE rollup_team_hour SET unpriced_calls = unpriced_calls + 1",
            "UPDATE rollup_team_day SET calls = calls + 1",
            "UPDATE rollup_model_hour SET other_dollars = other_dollars + 1",
            "UPDATE rollup_model_day SET estimated_dollars = 7",
            "DELETE FROM rollup_team_hour",
            "DELETE FROM rollup_team_day",
            "DELETE FROM rollup_model_hour",
            "DELETE FROM rollup_model_day",
            "UPDATE budget_window SET spent_dollars = 0",
            "UPDATE budget SET limit_dollars = 10",
            "UPDATE budget_raise SET dollars = 100",
            "UPDATE budget_change SET actor = 'nobody'",
            "UPDATE reservation SET amount = 1 WHERE id = 'r3'",
            "UPDATE reservation SET state = 'open' WHERE id = 'r3'",
            "UPDATE refusal SET spent_dollars = 1",
            "UPDATE text SET value = 'ads' WHERE value = 'search'",
            "UPDATE series SET team = callsite",
            "UPDATE price SET rates = 'query=1'",
            "UPDATE call_detail SET line = 8",
            "UPDATE input_history SET samples = 2",
            "UPDATE input_history SET tokens_per_million_bytes = 1",
            "DELETE FROM call_detail WHERE history IS NOT NULL",
            "DELETE FROM input_history",
            "UPDATE call_detail SET reservation = 99 WHERE history IS NULL",
        ])
    func changedValue(sql: String) async throws {
        let temporary = try await filled()
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        for name in ["call", "call_detail", "correction", "budget_change"] {
            for kind in ["update", "delete"] { try connection.execute("DROP TRIGGER \(name)_is_append_only_\(kind)") }
        }
        try connection.execute(sql)
        #expect(connection.totalChanges > 0)
        let ledger = try await temporary.reopened()
        let checks = Set(try await ledger.verify().findings.map(\.check))
        #expect(!checks.subtracting(["schema"]).isEmpty)
        await ledger.close()
    }

    @Test("Rows cannot be edited where the triggers stand, and a missing trigger is found")
    func triggers() async throws {
        let temporary = try await filled()
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        for sql in [
            "UPDATE call SET at = 0", "DELETE FROM call", "DELETE FROM correction", "DELETE FROM budget_change",
            "UPDATE call_detail SET line = 8", "DELETE FROM call_detail",
        ] {
            let error = #expect(throws: SQLiteError.self) { try connection.execute(sql) }
            #expect(error?.code == .constraint)
        }
        try connection.execute("DROP TRIGGER call_is_append_only_update")
        let ledger = try await temporary.reopened()
        #expect(try await ledger.verify().findings.map(\.check) == ["schema"])
        await ledger.close()
    }

    @Test(
        "A query does not add up rows that were changed",
        arguments: [
            ("rollup_month", [.callsite]), ("rollup_day", [.day, .callsite]), ("rollup_hour", [.hour, .callsite]),
            ("rollup_team_day", [.team]), ("rollup_team_hour", [.hour, .team]), ("rollup_model_day", []),
            ("rollup_model_hour", [.hour]),
        ] as [(String, [SpendKey])])
    func query(table: String, keys: [SpendKey]) async throws {
        let temporary = try await filled()
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        try connection.execute("UPDATE \(table) SET other_dollars = other_dollars + 1")
        let ledger = try await temporary.reopened()
        #expect(await failure { _ = try await ledger.spend(by: keys, filter: CallFilter()) } == .damaged)
        await ledger.close()
    }

    @Test("A flipped bit in the file changes no figure without being found", arguments: UInt64(1)...30)
    func flippedBit(seed: UInt64) async throws {
        let temporary = try await filled()
        let before = try await everything(temporary)
        var random = SplitMix64(seed: seed)
        var bytes = try Data(contentsOf: URL(filePath: temporary.path))
        // Past the file's header, whose damage SQLite itself refuses.
        for _ in 0..<3 {
            bytes[Int.random(in: 100..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: temporary.path + suffix) }
        try bytes.write(to: URL(filePath: temporary.path))
        var after: [String]?
        let code = await failure {
            let ledger = try await temporary.reopened()
            let findings = try await ledger.verify().findings
            await ledger.close()
            if findings.isEmpty { after = try await everything(temporary) }
        }
        if code == nil, let after { #expect(after == before) }
    }

    private func everything(_ temporary: TemporaryLedger) async throws -> [String] {
        let ledger = try await temporary.reopened()
        let last = try await ledger.lastSequence()
        let calls = try await ledger.calls(CallFilter(), after: 0, through: last, limit: 1000)
        let report = try await ledger.spend(by: [.hour, .team, .model], filter: CallFilter())
        let budgets = try await ledger.budgets()
        await ledger.close()
        return calls.map { "\($0)" } + ["\(report)"] + budgets.map { "\($0)" }
    }
}
