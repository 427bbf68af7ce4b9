import LedgerConformance
import LedgerSimulation
import Testing

@Suite("The ledger in memory")
struct MemoryLedgerTests {
    @Test("It keeps the promises of a ledger", arguments: LedgerConformance.cases)
    func conformance(promise: LedgerConformance.Case) async throws {
        try await promise.check { clock in MemoryLedger(clock: clock) }
    }
}
