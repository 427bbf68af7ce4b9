import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Pricing
import Testing

/// A running copy of the program that works on a ledger, and what it said so far.
private final class Hammer {
    private let process = Process()
    private let output: String

    init(_ directory: TemporaryDirectory, _ arguments: [String]) throws {
        // The tests and the programs of the package are built into one directory.
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
            path: "LedgerHammer")
        output = directory.file("out-\(UUID().uuidString)")
        try Data().write(to: URL(filePath: output))
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        try process.run()
    }

    /// Ends the process at once, as the kernel would for want of memory.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    var isRunning: Bool { process.isRunning }

    func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The whole lines that the process said.
    func lines() throws -> [[Substring]] {
        let text = try String(contentsOfFile: output, encoding: .utf8)
        return text.split(separator: "\n").map { $0.split(separator: " ") }
    }

    /// Waits until the process said something, or has ended.
    func waitForLine() throws {
        while try lines().isEmpty, process.isRunning { usleep(2000) }
    }
}

@Suite("Many processes share one ledger", .serialized)
struct ProcessTests {
    @Test("Nothing acknowledged is lost when processes are killed, and every total still agrees")
    func killedProcesses() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("ledger.db")
        var random = SplitMix64(seed: 7)
        var acknowledged: [String: Int128] = [:]
        let setUp = try await SQLiteLedger.open(path: path)
        _ = try await setUp.setBudget(Budget(name: "all", limit: .dollars(1_000_000), period: .total), actor: "test")
        await setUp.close()
        for round in 0..<6 {
            let hammers = try (0..<4).map { worker in
                try Hammer(directory, ["reserve-settle", path, "k\(round)-\(worker)", "100000", "8"])
            }
            try hammers[0].waitForLine()
            usleep(UInt32.random(in: 3_000...150_000, using: &random))
            for hammer in hammers { hammer.kill() }
            // Also where the log has to be recovered first.
            #expect(try SQLiteLedger.schemaStatus(path: path).pending == [])
            for line in try hammers.flatMap({ try $0.lines() }) where line[0] == "settled" && line.count == 3 {
                acknowledged[String(line[1])] = Int128(line[2])
            }
        }
        #expect(acknowledged.count > 50)
        let ledger = try await SQLiteLedger.open(path: path)
        for (id, amount) in acknowledged {
            let recorded = try await ledger.call(id)
            #expect(recorded?.breakdown?.total.picodollars == amount, "\(id)")
            #expect(recorded?.isEstimated == false, "\(id)")
        }
        // What the dead processes held is charged as estimates, once.
        #expect(try await ledger.openReservations() == [])
        let status = try #require(try await ledger.budget("all"))
        #expect(status.reserved == .zero)
        let report = try await ledger.spend(by: [], filter: CallFilter())
        #expect(status.spent == report.total.cost)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test("Processes that reserve against one cap never exceed it together, and none is shut out")
    func sharedCap() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("ledger.db")
        let cap = Money.dollars(20)
        let ledger = try await SQLiteLedger.open(path: path)
        _ = try await ledger.setBudget(Budget(name: "all", limit: cap, period: .total), actor: "test")
        let hammers = try (0..<4).map { try Hammer(directory, ["reserve-settle", path, "p\($0)", "200", "16"]) }
        var isOver = false
        while !isOver {
            let status = try #require(try await ledger.budget("all"))
            #expect(status.spent + status.reserved <= cap)
            isOver = hammers.allSatisfy { !$0.isRunning }
            if !isOver { usleep(2000) }
        }
        #expect(hammers.map { $0.wait() } == [0, 0, 0, 0])
        let lines = try hammers.flatMap { try $0.lines() }
        #expect(lines.contains { $0[0] == "refused" })
        let status = try #require(try await ledger.budget("all"))
        let spent = lines.filter { $0[0] == "settled" }.compactMap { Int128($0[2]) }.reduce(0, +)
        #expect(status.spent.picodollars == spent)
        #expect(status.spent <= cap)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test("Processes that make a new ledger at the same time make one")
    func creation() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("ledger.db")
        let hammers = try (0..<6).map { _ in try Hammer(directory, ["open", path]) }
        #expect(hammers.map { $0.wait() } == [0, 0, 0, 0, 0, 0])
        #expect(try SQLiteLedger.schemaStatus(path: path).pending == [])
    }

    @Test("The death of a process, and not its age, abandons its reservations; they are charged once")
    func orphans() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("ledger.db")
        let clock = ManualClock(at: .now())
        let ledger = try await SQLiteLedger.open(path: path, options: SQLiteLedger.Options { clock.now })
        let other = try await SQLiteLedger.open(path: path, options: SQLiteLedger.Options { clock.now })
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(10), period: .total), actor: "test")
        let hammer = try Hammer(directory, ["hold", path, "held"])
        try hammer.waitForLine()
        // Ten years pass; its process lives.
        clock.advance(byMilliseconds: 315_360_000_000)
        #expect(try #require(try await ledger.budget("all")).reserved > .zero)
        #expect(try await ledger.reservation("held")?.state == .open)
        clock.advance(byMilliseconds: -630_720_000_000)
        #expect(try await ledger.reservation("held")?.state == .open)
        clock.advance(byMilliseconds: 315_360_000_000)
        hammer.kill()
        async let first = ledger.expireAbandonedReservations()
        async let second = other.expireAbandonedReservations()
        #expect(try await (first + second).map(\.id) == ["held"])
        let status = try #require(try await other.budget("all"))
        #expect(status.reserved == .zero)
        #expect(status.estimated == status.spent)
        #expect(status.spent > .zero)
        #expect(try await ledger.verify().findings == [])
        let leases = try FileManager.default.contentsOfDirectory(atPath: directory.path).filter {
            $0.contains(".lease-")
        }
        #expect(leases == [])
        await ledger.close()
        await other.close()
    }

    @Test("Closing a ledger abandons what it holds, for another one in the same process too")
    func closing() async throws {
        let temporary = try await TemporaryLedger()
        let other = try await temporary.reopened()
        _ = try await temporary.ledger.reserve(.sample("x", owner: .thisProcess))
        #expect(try await other.reservation("x")?.state == .open)
        await temporary.ledger.close()
        #expect(try await other.reservation("x")?.state == .expired)
        await other.close()
    }
}
