import CFaultyDisk
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
            usleep(UInt32.random(in: 1_000...1_800_000, using: &random))
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

    @Test("After a power loss at any moment of a pruning the ledger verifies, and nothing is lost or counted twice")
    func powerLoss() async throws {
        #expect(faulty_disk_install() == 0)
        var images = 0
        var unfinished = 0
        for seed in 1...UInt64(Extent.times(3, full: 100)) {
            let directory = try TemporaryDirectory()
            let (home, left) = (directory.file("faulty-disk-home"), directory.file("faulty-disk-left"))
            for path in [home, left] + (0..<25).map({ "\(left)/\($0)" }) {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            }
            let clock = ManualClock()
            let expected = try await pruneUnderPowerLoss(home + "/ledger.db", left, seed, clock)
            for image in 0..<Int(faulty_disk_images()) {
                images += 1
                let isUnfinished = try await check("\(left)/\(image)/ledger.db", expected, clock, seed)
                if isUnfinished { unfinished += 1 }
            }
        }
        #expect(images > 20)
        #expect(unfinished > 0)
        print("power lost: \(images) images, \(unfinished) found a pruning unfinished")
    }

    private func open(_ path: String, _ clock: ManualClock) async throws -> SQLiteLedger {
        var options = SQLiteLedger.Options { clock.now }
        options.checkpointPages = 25
        options.headroomBytes = 0
        return try await SQLiteLedger.open(path: path, options: options)
    }

    /// Prunes a ledger while power is lost again and again, and returns what it has to tell whatever was lost.
    private func pruneUnderPowerLoss(
        _ path: String, _ left: String, _ seed: UInt64, _ clock: ManualClock
    ) async throws -> SpendReport {
        faulty_disk_track(false)
        defer { faulty_disk_forget() }
        let ledger = try await open(path, clock)
        _ = try await ledger.record((0..<2600).map { .sample("c\($0)", dollars: Int64($0 % 5), requestID: "q\($0)") })
        _ = try await ledger.reserve(.sample("r", dollars: 2))
        _ = try await ledger.settle(reservation: "r", with: .sample("r", dollars: 1))
        let report = try await ledger.spend(by: [.hour], filter: CallFilter())
        clock.advance(byMilliseconds: 60 * 86_400_000)
        faulty_disk_lose_power_often(left, seed, 40, 25)
        let plan = try await ledger.planPruning(before: PrunedLedger.cut)
        _ = try await ledger.prune(plan, actor: "test", archiveSHA256: nil)
        await ledger.close()
        return report
    }

    private func check(
        _ path: String, _ expected: SpendReport, _ clock: ManualClock, _ seed: UInt64
    ) async throws -> Bool {
        let ledger = try await open(path, clock)
        let begun = try await ledger.prunings().last
        #expect(try await ledger.verify().findings == [], "seed \(seed), \(path)")
        #expect(try await ledger.spend(by: [.hour], filter: CallFilter()) == expected, "seed \(seed), \(path)")
        if begun == nil {
            let plan = try await ledger.planPruning(before: PrunedLedger.cut)
            _ = try await ledger.prune(plan, actor: "test", archiveSHA256: nil)
        } else {
            _ = try await ledger.finishPruning()
        }
        let calls = (0..<2600).map { Call.sample("c\($0)", dollars: Int64($0 % 5), requestID: "q\($0)") }
        #expect(try await ledger.record(calls) == calls.map { _ in .duplicate }, "seed \(seed), \(path)")
        #expect(try await ledger.spend(by: [.hour], filter: CallFilter()) == expected, "seed \(seed), \(path)")
        #expect(try await ledger.verify().findings == [], "seed \(seed), \(path)")
        await ledger.close()
        return begun != nil && begun?.finishedAt == nil
    }
}
