import Foundation
import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import Testing

@Suite("Many processes share one ledger", .serialized)
struct ProcessTests {
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
