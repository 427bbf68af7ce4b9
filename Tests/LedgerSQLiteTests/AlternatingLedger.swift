import Ledger
import LedgerSQLite
import Pricing
import Synchronization

/// Two ledgers on one file, which are asked in turn: what one has remembered must never hide what the other did.
final class AlternatingLedger: LedgerStore {
    private let ledgers: [SQLiteLedger]
    private let turn = Mutex(0)

    init(path: String, options: SQLiteLedger.Options) async throws {
        ledgers = [
            try await SQLiteLedger.open(path: path, options: options),
            try await SQLiteLedger.open(path: path, options: options),
        ]
    }

    private var next: SQLiteLedger {
        turn.withLock { turn in
            turn += 1
            return ledgers[turn % ledgers.count]
        }
    }

    func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome] {
        try await next.record(calls)
    }

    func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision {
        try await next.reserve(request)
    }

    func settle(
        reservation id: String, with call: Call, details: CallDetails?
    ) async throws(LedgerError) -> RecordedCall {
        try await next.settle(reservation: id, with: call, details: details)
    }

    func callDetails(_ callID: String) async throws(LedgerError) -> CallDetails? {
        try await next.callDetails(callID)
    }

    func inputHistory(model: String, callsite: String) async throws(LedgerError) -> InputHistory {
        try await next.inputHistory(model: model, callsite: callsite)
    }

    func refusedReservations(
        _ filter: CallFilter, limit: Int
    ) async throws(LedgerError) -> [RefusedReservation] {
        try await next.refusedReservations(filter, limit: limit)
    }

    func release(reservation id: String) async throws(LedgerError) -> Reservation {
        try await next.release(reservation: id)
    }

    func reservation(_ id: String) async throws(LedgerError) -> Reservation? {
        try await next.reservation(id)
    }

    func openReservations() async throws(LedgerError) -> [Reservation] {
        try await next.openReservations()
    }

    func expireAbandonedReservations() async throws(LedgerError) -> [Reservation] {
        try await next.expireAbandonedReservations()
    }

    func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus {
        try await next.setBudget(budget, actor: actor)
    }

    func raiseBudget(_ name: String, _ raise: BudgetRaise, actor: String) async throws(LedgerError) -> BudgetStatus {
        try await next.raiseBudget(name, raise, actor: actor)
    }

    func removeBudget(_ name: String, actor: String) async throws(LedgerError) {
        try await next.removeBudget(name, actor: actor)
    }

    func budgets() async throws(LedgerError) -> [BudgetStatus] {
        try await next.budgets()
    }

    func budget(_ name: String) async throws(LedgerError) -> BudgetStatus? {
        try await next.budget(name)
    }

    func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport {
        try await next.spend(by: keys, filter: filter)
    }

    func calls(
        _ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int
    ) async throws(LedgerError) -> [RecordedCall] {
        try await next.calls(filter, after: sequence, through: last, limit: limit)
    }

    func lastSequence() async throws(LedgerError) -> Int64 {
        try await next.lastSequence()
    }

    func call(_ id: String) async throws(LedgerError) -> RecordedCall? {
        try await next.call(id)
    }

    func reprice(
        _ filter: CallFilter, dryRun: Bool, price: @Sendable @escaping (RecordedCall) -> Cost?
    ) async throws(LedgerError) -> Repricing {
        try await next.reprice(filter, dryRun: dryRun, price: price)
    }

    func verify() async throws(LedgerError) -> Verification {
        try await next.verify()
    }
}
