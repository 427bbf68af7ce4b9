import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("A pruning that is cut short at any moment leaves a ledger that verifies, and can be finished", .serialized)
struct PruningCrashTests {
    private static let rounds = TestLength.number("CRASH_ROUNDS") ?? 8
    private static let seed = UInt64(TestLength.number("CRASH_SEED") ?? 11)

    @Test("After every kill all sums are what they were, and in the end all calls before the cut are gone")
    func killed() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("ledger.db")
        let old = Timestamp.now().advanced(byMilliseconds: -80 * 86_400_000)
        let cut = RetentionRule.latestCut(at: .now())
        let calls = (0..<8000).map { number in
            Call.sample("c\(number)", dollars: Int64(number % 5), requestID: "q\(number)", at: old)
        }
        let ledger = try await SQLiteLedger.open(path: path)
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1_000_000), period: .total), actor: "test")
        _ = try await ledger.record(calls)
        let expected = try await ledger.spend(by: [.hour, .team], filter: CallFilter(until: cut))
        await ledger.close()
        var random = SplitMix64(seed: Self.seed)
        var unfinished = 0
        for round in 0..<Self.rounds {
            let pruner = try Hammer(directory, ["prune", path])
            let writer = try Hammer(directory, ["reserve-settle", path, "w\(round)", "100000", "4"])
            try pruner.waitForLine()
            // Mostly when rows are going; sometimes earlier.
            if round % 4 != 3 { try waitForPruning(path, by: pruner) }
            usleep(UInt32.random(in: 1_000...400_000, using: &random))
            for hammer in [pruner, writer] { hammer.killWithoutWaiting() }
            for hammer in [pruner, writer] { _ = hammer.wait() }
            let ledger = try await SQLiteLedger.open(path: path)
            let pruning = try await ledger.prunings().last
            if let pruning, pruning.finishedAt == nil { unfinished += 1 }
            #expect(try await ledger.verify().findings == [], "CRASH_SEED=\(Self.seed), round \(round)")
            let report = try await ledger.spend(by: [.hour, .team], filter: CallFilter(until: cut))
            #expect(report == expected, "CRASH_SEED=\(Self.seed), round \(round)")
            if pruning != nil {
                let again = [calls[0], calls[7999]]
                #expect(try await ledger.record(again) == [.duplicate, .duplicate])
            }
            await ledger.close()
        }
        #expect(unfinished > 0, "no kill fell into a pruning; CRASH_SEED=\(Self.seed)")
        let last = try Hammer(directory, ["prune", path])
        #expect(last.wait() == 0)
        let end = try await SQLiteLedger.open(path: path)
        #expect(try await end.prunings().last?.finishedAt != nil)
        #expect(try await end.spend(by: [.hour, .team], filter: CallFilter(until: cut)) == expected)
        let left = try await end.read {
            try $0.connection.integer("SELECT count(*) FROM call WHERE at < ?", .integer(cut.milliseconds))
        }
        #expect(left == 0)
        #expect(try await end.verify().findings == [])
        await end.close()
        print("killed: \(Self.rounds) rounds, \(unfinished) found a pruning unfinished")
        withExtendedLifetime(directory) {}
    }

    /// Waits until a pruning was begun, or the process has ended.
    private func waitForPruning(_ path: String, by pruner: Hammer) throws {
        let connection = try Connection(path: path, access: .readOnly, busyTimeoutMilliseconds: 10_000)
        while pruner.isRunning, try connection.integer("SELECT max(link) FROM pruning") == nil { usleep(2000) }
    }
}
