import CFaultyDisk
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Pricing
import Synchronization
import Testing

/// The ids of the calls whose settlement was acknowledged.
private final class Acknowledgements: Sendable {
    private let ids = Mutex<[String]>([])

    func add(_ id: String) { ids.withLock { $0.append(id) } }
    var all: [String] { ids.withLock { $0 } }
}

@Suite("Acknowledged means on disk, whatever the disk does", .serialized)
struct FaultyDiskTests {
    init() {
        #expect(faulty_disk_install() == 0)
    }

    private func open(_ path: String) async throws -> SQLiteLedger {
        var options = SQLiteLedger.Options { ManualClock.start }
        // Few pages, so that the log is copied and started over many times.
        options.checkpointPages = 25
        return try await SQLiteLedger.open(path: path, options: options)
    }

    @Test("A power loss takes nothing that was acknowledged, and leaves no half of anything", arguments: UInt64(1)...6)
    func powerLoss(seed: UInt64) async throws {
        let lost = try await powerLosses(seed: seed, images: 8, lies: false)
        #expect(lost == 0)
    }

    @Test("The test would notice a disk that lies about its syncs")
    func lyingDisk() async throws {
        var lost = 0
        for seed in UInt64(1)...4 where lost == 0 { lost += try await powerLosses(seed: seed, images: 4, lies: true) }
        #expect(lost > 0)
    }

    /// Works on a ledger, loses power at random moments, and counts the acknowledged calls that are then missing.
    private func powerLosses(seed: UInt64, images: Int, lies: Bool) async throws -> Int {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.file("faulty-disk-\(seed)"), withIntermediateDirectories: false)
        let path = directory.file("faulty-disk-\(seed)/ledger.db")
        faulty_disk_track(false)
        defer { faulty_disk_forget() }
        let ledger = try await open(path)
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(100_000), period: .total), actor: "test")
        if lies { faulty_disk_track(true) }
        let acknowledged = Acknowledgements()
        let work = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<4 {
                    group.addTask {
                        var number = 0
                        while !Task.isCancelled {
                            number += 1
                            let id = "w\(worker)-\(number)"
                            _ = try await ledger.reserve(.sample(id, dollars: 2))
                            _ = try await ledger.settle(reservation: id, with: .sample(id, dollars: 1))
                            acknowledged.add(id)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        var random = SplitMix64(seed: seed)
        var losses: [(directory: String, acknowledged: [String])] = []
        while losses.count < images {
            let target = acknowledged.all.count + Int.random(in: 1...60, using: &random)
            while acknowledged.all.count < target { await Task.yield() }
            let left = directory.file("left-\(losses.count)")
            try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: false)
            // First what was promised, then what is there.
            let promised = acknowledged.all
            #expect(faulty_disk_lose_power(left, random.next()) == 0)
            losses.append((left, promised))
        }
        work.cancel()
        try await work.value
        await ledger.close()
        var lost = 0
        for loss in losses { lost += try await missing(loss.acknowledged, in: loss.directory + "/ledger.db") }
        return lost
    }

    private func missing(_ promised: [String], in path: String) async throws -> Int {
        do {
            let ledger = try await open(path)
            var missing = 0
            for id in promised where try await ledger.call(id)?.breakdown?.total != .dollars(1) { missing += 1 }
            if missing == 0 { #expect(try await ledger.verify().findings == []) }
            await ledger.close()
            return missing
        } catch {
            // A ledger that cannot be opened any more has lost everything.
            return max(promised.count, 1)
        }
    }

    @Test(
        "Whichever operation of the disk fails: acknowledged is there, failed can be repeated, and the ledger goes on",
        arguments: [
            faulty_disk_fault_write, faulty_disk_fault_full, faulty_disk_fault_short_write, faulty_disk_fault_sync,
        ], [false, true])
    func everyFault(fault: faulty_disk_fault, persists: Bool) async throws {
        var number: Int64 = 1
        var fired = true
        while fired, number < 60 {
            fired = try await fails(fault, number: number, persists: persists)
            // Every early one, then fewer and fewer: most of them are alike.
            number += 1 + number / 4
        }
    }

    @Test(
        "A disk that takes nothing is noticed without a call",
        arguments: [faulty_disk_fault_write, faulty_disk_fault_full, faulty_disk_fault_sync])
    func probe(fault: faulty_disk_fault) async throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.file("faulty-disk-0"), withIntermediateDirectories: false)
        let ledger = try await open(directory.file("faulty-disk-0/ledger.db"))
        try await ledger.checkWritable()
        faulty_disk_arm(fault, 1, true)
        let code = await failure { try await ledger.checkWritable() }
        #expect(faulty_disk_disarm())
        #expect([.unknownOutcome, .full, .unavailable].contains(code))
        #expect(await failure { try await ledger.checkWritable() } == nil)
        await ledger.close()
    }

    /// Lets one operation fail while a reservation is made and settled.
    private func fails(_ fault: faulty_disk_fault, number: Int64, persists: Bool) async throws -> Bool {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.file("faulty-disk-0"), withIntermediateDirectories: false)
        let path = directory.file("faulty-disk-0/ledger.db")
        let ledger = try await open(path)
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(100), period: .total), actor: "test")
        faulty_disk_arm(fault, number, persists)
        var codes: [LedgerError.Code?] = []
        for id in ["a", "b", "c"] {
            codes.append(await failure { _ = try await ledger.reserve(.sample(id, dollars: 2)) })
            guard codes.last == .some(nil) else { continue }
            codes.append(await failure { _ = try await ledger.settle(reservation: id, with: .sample(id, dollars: 1)) })
        }
        let fired = faulty_disk_disarm()
        // A fault in a checkpoint is nobody's failure: the log still holds everything.
        #expect(fired || codes.allSatisfy { $0 == nil })
        for code in codes.compactMap({ $0 }) {
            #expect([.unknownOutcome, .full, .unavailable].contains(code), "\(code)")
        }
        // The same ids again converge, on the same open ledger.
        for id in ["a", "b", "c"] {
            let decision = try await ledger.reserve(.sample(id, dollars: 2))
            guard case .granted = decision else {
                Issue.record("\(id) is refused")
                continue
            }
            _ = try await ledger.settle(reservation: id, with: .sample(id, dollars: 1))
        }
        let status = try #require(try await ledger.budget("all"))
        #expect(status.spent == .dollars(3))
        #expect(status.reserved == .zero)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
        return fired
    }
}
