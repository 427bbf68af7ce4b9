import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("The chain shows that what was recorded was changed")
struct ChainTests {
    /// A closed ledger of several commits with calls, corrections and budgets, and the head of its chain.
    private func filled() async throws -> (ledger: TemporaryLedger, head: ChainHead) {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1000), period: .day), actor: "test")
        for number in 0..<6 {
            _ = try await ledger.record([.sample("c\(number)", dollars: Int64(number) + 1, requestID: "q\(number)")])
            temporary.clock.advance(byMilliseconds: 1000)
        }
        _ = try await ledger.reserve(.sample("r", dollars: 2))
        _ = try await ledger.settle(reservation: "r", with: .sample("r", dollars: 1))
        _ = try await ledger.reprice(CallFilter(), dryRun: false) { recorded in
            recorded.call.id == "c3" ? Call.sample("x", dollars: 9).cost : nil
        }
        let head = try #require(try await ledger.chainHead())
        #expect(try await ledger.verifyChain(against: head).findings == [])
        await ledger.close()
        return (temporary, head)
    }

    /// Changes the file as somebody would who has write access, and takes the triggers away.
    private func tamper(_ path: String, _ statements: [String]) throws {
        let connection = try Connection(path: path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        for name in ["call", "correction", "budget_change", "chain_link"] {
            for kind in ["update", "delete"] {
                try connection.execute("DROP TRIGGER IF EXISTS \(name)_is_append_only_\(kind)")
            }
        }
        for sql in statements { try connection.execute(sql) }
        // Whoever means it takes the note of how far the ledger had come away too.
        FileStatus.remove(path + ".gate")
    }

    /// What the chain finds in a file.
    private func findings(_ path: String, against head: ChainHead? = nil) async throws -> [String] {
        let ledger = try await SQLiteLedger.open(path: path)
        let findings = try await ledger.verifyChain(against: head).findings
        await ledger.close()
        return findings.map(\.message)
    }

    @Test(
        "An edit, an insertion, a removal and a swap are found",
        arguments: [
            ["UPDATE call SET other_cost = other_cost + 1 WHERE sequence = 2"],
            ["UPDATE call SET at = at + 1 WHERE sequence = 1"],
            ["UPDATE call SET request_id = NULL WHERE sequence = 4"],
            ["DELETE FROM call WHERE sequence = 3"],
            ["DELETE FROM call WHERE sequence = 7"],
            [
                "UPDATE call SET sequence = 99 WHERE sequence = 2", "UPDATE call SET sequence = 2 WHERE sequence = 3",
                "UPDATE call SET sequence = 3 WHERE sequence = 99",
            ],
            [
                "INSERT INTO call SELECT 8, 'new', at, series, requested_model, NULL, NULL, status, cost_status, reason, "
                    + "price, input, cache_read, cache_write_5m, cache_write_1h, output, other_usage, line_quantities, "
                    + "fresh_input_cost, cached_input_cost, cache_write_cost, output_cost, other_cost, estimate, "
                    + "is_estimated, latency, overshoot, 0 FROM call WHERE sequence = 1"
            ],
            ["INSERT INTO text VALUES (99, 'new', 0)"],
            ["INSERT INTO text VALUES (0, 'new', 0)"],
            ["UPDATE call SET sequence = -1 WHERE sequence = 2"],
            ["UPDATE correction SET sequence = 0"],
            ["INSERT INTO budget_change SELECT -5, budget, at, actor, kind, summary, 0 FROM budget_change"],
            ["UPDATE correction SET other_cost = 0"],
            ["DELETE FROM correction"],
            ["UPDATE text SET value = 'ads' WHERE value = 'search'"],
            ["UPDATE series SET team = callsite"],
            ["UPDATE price SET rates = 'query=1'"],
            ["UPDATE budget_change SET actor = 'nobody'"],
            ["DELETE FROM chain_link WHERE number = 3"],
            ["DELETE FROM chain_link WHERE number = (SELECT max(number) FROM chain_link)"],
            ["DELETE FROM chain_link"],
        ])
    func tampering(statements: [String]) async throws {
        let (temporary, _) = try await filled()
        try tamper(temporary.path, statements)
        // A ledger that is opened begins a chain where there is none; read it as it is.
        let connection = try Connection(path: temporary.path, access: .readOnly, busyTimeoutMilliseconds: 1000)
        #expect(!Verifier(Database(connection: connection)).verifyChain(against: nil).findings.isEmpty)
    }

    @Test("A row below the first is found against a head that was kept", arguments: [0, -1, Int64.min])
    func belowTheFirst(number: Int64) async throws {
        let (temporary, head) = try await filled()
        try tamper(temporary.path, ["INSERT INTO text VALUES (\(number), 'new', 0)"])
        let found = try await findings(temporary.path, against: head)
        #expect(found == ["table text has row \(number), which the chain cannot cover: rows count from 1"])
    }

    @Test(
        "Damage of the newest link stops nobody, and is found for ever",
        arguments: [
            "sha256 = zeroblob(32)", "committed_at = committed_at + 1", "last_call = last_call + 64", "last_call = 0",
            "checksum = checksum + 1",
        ])
    func damagedLink(change: String) async throws {
        let (temporary, _) = try await filled()
        try tamper(
            temporary.path,
            ["UPDATE chain_link SET \(change) WHERE number = (SELECT max(number) FROM chain_link)"])
        let ledger = try await temporary.reopened()
        #expect(await failure { _ = try await ledger.chainHead() } == .damaged)
        #expect(try await ledger.verify().findings.contains { $0.check == "chain" })
        _ = try await ledger.reserve(.sample("later"))
        _ = try await ledger.settle(reservation: "later", with: .sample("later"))
        _ = try await ledger.record([.sample("last")])
        #expect(try await ledger.chainHead()?.lastCall == 9)
        let found = try await ledger.verifyChain().findings
        #expect(found.contains { $0.message.contains("does not agree with its checksum") })
        await ledger.close()
    }

    @Test("The newest rows cut off with their links are found against a head that was kept")
    func truncation() async throws {
        let (temporary, head) = try await filled()
        try tamper(
            temporary.path,
            [
                "DELETE FROM correction", "DELETE FROM call WHERE sequence > 4",
                "DELETE FROM chain_link WHERE last_call > 4",
                "DELETE FROM text WHERE id > (SELECT max(last_text) FROM chain_link)",
                "DELETE FROM series WHERE id > (SELECT max(last_series) FROM chain_link)",
                "DELETE FROM price WHERE id > (SELECT max(last_price) FROM chain_link)",
            ])
        #expect(try await findings(temporary.path) == [])
        let found = try await findings(temporary.path, against: head)
        #expect(found.count == 1)
        #expect(found.first?.contains("before link \(head.number) that was kept elsewhere") == true)
    }

    @Test("A chain that was computed anew agrees with itself, and not with a head that was kept")
    func recomputed() async throws {
        let (temporary, head) = try await filled()
        try tamper(temporary.path, ["UPDATE call SET latency = 1 WHERE sequence = 2"])
        try recompute(temporary.path)
        #expect(try await findings(temporary.path) == [])
        let found = try await findings(temporary.path, against: head)
        #expect(found.count == 1)
        #expect(found.first?.contains("is not the one that was kept elsewhere") == true)
    }

    /// Writes all links anew, as somebody would who knows this program.
    private func recompute(_ path: String) throws {
        let connection = try Connection(path: path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        let chain = Chain(connection: connection)
        var links = try connection.all("SELECT * FROM chain_link ORDER BY number") { try ChainLink($0) }
        try connection.execute("DELETE FROM chain_link")
        var last = ChainLink.none
        for index in links.indices {
            links[index].sha256 = try chain.hash(
                after: last, number: links[index].number, at: links[index].at, through: links[index].newest)
            try connection.runSealed(
                "INSERT INTO chain_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", links[index].columns)
            last = links[index]
        }
    }

    @Test("A head holds while the ledger grows")
    func growth() async throws {
        let (temporary, head) = try await filled()
        let ledger = try await temporary.reopened()
        _ = try await ledger.record([.sample("later", dollars: 1)])
        #expect(try await ledger.verifyChain(against: head).findings == [])
        #expect(try #require(try await ledger.chainHead()).number == head.number + 1)
        var other = head
        other.sha256 = String(repeating: "0", count: 64)
        #expect(try await ledger.verifyChain(against: other).findings.count == 1)
        await ledger.close()
    }

    @Test("What adds no row adds no link, and calls that are recorded together have one")
    func links() async throws {
        let temporary = try await TemporaryLedger()
        #expect(try await temporary.ledger.chainHead() == nil)
        _ = try await temporary.ledger.record((0..<500).map { .sample("c\($0)", dollars: 1) })
        let head = try #require(try await temporary.ledger.chainHead())
        #expect(head.number == 1)
        #expect(head.lastCall == 500)
        _ = try await temporary.ledger.record([.sample("c1", dollars: 1)])
        #expect(try await temporary.ledger.chainHead() == head)
        await temporary.ledger.close()
    }

    @Test("What was recorded before there was a chain is covered once a newer version opens the ledger")
    func upgrade() async throws {
        let (temporary, _) = try await filled()
        try tamper(temporary.path, ["DELETE FROM chain_link"])
        let ledger = try await SQLiteLedger.open(path: temporary.path)
        let head = try #require(try await ledger.chainHead())
        #expect(head.number == 1)
        #expect(head.lastCall == 7)
        #expect(try await ledger.verifyChain(against: head).findings == [])
        await ledger.close()
        try tamper(temporary.path, ["UPDATE call SET latency = 1 WHERE sequence = 2"])
        #expect(try await findings(temporary.path, against: head).count == 2)
    }

    @Test("Corrections add up to what they changed")
    func corrections() async throws {
        let (temporary, _) = try await filled()
        let ledger = try await temporary.reopened()
        #expect(
            try await ledger.correctionSums(CallFilter()) == [
                CorrectionSum(kind: .repricing, entries: 1, difference: .dollars(5))
            ])
        #expect(try await ledger.correctionSums(CallFilter(team: "ads")) == [])
        await ledger.close()
    }
}
