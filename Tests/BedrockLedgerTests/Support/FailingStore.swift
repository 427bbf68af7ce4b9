import Ledger
import Pricing
import Synchronization

/// A ledger whose operations fail when told to, before or after they did their work.
final class FailingStore: LedgerStore {
    /// An operation that can fail.
    enum Operation: Sendable, CaseIterable {
        case reserve, settle, release
    }

    /// One failure.
    struct Failure: Sendable {
        var operation: Operation
        var code: LedgerError.Code
        /// Whether the work was done all the same, as where a commit's outcome is not known.
        var isDone: Bool
    }

    private let store: any LedgerStore
    private let failures: Mutex<[Failure]>

    init(_ store: any LedgerStore, failures: [Failure]) {
        self.store = store
        self.failures = Mutex(failures)
    }

    private func failing<Answer>(
        _ operation: Operation, _ work: () async throws(LedgerError) -> Answer
    ) async throws(LedgerError) -> Answer {
        let failure = failures.withLock { failures -> Failure? in
            guard failures.first?.operation == operation else { return nil }
            return failures.removeFirst()
        }
        guard let failure else { return try await work() }
        if failure.isDone { _ = try await work() }
        throw LedgerError(failure.code, "the disk is on fire")
    }

    func lastSequence() async throws(LedgerError) -> Int64 { try await store.lastSequence() }
    func calls(
        _ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int
    ) async throws(LedgerError) -> [RecordedCall] {
        try await store.calls(filter, after: sequence, through: last, limit: limit)
    }
    func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome] { try await store.record(calls) }
    func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision {
        try await failing(.reserve) { () async throws(LedgerError) in try await store.reserve(request) }
    }
    func settle(
        reservation id: String, with call: Call, details: CallDetails?
    ) async throws(LedgerError) -> RecordedCall {
        try await failing(.settle) { () async throws(LedgerError) in
            try await store.settle(reservation: id, with: call, details: details)
        }
    }
    func callDetails(_ callID: String) async throws(LedgerError) -> CallDetails? {
        try await store.callDetails(callID)
    }
    func inputHistory(model: String, callsite: String) async throws(LedgerError) -> InputHistory {
        try await store.inputHistory(model: model, callsite: callsite)
    }
    func refusedReservations(
        _ filter: CallFilter, limit: Int
    ) async throws(LedgerError) -> [RefusedReservation] {
        try await store.refusedReservations(filter, limit: limit)
    }
    func release(reservation id: String) async throws(LedgerError) -> Reservation {
        try await failing(.release) { () async throws(LedgerError) in try await store.release(reservation: id) }
    }
    func reservation(_ id: String) async throws(LedgerError) -> Reservation? { try await store.reservation(id) }
    func openReservations() async throws(LedgerError) -> [Reservation] { try await store.openReservations() }
    func expireAbandonedReservations() async throws(LedgerError) -> [Reservation] {
        try await store.expireAbandonedReservations()
    }
    func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus {
        try await store.setBudget(budget, actor: actor)
    }
    func raiseBudget(
        _ name: String, _ raise: BudgetRaise, actor: String
    ) async throws(LedgerError) -> BudgetStatus {
        try await store.raiseBudget(name, raise, actor: actor)
    }
    func removeBudget(_ name: String, actor: String) async throws(LedgerError) {
        try await store.removeBudget(name, actor: actor)
    }
    func budgets() async throws(LedgerError) -> [BudgetStatus] { try await store.budgets() }
    func budget(_ name: String) async throws(LedgerError) -> BudgetStatus? { try await store.budget(name) }
    func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport {
        try await store.spend(by: keys, filter: filter)
    }
    func call(_ id: String) async throws(LedgerError) -> RecordedCall? { try await store.call(id) }
    func reprice(
        _ filter: CallFilter, dryRun: Bool, price: @Sendable @escaping (RecordedCall) -> Cost?
    ) async throws(LedgerError) -> Repricing {
        try await store.reprice(filter, dryRun: dryRun, price: price)
    }
    func verify() async throws(LedgerError) -> Verification { try await store.verify() }
}
