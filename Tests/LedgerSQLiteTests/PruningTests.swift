import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("What is pruned is gone, and everything that stays can still be checked")
struct PruningTests {
    @Test("A pruned ledger verifies, and a head of its chain that was kept before still holds")
    func verifies() async throws {
        let pruned = try await PrunedLedger()
        let before = try await pruned.figures(pruned.ledger)
        let pruning = try await pruned.prune(pruned.ledger)
        #expect(pruning.calls > 1400)
        #expect(try await pruned.figures(pruned.ledger) == before)
        #expect(try await pruned.ledger.verify().findings == [])
        #expect(try await pruned.ledger.verifyChain(against: pruned.head).findings == [])
        var other = pruned.head
        other.sha256 = String(repeating: "0", count: 64)
        #expect(try await pruned.ledger.verifyChain(against: other).findings.count == 1)
        let left = try await pruned.ledger.read { database in
            try ["call", "correction", "reservation", "refusal", "call_detail", "input_history", "accepted_content"].map
            {
                try database.connection.prepare("SELECT count(*) FROM \($0)").firstInteger()
            }
        }
        #expect(left[0] > 1400 && left[0] < 1600)
        #expect(left[2...] == [0, 0, 0, 0, 0])
        await pruned.ledger.close()
    }

    @Test("After every step the ledger verifies, every answer is what it will be, and what was stopped can be finished")
    func everyStep() async throws {
        let pruned = try await PrunedLedger()
        let before = try await pruned.figures(pruned.ledger)
        await pruned.ledger.close()
        var steps = 0
        var isOver = false
        while !isOver {
            let copy = try TemporaryDirectory(isInMemory: true)
            try FileManager.default.copyItem(atPath: pruned.path, toPath: copy.file("ledger.db"))
            let clock = pruned.clock
            let ledger = try await SQLiteLedger.open(path: copy.file("ledger.db"), options: .init { clock.now })
            isOver = try await pruned.begin(ledger, steps: steps) == nil
            try await expectAnswers(ledger, before, head: pruned.head)
            #expect(await failure { _ = try await ledger.planPruning(before: PrunedLedger.cut) } == .wrongState)
            await ledger.close()

            let later = try await SQLiteLedger.open(path: copy.file("ledger.db"), options: .init { clock.now })
            let pruning = try #require(try await later.finishPruning())
            #expect(pruning.finishedAt == clock.now)
            #expect(try await later.prunings() == [pruning])
            try await expectAnswers(later, before, head: pruned.head)
            await later.close()
            steps += 1
        }
        // Ids, two and a half thousands of calls, reservations, histories.
        #expect(steps >= 5)
    }

    private func expectAnswers(_ ledger: SQLiteLedger, _ before: [SpendReport], head: ChainHead) async throws {
        #expect(try await ledger.verify().findings == [])
        #expect(try await ledger.verifyChain(against: head).findings == [])
        let known = (0..<100).map { PrunedLedger.call("c4-\($0)", number: 4 + $0, isOld: $0 % 2 == 0) }
        #expect(try await ledger.record(known) == known.map { _ in .duplicate })
        for id in ["r0", "back0", "no0", "c4-0"] {
            #expect(await failure { _ = try await ledger.reserve(.sample(id, dollars: 3)) } == .conflict)
            #expect(await failure { _ = try await ledger.release(reservation: id) } == .conflict)
            #expect(try await ledger.call(id) == nil)
            #expect(try await ledger.reservation(id) == nil)
        }
        #expect(
            await failure { _ = try await ledger.calls(CallFilter(), after: 0, through: 99, limit: 9) } == .invalidInput
        )
        #expect(try await ledger.budget("all")?.spent == before.last?.total.cost)
        var reports: [SpendReport] = []
        for keys in [[SpendKey.hour, .callsite], [.day], [.month, .model], []] {
            reports.append(try await ledger.spend(by: keys, filter: CallFilter()))
        }
        #expect(reports == before)
    }

    @Test("A thousand links and more, late calls, and a second pruning leave a ledger that verifies")
    func manyLinks() async throws {
        let pruned = try await PrunedLedger(commits: 1100, calls: 2)
        _ = try await pruned.prune(pruned.ledger)
        #expect(try await pruned.ledger.verify().findings == [])
        for number in 0..<30 {
            _ = try await pruned.ledger.record([
                PrunedLedger.call("late\(number)", number: number, isOld: number % 3 == 0)
            ])
        }
        _ = try await pruned.ledger.reprice(CallFilter(since: PrunedLedger.cut), dryRun: false) { recorded in
            recorded.call.id.hasSuffix("5-1") ? Call.sample("x", dollars: 8).cost : nil
        }
        let before = try await pruned.figures(pruned.ledger)
        #expect(try await pruned.ledger.verify().findings == [])
        #expect(try await pruned.prune(pruned.ledger).calls == 10)
        pruned.clock.advance(byMilliseconds: 31 * 86_400_000)
        let plan = try await pruned.ledger.planPruning(before: Timestamp(iso8601: "2027-01-01") ?? PrunedLedger.cut)
        #expect(try await pruned.ledger.prune(plan, actor: "test", archiveSHA256: nil).number == 3)
        #expect(try await pruned.figures(pruned.ledger) == before)
        #expect(try await pruned.ledger.verify().findings == [])
        #expect(try await pruned.ledger.verifyChain(against: pruned.head).findings == [])
        #expect(try await pruned.ledger.read { try $0.prunedLinks().count } == 2)
        await pruned.ledger.close()
    }

    @Test("An hour of more calls than are looked at in one go is pruned whole")
    func longHour() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.record((0..<10_500).map { .sample("c\($0)", requestID: "q\($0)") })
        temporary.clock.advance(byMilliseconds: 60 * 86_400_000)
        let plan = try await temporary.ledger.planPruning(before: PrunedLedger.cut)
        #expect(try await temporary.ledger.prune(plan, actor: "test", archiveSHA256: nil).calls == 10_500)
        #expect(try await temporary.ledger.verify().findings == [])
        #expect(try await temporary.ledger.spend(by: [], filter: CallFilter()).total.cost == .dollars(10_500))
        await temporary.ledger.close()
    }

    @Test("What was pruned makes room: as much again needs little more than the ids that are remembered")
    func reuse() async throws {
        let temporary = try await TemporaryLedger()
        func fill(_ name: String) async throws -> Int64 {
            let now = temporary.clock.now
            for block in 0..<Extent.times(20, full: 300) {
                _ = try await temporary.ledger.record(
                    (0..<1000).map {
                        .sample(
                            "\(name)-\(UInt64(block * 1000 + $0) &* 0x9E37_79B9_7F4A_7C15)",
                            requestID: "q\(name)-\(block)-\($0)",
                            at: now)
                    })
            }
            return try await temporary.ledger.read { try $0.connection.integer("PRAGMA page_count") ?? 0 }
        }
        let first = try await fill("a")
        temporary.clock.advance(byMilliseconds: 60 * 86_400_000)
        let plan = try await temporary.ledger.planPruning(before: PrunedLedger.cut)
        _ = try await temporary.ledger.prune(plan, actor: "test", archiveSHA256: nil)
        let free = try await temporary.ledger.read { try $0.connection.integer("PRAGMA freelist_count") ?? 0 }
        let second = try await fill("b")
        #expect(free > first / 2)
        if Extent.isFull { print("pages: \(first) at first, \(free) free after the pruning, \(second) at the end") }
        // Without reuse it would be twice as much.
        #expect(second < first * 13 / 10, "\(first) pages, \(free) free after the pruning, \(second) at the end")
        #expect(try await temporary.ledger.verify().findings == [])
        await temporary.ledger.close()
    }

    @Test("A window that is over, and began within an hour before the cut, is not held against pruned calls")
    func pastWindow() async throws {
        let temporary = try await TemporaryLedger(clock: ManualClock(at: Self.moment("2026-10-05T00:00:00Z")))
        let ledger = temporary.ledger
        let budget = Budget(
            name: "quarter", limit: .dollars(100), period: .quarter, timeZone: "Asia/Kolkata")
        _ = try await ledger.setBudget(budget, actor: "test")
        for (id, time) in [("before", "2026-09-30T18:10:00Z"), ("in", "2026-09-30T18:40:00Z")] {
            _ = try await ledger.record([.sample(id, at: Self.moment(time))])
        }
        #expect(try await ledger.budget("quarter")?.spent == .dollars(1))
        temporary.clock.now = Self.moment("2027-01-20T00:00:00Z")
        #expect(try await ledger.budget("quarter")?.spent == .zero)
        let plan = try await ledger.planPruning(before: Self.moment("2026-12-01T00:00:00Z"))
        _ = try await ledger.prune(plan, actor: "test", archiveSHA256: nil)
        #expect(try await ledger.verify().findings == [])
        // And a budget whose window would need those calls cannot be made any more.
        temporary.clock.now = Self.moment("2026-12-20T00:00:00Z")
        #expect(await failure { _ = try await ledger.budget("quarter") } == .invalidInput)
        await ledger.close()
    }

    private static func moment(_ text: String) -> Timestamp { Timestamp(iso8601: text) ?? ManualClock.start }

    @Test("Nothing else than a pruning can take rows out")
    func guarded() async throws {
        let pruned = try await PrunedLedger(commits: 3)
        await pruned.ledger.close()
        let connection = try Connection(path: pruned.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        for table in ["call", "correction", "call_detail"] {
            #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM \(table)") }
        }
        let ledger = try await pruned.reopened()
        try await pruned.begin(ledger)
        await ledger.close()
        // Of all calls only those that the pruning names.
        #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM call") }
        for table in ["pruning", "pruned_id"] {
            #expect(throws: SQLiteError.self) { try connection.execute("UPDATE \(table) SET rowid = 9") }
            #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM pruning") }
        }
    }
}

extension Statement {
    /// The first column of the first row.
    fileprivate consuming func firstInteger() throws -> Int64 {
        try step() ? integer(0) : 0
    }
}
