import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("On a full disk settlements come before reservations")
struct HeadroomTests {
    @Test("What no longer fits gets the headroom, and new reservations are refused until it is there again")
    func released() async throws {
        let temporary = try await TemporaryLedger { $0.headroomBytes = 1 << 16 }
        let ledger = temporary.ledger
        let headroom = temporary.path + ".headroom"
        #expect(FileManager.default.fileExists(atPath: headroom))
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1000), period: .total), actor: "test")
        _ = try await ledger.reserve(.sample("open", dollars: 2))
        try FileManager.default.removeItem(atPath: headroom)
        try await ledger.write { session in
            let pages = try session.connection.integer("PRAGMA page_count") ?? 0
            try session.connection.execute("PRAGMA max_page_count = \(pages)")
        }
        let calls = (0..<1000).map { Call.sample("c\($0)", requestID: "q\($0)") }
        // Without headroom, full is full.
        #expect(await failure { _ = try await ledger.record(calls) } == .full)
        _ = try await ledger.reserve(.sample("anew"))
        #expect(FileManager.default.fileExists(atPath: headroom), "it is made again where there is room")
        #expect(await failure { _ = try await ledger.record(calls) } == .full)
        #expect(!FileManager.default.fileExists(atPath: headroom), "it is given up for what did not fit")
        #expect(try await ledger.verify().findings == [])
    }

    @Test("A ledger without headroom makes none")
    func none() async throws {
        let temporary = try await TemporaryLedger { $0.headroomBytes = 0 }
        _ = try await temporary.ledger.reserve(.sample("x"))
        #expect(!FileManager.default.fileExists(atPath: temporary.path + ".headroom"))
    }

    @Test(
        "Filling and freeing a small disk twenty times loses nothing and needs no restart",
        .enabled(if: SmallDisk.isPossible))
    func smallDisk() async throws {
        let disk = try SmallDisk(megabytes: 6)
        var options = SQLiteLedger.Options { ManualClock.start }
        options.headroomBytes = 1 << 20
        options.checkpointPages = 100
        let ledger = try await SQLiteLedger.open(path: disk.file("ledger.db"), options: options)
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1_000_000), period: .total), actor: "test")
        var (number, settled, refusals) = (0, 0, 0)
        for cycle in 0..<Extent.times(4, full: 20) {
            for _ in 0..<20 {
                _ = try await ledger.reserve(.sample("open-\(cycle)-\(number)", dollars: 2))
                number += 1
            }
            try disk.fill()
            // Reservations are refused first. Some are still let in by what the file has free within.
            var code: LedgerError.Code?
            var granted = 0
            while code == nil, granted < 3000 {
                let id = "new-\(cycle)-\(granted)"
                code = await failure { _ = try await ledger.reserve(.sample(id, dollars: 2)) }
                if code == nil { granted += 1 }
            }
            #expect(code == .full, "cycle \(cycle)")
            refusals += 1
            // What is held can be settled all the same.
            for _ in 0..<20 {
                let id = "open-\(cycle)-\(settled)"
                _ = try await ledger.settle(reservation: id, with: .sample(id, dollars: 1))
                settled += 1
            }
            for index in 0..<granted { _ = try await ledger.release(reservation: "new-\(cycle)-\(index)") }
            #expect(await failure { _ = try await ledger.reserve(.sample("late-\(cycle)")) } == .full)
            try disk.free()
            let id = "after-\(cycle)"
            guard case .granted = try await ledger.reserve(.sample(id)) else {
                Issue.record("nothing is reserved once there is room")
                return
            }
            _ = try await ledger.release(reservation: id)
        }
        #expect(try await ledger.budget("all")?.spent == .dollars(Int64(settled)))
        #expect(try await ledger.budget("all")?.reserved == .zero)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
        #expect(refusals > 0)
    }
}

/// A file system of a few megabytes in memory, where this process may mount one.
private final class SmallDisk: Sendable {
    private let directory: TemporaryDirectory

    static let isPossible = (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        directory = try TemporaryDirectory()
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", directory.path) else {
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    deinit { _ = Self.run("umount", directory.path) }

    func file(_ name: String) -> String { directory.file(name) }

    /// Leaves not a byte of the disk.
    func fill() throws {
        let file = try #require(fopen(self.file("ballast"), "wb"))
        defer { fclose(file) }
        setbuf(file, nil)
        let block = [UInt8](repeating: 1, count: 4096)
        while fwrite(block, 1, block.count, file) == block.count {}
    }

    func free() throws { try FileManager.default.removeItem(atPath: file("ballast")) }

    private static func run(_ program: String, _ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
