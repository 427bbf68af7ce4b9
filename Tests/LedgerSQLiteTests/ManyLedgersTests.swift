import Ledger
import LedgerSQLite
import Testing

@Suite("Many ledgers in one process")
struct ManyLedgersTests {
    @Test("More ledgers can be open at once than a queue has threads, and all of them answer")
    func manyOpen() async throws {
        let directory = try TemporaryDirectory()
        var ledgers: [SQLiteLedger] = []
        var options = SQLiteLedger.Options()
        options.readers = 16
        for number in 0..<20 {
            ledgers.append(try await SQLiteLedger.open(path: directory.file("ledger-\(number).db"), options: options))
        }
        for ledger in ledgers { #expect(try await ledger.lastSequence() == 0) }
        for ledger in ledgers { await ledger.close() }
    }
}
