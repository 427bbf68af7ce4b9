import Ledger
import LedgerSimulation
import Logging
import Pricing
import Synchronization
import Testing

@testable import Gateway

@Suite("Readiness is asked of the ledger, and not by everybody at once")
struct ReadinessTests {
    /// A ledger that counts how often it is asked whether it can be written, and cannot when told so.
    private final class Asked: ForwardingStore {
        let store: any LedgerStore = MemoryLedger { ManualClock.start }
        private let state = Mutex((count: 0, isFull: false))

        var count: Int { state.withLock { $0.count } }

        func fill() { state.withLock { $0.isFull = true } }

        func checkWritable() async throws(LedgerError) {
            let isFull = state.withLock { state in
                state.count += 1
                return state.isFull
            }
            if isFull { throw LedgerError(.full, "the disk is full") }
        }
    }

    @Test("An answer holds for a second, for everybody, and a disk that is full is noticed after it")
    func caching() async {
        let ledger = Asked()
        let clock = ManualClock()
        let readiness = Readiness(
            ledger: ledger, clock: { clock.now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { await readiness.isReady } }
            for await isReady in group { #expect(isReady) }
        }
        #expect(ledger.count == 1)
        ledger.fill()
        clock.advance(byMilliseconds: 999)
        #expect(await readiness.isReady)
        clock.advance(byMilliseconds: 1)
        #expect(await !readiness.isReady)
        #expect(ledger.count == 2)
        // A clock that was set back does not make an answer hold for ever.
        clock.advance(byMilliseconds: -10_000)
        #expect(await !readiness.isReady)
        #expect(ledger.count == 3)
    }
}
