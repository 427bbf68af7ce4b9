import Ledger
import LedgerSimulation
import Pricing

/// A ledger in which a call arrives just after somebody asked for the newest one.
struct LateStore: ForwardingStore {
    let store: any LedgerStore
    let late: Call

    func lastSequence() async throws(LedgerError) -> Int64 {
        let last = try await store.lastSequence()
        _ = try await store.record([late])
        return last
    }
}
