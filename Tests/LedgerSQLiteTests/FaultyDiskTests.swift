import CFaultyDisk
import Foundation
import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import Testing

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

    @Test("A power loss takes nothing that was acknowledged, and leaves no half of anything")
    func powerLoss() async throws {
        let images = 50
        for seed in 1...UInt64(Extent.times(5, full: 200)) {
            let result = try await PowerLoss(
                seed: seed, images: images, beginsWithCreation: seed % 5 == 0, verifiesEvery: Extent.times(2, full: 1)
            ).run()
            #expect(result.images == images, "seed \(seed)")
            #expect(result.lost == 0, "seed \(seed)")
            #expect(result.broken == [], "seed \(seed)")
        }
    }

    @Test("Of commits that are not synced the test finds some lost", arguments: ["NORMAL", "OFF", "a disk that lies"])
    func weakerSettings(synchronous: String) async throws {
        let diskLies = synchronous == "a disk that lies"
        var (images, lost, broken) = (0, 0, 0)
        for seed in 1...UInt64(Extent.times(4, full: 40)) where Extent.isFull || lost == 0 {
            let result = try await PowerLoss(
                seed: seed, images: 25, synchronous: diskLies ? "FULL" : synchronous, diskLies: diskLies
            ).run()
            (images, lost, broken) = (images + result.images, lost + result.lost, broken + result.broken.count)
        }
        #expect(lost > 0)
        if Extent.isFull { print("\(synchronous): of \(images) images \(lost) lack something, \(broken) are broken") }
    }

    @Test(
        "Whichever operation of the disk fails: acknowledged is there, failed can be repeated, and the ledger goes on",
        arguments: [
            faulty_disk_fault_write, faulty_disk_fault_full, faulty_disk_fault_short_write, faulty_disk_fault_sync,
            faulty_disk_fault_read, faulty_disk_fault_truncate,
        ], [false, true])
    func everyFault(fault: faulty_disk_fault, persists: Bool) async throws {
        var number: Int64 = 1
        var fired = true
        while fired, number < 1000 {
            fired = try await fails(fault, number: number, persists: persists)
            // Every early one, then fewer and fewer: most of them are alike.
            number += Extent.isFull ? 1 : 1 + number / 3
        }
        #expect(!fired, "the sweep ends where nothing is left to fail")
        if Extent.isFull { print("fault \(fault.rawValue), persists \(persists): \(number - 2) places") }
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

    /// Lets one operation fail while calls are reserved and settled, and loses power right then.
    private func fails(_ fault: faulty_disk_fault, number: Int64, persists: Bool) async throws -> Bool {
        let directory = try TemporaryDirectory()
        let (home, left) = (directory.file("faulty-disk-0"), directory.file("faulty-disk-left"))
        for path in [home, left] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }
        faulty_disk_track(false)
        defer { faulty_disk_forget() }
        let ledger = try await open(home + "/ledger.db")
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(100), period: .total), actor: "test")
        faulty_disk_arm(fault, number, persists)
        var codes: [LedgerError.Code?] = []
        var settled: [String] = []
        for id in ["a", "b", "c"] {
            codes.append(await failure { _ = try await ledger.reserve(.sample(id, dollars: 2)) })
            guard codes.last == .some(nil) else { continue }
            codes.append(await failure { _ = try await ledger.settle(reservation: id, with: .sample(id, dollars: 1)) })
            if codes.last == .some(nil) { settled.append(id) }
        }
        #expect(faulty_disk_lose_power(left, UInt64(number)) == 0)
        let fired = faulty_disk_disarm()
        // A fault in a checkpoint is nobody's failure: the log still holds everything.
        #expect(fired || codes.allSatisfy { $0 == nil })
        for code in codes.compactMap({ $0 }) {
            #expect([.unknownOutcome, .full, .unavailable].contains(code), "\(code)")
        }
        try await converges(ledger)
        await ledger.close()
        faulty_disk_forget()
        let survivor = try await open(left + "/ledger.db")
        for id in settled { #expect(try await survivor.call(id)?.breakdown?.total == .dollars(1), "\(id) is lost") }
        try await converges(survivor)
        await survivor.close()
        return fired
    }

    /// The same ids again converge, whatever became of them.
    private func converges(_ ledger: SQLiteLedger) async throws {
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
    }
}
