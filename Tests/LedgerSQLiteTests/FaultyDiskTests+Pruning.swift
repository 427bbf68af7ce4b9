import CFaultyDisk
import Foundation
import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import LedgerSQLite

extension FaultyDiskTests {
    @Test("After a power loss at any moment of a pruning the ledger verifies, and nothing is lost or counted twice")
    func pruningPowerLoss() async throws {
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

    private func openForPruning(_ path: String, _ clock: ManualClock) async throws -> SQLiteLedger {
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
        let ledger = try await openForPruning(path, clock)
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
        let ledger = try await openForPruning(path, clock)
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
