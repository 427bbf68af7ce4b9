import Foundation
import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import Testing

@Suite("A ledger can be opened for reading only")
struct ReadOnlyTests {
    private func options(_ clock: ManualClock = ManualClock()) -> SQLiteLedger.Options {
        var options = SQLiteLedger.Options { clock.now }
        options.isReadOnly = true
        return options
    }

    private func dollars(_ count: Int128) -> Money { Money(picodollars: count * Money.picodollarsPerDollar) }

    @Test("It answers what a writer answers, sees what is written meanwhile, and refuses to write")
    func answers() async throws {
        let temporary = try await TemporaryLedger()
        let writer = temporary.ledger
        _ = try await writer.record([.sample("a", dollars: 3)])
        for (name, period) in [("day", BudgetPeriod.rolling(hours: 8784)), ("all", .total), ("year", .year)] {
            _ = try await writer.setBudget(Budget(name: name, limit: dollars(5), period: period), actor: "t")
        }
        let reader = try await SQLiteLedger.open(path: temporary.path, options: options(temporary.clock))
        #expect(try await reader.budgets() == writer.budgets())
        #expect(try await reader.budget("all")?.spent == dollars(3))
        #expect(try await reader.openReservations().isEmpty)
        _ = try await writer.record([.sample("b", dollars: 4)])
        #expect(try await reader.budget("all")?.spent == dollars(7))
        #expect(try await reader.budgets() == writer.budgets())
        #expect(
            try await reader.spend(by: [.team], filter: CallFilter()) == writer.spend(by: [.team], filter: CallFilter())
        )
        #expect(await failure { _ = try await reader.record([.sample("c")]) } == .unavailable)
        await reader.close()
        await writer.close()
    }

    @Test("It leaves no lease beside the file, and a missing ledger is not made")
    func traces() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.record([.sample("a")])
        await temporary.ledger.close()
        let folder = URL(filePath: temporary.path).deletingLastPathComponent()
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let reader = try await SQLiteLedger.open(path: temporary.path, options: options(temporary.clock))
        #expect(try await reader.lastSequence() == 1)
        await reader.close()
        let leases = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("lease") }
        #expect(leases == before.filter { $0.contains("lease") })
        let missing = folder.appending(path: "none.db").path
        #expect(await failure { _ = try await SQLiteLedger.open(path: missing, options: options()) } == .unavailable)
        #expect(!FileManager.default.fileExists(atPath: missing))
    }
}
