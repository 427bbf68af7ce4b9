public import Ledger
public import Pricing

/// A ledger in front of another one, which does everything but what it says otherwise.
public protocol ForwardingStore: LedgerStore {
    /// The ledger behind it.
    var store: any LedgerStore { get }
}

extension ForwardingStore {
    /// Asks the ledger behind.
    public func lastSequence() async throws(LedgerError) -> Int64 { try await store.lastSequence() }
    /// Asks the ledger behind.
    public func calls(
        _ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int
    ) async throws(LedgerError) -> [RecordedCall] {
        try await store.calls(filter, after: sequence, through: last, limit: limit)
    }
    /// Asks the ledger behind.
    public func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome] { try await store.record(calls) }
    /// Asks the ledger behind.
    public func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision {
        try await store.reserve(request)
    }
    /// Asks the ledger behind.
    public func settle(
        reservation id: String, with call: Call, details: CallDetails?
    ) async throws(LedgerError) -> RecordedCall {
        try await store.settle(reservation: id, with: call, details: details)
    }
    /// Asks the ledger behind.
    public func callDetails(_ callID: String) async throws(LedgerError) -> CallDetails? {
        try await store.callDetails(callID)
    }
    /// Asks the ledger behind.
    public func inputHistory(model: String, callsite: String) async throws(LedgerError) -> InputHistory {
        try await store.inputHistory(model: model, callsite: callsite)
    }
    /// Asks the ledger behind.
    public func refusedReservations(
        _ filter: CallFilter, limit: Int
    ) async throws(LedgerError) -> [RefusedReservation] {
        try await store.refusedReservations(filter, limit: limit)
    }
    /// Asks the ledger behind.
    public func release(reservation id: String) async throws(LedgerError) -> Reservation {
        try await store.release(reservation: id)
    }
    /// Asks the ledger behind.
    public func reservation(_ id: String) async throws(LedgerError) -> Reservation? { try await store.reservation(id) }
    /// Asks the ledger behind.
    public func openReservations() async throws(LedgerError) -> [Reservation] { try await store.openReservations() }
    /// Asks the ledger behind.
    public func expireAbandonedReservations() async throws(LedgerError) -> [Reservation] {
        try await store.expireAbandonedReservations()
    }
    /// Asks the ledger behind.
    public func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus {
        try await store.setBudget(budget, actor: actor)
    }
    /// Asks the ledger behind.
    public func raiseBudget(
        _ name: String, _ raise: BudgetRaise, actor: String
    ) async throws(LedgerError) -> BudgetStatus {
        try await store.raiseBudget(name, raise, actor: actor)
    }
    /// Asks the ledger behind.
    public func removeBudget(_ name: String, actor: String) async throws(LedgerError) {
        try await store.removeBudget(name, actor: actor)
    }
    /// Asks the ledger behind.
    public func budgets() async throws(LedgerError) -> [BudgetStatus] { try await store.budgets() }
    /// Asks the ledger behind.
    public func budget(_ name: String) async throws(LedgerError) -> BudgetStatus? { try await store.budget(name) }
    /// Asks the ledger behind.
    public func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport {
        try await store.spend(by: keys, filter: filter)
    }
    /// Asks the ledger behind.
    public func call(_ id: String) async throws(LedgerError) -> RecordedCall? { try await store.call(id) }
    /// Asks the ledger behind.
    public func reprice(
        _ filter: CallFilter, dryRun: Bool, price: @Sendable @escaping (RecordedCall) -> Cost?
    ) async throws(LedgerError) -> Repricing {
        try await store.reprice(filter, dryRun: dryRun, price: price)
    }
    /// Asks the ledger behind.
    public func callsites(of team: String, limit: Int) async throws(LedgerError) -> [String] {
        try await store.callsites(of: team, limit: limit)
    }
    /// Asks the ledger behind.
    public func hasCallsite(_ callsite: String, of team: String) async throws(LedgerError) -> Bool {
        try await store.hasCallsite(callsite, of: team)
    }
    /// Asks the ledger behind.
    public func checkWritable() async throws(LedgerError) { try await store.checkWritable() }
    /// Asks the ledger behind.
    public func planPruning(before cut: Timestamp) async throws(LedgerError) -> PruningPlan {
        try await store.planPruning(before: cut)
    }
    /// Asks the ledger behind.
    public func prune(
        _ plan: PruningPlan, actor: String, archiveSHA256: String?
    ) async throws(LedgerError) -> Pruning {
        try await store.prune(plan, actor: actor, archiveSHA256: archiveSHA256)
    }
    /// Asks the ledger behind.
    public func finishPruning() async throws(LedgerError) -> Pruning? { try await store.finishPruning() }
    /// Asks the ledger behind.
    public func prunings() async throws(LedgerError) -> [Pruning] { try await store.prunings() }
    /// Asks the ledger behind.
    public func cut(thatPruned id: String) async throws(LedgerError) -> Timestamp? {
        try await store.cut(thatPruned: id)
    }
    /// Asks the ledger behind.
    public func verify() async throws(LedgerError) -> Verification { try await store.verify() }
}
