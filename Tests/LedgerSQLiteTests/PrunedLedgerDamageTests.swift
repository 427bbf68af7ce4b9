import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("What is changed in a ledger before or after a pruning is noticed")
struct PrunedLedgerDamageTests {
    /// Changes a closed ledger as somebody would who has write access and knows how rows are sealed.
    private func tamper(_ path: String, _ statements: [String]) throws {
        let connection = try Connection(path: path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        let triggers = try connection.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'") { $0.text(0) }
        for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger)") }
        for sql in statements { try connection.execute(sql) }
        FileStatus.remove(path + ".gate")
    }

    private static let oldestHour = "starts_at = (SELECT min(starts_at) FROM rollup_hour)"

    private func findings(_ path: String) throws -> [Verification.Finding] {
        let connection = try Connection(path: path, access: .readOnly, busyTimeoutMilliseconds: 1000)
        return Verifier(Database(connection: connection)).verify().findings.filter {
            !["schema", "row_checksum"].contains($0.check)
        }
    }

    @Test(
        "After a pruning: a row that is changed, removed or put back",
        arguments: [
            ["DELETE FROM call WHERE sequence = (SELECT sequence FROM call ORDER BY sequence DESC LIMIT 1 OFFSET 3)"],
            ["DELETE FROM call WHERE sequence = (SELECT min(sequence) FROM call)"],
            ["UPDATE call SET latency = 5 WHERE sequence = (SELECT min(sequence) FROM call)"],
            ["UPDATE text SET value = 'nobody' WHERE value = 'search'"],
            ["DELETE FROM correction WHERE sequence = (SELECT min(sequence) FROM correction)"],
            ["UPDATE chain_link SET sha256 = zeroblob(32) WHERE number = 3"],
            ["DELETE FROM chain_link WHERE number = 5"],
            ["DELETE FROM pruned_links"],
            ["DELETE FROM pruned_month"],
            ["UPDATE pruned_month SET sha256 = zeroblob(32)"],
            ["UPDATE pruned_links SET sha256 = zeroblob(32)"],
            ["DELETE FROM pruned_id WHERE key = (SELECT max(key) FROM pruned_id)"],
            ["INSERT INTO pruned_id VALUES (zeroblob(16))"],
            ["DELETE FROM pruning WHERE step = 'finished'"],
            ["DELETE FROM pruning"],
            ["UPDATE pruning SET actor = 'nobody'"],
            ["UPDATE pruning SET cut_at = cut_at + 3600000"],
            ["UPDATE pruning SET last_call = last_call + 1"],
            ["UPDATE rollup_hour SET other_picodollars = other_picodollars + 1 WHERE " + oldestHour],
            ["UPDATE rollup_hour SET output_tokens = output_tokens + 1 WHERE " + oldestHour],
            [
                "UPDATE rollup_day SET other_dollars = other_dollars + 1 WHERE starts_at < 1796083200000"
            ],
            ["UPDATE rollup_month SET calls = calls - 1 WHERE starts_at < 1796083200000"],
            ["DELETE FROM rollup_hour WHERE " + oldestHour],
            [
                "UPDATE rollup_hour SET starts_at = starts_at + 3600000 * 24 * 60 WHERE " + oldestHour
            ],
            [
                "INSERT INTO call SELECT 1, 'again', at - 86400000 * 30, series, requested_model, NULL, NULL, status, "
                    + "cost_status, reason, price, input, cache_read, cache_write_5m, cache_write_1h, output, other_usage, "
                    + "line_quantities, fresh_input_cost, cached_input_cost, cache_write_cost, output_cost, other_cost, "
                    + "estimate, is_estimated, latency, overshoot, 0 FROM call LIMIT 1"
            ],
        ])
    func after(statements: [String]) async throws {
        let pruned = try await PrunedLedger(commits: 12, calls: 20)
        _ = try await pruned.prune(pruned.ledger)
        await pruned.ledger.close()
        #expect(try findings(pruned.path) == [])
        try tamper(pruned.path, statements)
        #expect(try !findings(pruned.path).isEmpty)
    }

    @Test(
        "Before a pruning: damage is found, and nothing goes",
        arguments: [
            "UPDATE call SET other_cost = other_cost + 1 WHERE sequence = 1",
            "UPDATE call SET latency = 5 WHERE sequence = 1",
            "DELETE FROM call WHERE sequence = 1",
            "UPDATE rollup_hour SET calls = calls + 1",
            "DELETE FROM rollup_hour WHERE starts_at < 1796080000000",
            "UPDATE chain_link SET sha256 = zeroblob(32) WHERE number = 3",
            "UPDATE text SET checksum = checksum, value = 'nobody' WHERE value = 'test'",
        ])
    func before(change: String) async throws {
        let pruned = try await PrunedLedger(commits: 4, calls: 20)
        await pruned.ledger.close()
        try tamper(pruned.path, [change])
        let ledger = try await pruned.reopened()
        let count = try await ledger.read { try $0.connection.integer("SELECT count(*) FROM call") }
        #expect(await failure { _ = try await pruned.prune(ledger) } == .damaged)
        #expect(try await ledger.read { try $0.connection.integer("SELECT count(*) FROM call") } == count)
        #expect(try await ledger.prunings() == [])
        await ledger.close()
    }

    @Test("A second pruning does not seal over what was changed since the first")
    func second() async throws {
        for change in [
            "UPDATE call SET latency = 5 WHERE sequence = (SELECT min(sequence) FROM call)",
            "UPDATE pruned_month SET calls = calls + 1", "DELETE FROM pruned_links",
        ] {
            let pruned = try await PrunedLedger(commits: 12, calls: 20)
            _ = try await pruned.prune(pruned.ledger)
            _ = try await pruned.ledger.record([PrunedLedger.call("late", number: 1, isOld: true)])
            await pruned.ledger.close()
            try tamper(pruned.path, [change])
            let ledger = try await pruned.reopened()
            #expect(await failure { _ = try await pruned.prune(ledger) } == .damaged, "\(change)")
            await ledger.close()
        }
    }
}
