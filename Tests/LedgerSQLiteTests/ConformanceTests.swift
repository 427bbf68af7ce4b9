import Foundation
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
    }
}
