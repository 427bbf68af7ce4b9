import Foundation
import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import Testing

/// What processes said before they were killed: what the ledger has to remember.
private struct Promises {
    /// The settled calls with their costs in picodollars.
    var settled: [String: Int128] = [:]
    /// The granted reservations with the amounts held.
    var granted: [String: Int128] = [:]
    /// The last settlement of each process: what a lost commit would take first.
    var last: [String] = []

    /// Adds what one process said. The last line may be cut off; each was written after the ledger had answered.
    mutating func add(_ lines: [[Substring]]) {
        var last: String?
        for line in lines where line.count == 4 && line[3] == "." {
            if line[0] == "granted" { granted[String(line[1])] = Int128(line[2]) }
            if line[0] == "settled" {
                settled[String(line[1])] = Int128(line[2])
                last = String(line[1])
            }
        }
        if let last { self.last.append(last) }
    }
}

@Suite("Processes that are killed lose nothing that they had acknowledged", .serialized)
struct CrashTests {
    /// Four processes are killed in each round.
    private static let rounds = TestLength.number("CRASH_ROUNDS") ?? 12
    private static let seed = UInt64(TestLength.number("CRASH_SEED") ?? 7)

    @Test("After every kill all settlements are there, all sums agree, and what was held is charged once")
    func killed() async throws {
        let kills = try await kill(rounds: Self.rounds, mode: "reserve-settle")
        #expect(kills.missing == [], "CRASH_SEED=\(Self.seed)")
        #expect(kills.acknowledged > Self.rounds)
        #expect(kills.orphans > 0)
        print("killed: \(Self.rounds) rounds of 4, \(kills)")
    }

    @Test("The test would notice a settlement that is acknowledged before it is on disk")
    func boasting() async throws {
        var missing = 0
        for _ in 0..<10 where missing == 0 { missing = try await kill(rounds: 1, mode: "boast").missing.count }
        #expect(missing > 0)
    }

    /// What came of some rounds of killing.
    private struct Kills {
        var acknowledged = 0
        var orphans = 0
        var missing: [String] = []
    }

    private func kill(rounds: Int, mode: String) async throws -> Kills {
        let directory = try TemporaryDirectory()
        let path = directory.file("ledger.db")
        let setUp = try await SQLiteLedger.open(path: path)
        _ = try await setUp.setBudget(Budget(name: "all", limit: .dollars(1_000_000), period: .total), actor: "test")
        await setUp.close()
        var random = SplitMix64(seed: Self.seed)
        var kills = Kills()
        var promises = Promises()
        for round in 0..<rounds {
            let hammers = try (0..<4).map { worker in
                try Hammer(directory, [mode, path, "k\(round)-\(worker)", "100000", "4"])
            }
            // Mostly when all are at work; sometimes while they start, migrate and recover.
            if round % 4 != 3 { for hammer in hammers { try hammer.waitForLine() } }
            // One after the other, so that those that live on work beside the dead.
            for hammer in hammers {
                usleep(UInt32.random(in: 3_000...63_000, using: &random))
                hammer.killWithoutWaiting()
            }
            for hammer in hammers { _ = hammer.wait() }
            // Also where the log has to be recovered first.
            #expect(try SQLiteLedger.schemaStatus(path: path).pending == [])
            var news = Promises()
            for hammer in hammers { news.add(try hammer.lines()) }
            promises.settled.merge(news.settled) { $1 }
            kills.acknowledged += news.settled.count
            // What the last round said is looked at now, all of it at the end.
            let isLast = round == rounds - 1
            try await check(
                isLast ? promises : news, news.granted, path, isThorough: isLast || round % 25 == 24, &kills)
            if !kills.missing.isEmpty { break }
        }
        withExtendedLifetime(directory) {}
        return kills
    }

    private func check(
        _ promises: Promises, _ granted: [String: Int128], _ path: String, isThorough: Bool, _ kills: inout Kills
    ) async throws {
        let ledger = try await SQLiteLedger.open(path: path)
        #expect(try await ledger.openReservations() == [])
        for (id, cost) in promises.settled {
            let row = try await ledger.call(id)
            let isThere = row?.breakdown?.total.picodollars == cost && row?.isEstimated == false
            if !isThere { kills.missing.append(id) }
        }
        for id in promises.last {
            let reservation = try await ledger.reservation(id)
            if reservation?.state != .settled { kills.missing.append(id) }
            let row = try await ledger.call(id)
            if row?.reservationID != id { kills.missing.append(id) }
        }
        for (id, amount) in granted where promises.settled[id] == nil {
            // Granted and acknowledged, and then nobody said anything: settled without a word, or charged as an estimate.
            let state = try await ledger.reservation(id)?.state
            let row = try await ledger.call(id)
            if state == .expired {
                kills.orphans += 1
                #expect(row?.isEstimated == true && row?.breakdown?.total.picodollars == amount, "\(id)")
                #expect(row?.corrections == 0, "\(id)")
            } else if state != .settled || row?.isEstimated != false {
                kills.missing.append(id)
            }
        }
        let status = try #require(try await ledger.budget("all"))
        let report = try await ledger.spend(by: [], filter: CallFilter())
        #expect(status.reserved == .zero)
        #expect(status.spent == report.total.cost)
        #expect(status.estimated == report.total.estimated)
        if isThorough { #expect(try await ledger.verify().findings == []) }
        await ledger.close()
    }
}
