import Ledger
import Pricing
import Synchronization

/// A ledger that keeps nothing, so that an import into it costs what reading and pricing cost.
final class DiscardingStore: LedgerStore {
    private let recorded = Atomic<Int64>(0)

    func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome] {
        recorded.add(Int64(calls.count), ordering: .relaxed)
        return Array(repeating: .recorded, count: calls.count)
    }

    func lastSequence() async throws(LedgerError) -> Int64 { recorded.load(ordering: .relaxed) }
    func reservation(_ id: String) async throws(LedgerError) -> Reservation? { nil }
    func openReservations() async throws(LedgerError) -> [Reservation] { [] }
    func expireAbandonedReservations() async throws(LedgerError) -> [Reservation] { [] }
    func budgets() async throws(LedgerError) -> [BudgetStatus] { [] }
    func budget(_ name: String) async throws(LedgerError) -> BudgetStatus? { nil }
    func call(_ id: String) async throws(LedgerError) -> RecordedCall? { nil }
    func callDetails(_ callID: String) async throws(LedgerError) -> CallDetails? { nil }
    func callsites(of team: String, limit: Int) async throws(LedgerError) -> [String] { [] }
    func hasCallsite(_ callsite: String, of team: String) async throws(LedgerError) -> Bool { false }
    func checkWritable() async throws(LedgerError) {}
    func verify() async throws(LedgerError) -> Verification { Verification() }
    func removeBudget(_ name: String, actor: String) async throws(LedgerError) {}

    func calls(
        _ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int
    ) async throws(LedgerError) -> [RecordedCall] { [] }

    func refusedReservations(
        _ filter: CallFilter, limit: Int
    ) async throws(LedgerError) -> [RefusedReservation] { [] }

    func inputHistory(model: String, callsite: String) async throws(LedgerError) -> InputHistory { InputHistory() }

    func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision { throw refusal }
    func release(reservation id: String) async throws(LedgerError) -> Reservation { throw refusal }
    func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus { throw refusal }
    func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport { throw refusal }

    func raiseBudget(
        _ name: String, _ raise: BudgetRaise, actor: String
    ) async throws(LedgerError) -> BudgetStatus { throw refusal }

    func settle(
        reservation id: String, with call: Call, details: CallDetails?
    ) async throws(LedgerError) -> RecordedCall { throw refusal }

    func reprice(
        _ filter: CallFilter, dryRun: Bool, price: @Sendable @escaping (RecordedCall) -> Cost?
    ) async throws(LedgerError) -> Repricing { throw refusal }

    func planPruning(before cut: Timestamp) async throws(LedgerError) -> PruningPlan { throw refusal }
    func finishPruning() async throws(LedgerError) -> Pruning? { nil }
    func prunings() async throws(LedgerError) -> [Pruning] { [] }
    func cut(thatPruned id: String) async throws(LedgerError) -> Timestamp? { nil }

    func prune(
        _ plan: PruningPlan, actor: String, archiveSHA256: String?
    ) async throws(LedgerError) -> Pruning { throw refusal }

    private var refusal: LedgerError { LedgerError(.unavailable, "this ledger keeps nothing") }
}
