import Ledger
import LedgerConformance
import LedgerSQLite
import Testing

@Suite("The SQLite ledger keeps the promises of every store")
struct ConformanceTests {
    @Test("The promises of a ledger", arguments: LedgerConformance.cases)
    func conformance(promise: LedgerConformance.Case) async throws {
        let directory = try TemporaryDirectory()
        try await promise.check { clock in
            try await SQLiteLedger.open(
                path: directory.file("ledger.db"), options: SQLiteLedger.Options(clock: clock))
        }
        withExtendedLifetime(directory) {}
    }

    @Test("Two ledgers on one file answer like one", arguments: UInt64(21)...26)
    func alternating(seed: UInt64) async throws {
        let directory = try TemporaryDirectory()
        try await LedgerConformance.compareWithMemory(
            { clock in
                try await AlternatingLedger(
                    path: directory.file("ledger.db"), options: SQLiteLedger.Options(clock: clock))
            }, seed: seed, steps: 200)
        withExtendedLifetime(directory) {}
    }
}
