public import Ledger
public import Pricing
import Synchronization

/// A whole ledger in memory, which adds everything up anew for every answer.
///
/// It is slow and obviously right: the model that other stores are compared with, and a store for tests of what stands
/// above. Reservations of this process are never orphaned, since the ledger dies with its process.
public final class MemoryLedger: LedgerStore {
    private let state = Mutex(MemoryLedgerState())
    private let clock: @Sendable () -> Timestamp

    /// An empty ledger that tells the time from a clock.
    ///
    /// - Parameters:
    ///   - flaw: A mistake that it makes on purpose.
    ///   - clock: Tells the time.
    public init(flaw: Flaw? = nil, clock: @escaping @Sendable () -> Timestamp) {
        self.clock = clock
        state.withLock { $0.flaw = flaw }
    }

    /// A mistake that a ledger could make, with which a test shows that it would notice.
    public enum Flaw: String, Sendable, Hashable, CaseIterable {
        /// Admission decides by balances that were read for the reservation before.
        case checksThenActs
        /// A budget over the whole ledger holds half of what the budgets below it hold.
        case trimsParentHold
        /// A settlement that is delivered again is charged again.
        case settlesTwice
        /// An expiry charges the estimate and keeps the hold.
        case expiryKeepsHold
        /// A settlement is filed under its own time, not under the reservation's.
        case choosesWindowAtSettlement
    }

    /// Abandons what this process holds, as its death would.
    public func abandonOwnReservations() {
        let now = clock()
        state.withLock { _ = $0.expire(at: now, ownsAreAbandoned: true) }
    }

    /// Records calls that were already made.
    public func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome] {
        let now = clock()
        return state.withLock { state in
            state.expire(at: now)
            return calls.map { state.record($0) }
        }
    }

    /// Holds an amount in every budget that covers the call, or in none.
    public func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision {
        try current { state, now throws(LedgerError) in try state.reserve(request, at: now) }
    }

    /// Replaces a reservation by what the call cost.
    public func settle(
        reservation id: String, with call: Call, details: CallDetails?
    ) async throws(LedgerError) -> RecordedCall {
        try current { state, _ throws(LedgerError) in try state.settle(id, with: call, details: details) }
    }

    /// What is kept beside the call of a reservation.
    public func callDetails(_ callID: String) async throws(LedgerError) -> CallDetails? {
        state.withLock { $0.details[callID]?.details }
    }

    /// How many input tokens a callsite's calls had for each byte sent.
    public func inputHistory(model: String, callsite: String) async throws(LedgerError) -> InputHistory {
        let now = clock()
        return try state.withLock { state throws(LedgerError) in
            try state.inputHistory(model: model, callsite: callsite, at: now)
        }
    }

    /// The reservations that budgets refused, newest first.
    public func refusedReservations(
        _ filter: CallFilter, limit: Int
    ) async throws(LedgerError) -> [RefusedReservation] {
        try state.withLock { state throws(LedgerError) in try state.refusedReservations(filter, limit: limit) }
    }

    /// Gives a reservation back.
    public func release(reservation id: String) async throws(LedgerError) -> Reservation {
        try current { state, _ throws(LedgerError) in try state.release(id) }
    }

    /// A reservation by id.
    public func reservation(_ id: String) async throws(LedgerError) -> Reservation? {
        try current { state, _ throws(LedgerError) in state.reservations[id] }
    }

    /// The open reservations, oldest first.
    public func openReservations() async throws(LedgerError) -> [Reservation] {
        try current { state, _ throws(LedgerError) in state.openReservations }
    }

    /// Charges abandoned reservations as estimates.
    @discardableResult
    public func expireAbandonedReservations() async throws(LedgerError) -> [Reservation] {
        let now = clock()
        return state.withLock { $0.expire(at: now) }
    }

    /// Makes a budget, or replaces its definition.
    public func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus {
        try current { state, now throws(LedgerError) in try state.setBudget(budget, actor: actor, at: now) }
    }

    /// Raises a budget's limit for a time.
    public func raiseBudget(
        _ name: String, _ raise: BudgetRaise, actor: String
    ) async throws(LedgerError) -> BudgetStatus {
        try current { state, now throws(LedgerError) in try state.raiseBudget(name, raise, actor: actor, at: now) }
    }

    /// Removes a budget.
    public func removeBudget(_ name: String, actor: String) async throws(LedgerError) {
        try current { state, now throws(LedgerError) in try state.removeBudget(name, actor: actor, at: now) }
    }

    /// All budgets, by name.
    public func budgets() async throws(LedgerError) -> [BudgetStatus] {
        try current { state, now throws(LedgerError) in try state.statuses(at: now) }
    }

    /// One budget by name.
    public func budget(_ name: String) async throws(LedgerError) -> BudgetStatus? {
        try current { state, now throws(LedgerError) in
            try state.statuses(at: now).first { $0.budget.name == name }
        }
    }

    /// Spend by group.
    public func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport {
        try state.withLock { state throws(LedgerError) in try state.spend(by: keys, filter: filter) }
    }

    /// A page of calls.
    public func calls(
        _ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int
    ) async throws(LedgerError) -> [RecordedCall] {
        try state.withLock { state throws(LedgerError) in
            try state.calls(filter, after: sequence, through: last, limit: limit)
        }
    }

    /// The sequence number of the newest call.
    public func lastSequence() async throws(LedgerError) -> Int64 {
        state.withLock { $0.rows.last?.sequence ?? 0 }
    }

    /// One call by id or request id.
    public func call(_ id: String) async throws(LedgerError) -> RecordedCall? {
        state.withLock { state in
            (state.rowByID[id] ?? state.rowByRequestID[id] ?? state.countedElsewhere[id]).map { state.rows[$0] }
        }
    }

    /// The callsites of a team.
    public func callsites(of team: String, limit: Int) async throws(LedgerError) -> [String] {
        try state.withLock { state throws(LedgerError) in try state.callsites(of: team, limit: limit) }
    }

    /// Whether a team has a callsite.
    public func hasCallsite(_ callsite: String, of team: String) async throws(LedgerError) -> Bool {
        try state.withLock { state throws(LedgerError) in try state.hasCallsite(callsite, of: team) }
    }

    /// Memory can always be written.
    public func checkWritable() async throws(LedgerError) {}

    /// Prices calls again.
    public func reprice(
        _ filter: CallFilter, dryRun: Bool, price: @Sendable @escaping (RecordedCall) -> Cost?
    ) async throws(LedgerError) -> Repricing {
        try state.withLock { state throws(LedgerError) in
            try state.reprice(filter, dryRun: dryRun, price: price)
        }
    }

    /// What a pruning would take out.
    public func planPruning(before cut: Timestamp) async throws(LedgerError) -> PruningPlan {
        try current { state, now throws(LedgerError) in try state.pruningPlan(before: cut, at: now) }
    }

    /// Hides the calls of a plan, which still count.
    public func prune(
        _ plan: PruningPlan, actor: String, archiveSHA256: String?
    ) async throws(LedgerError) -> Pruning {
        try current { state, now throws(LedgerError) in
            try state.prune(plan, actor: actor, archiveSHA256: archiveSHA256, at: now)
        }
    }

    /// Nothing stops a pruning here.
    public func finishPruning() async throws(LedgerError) -> Pruning? { nil }

    /// The prunings, oldest first.
    public func prunings() async throws(LedgerError) -> [Pruning] { state.withLock { $0.prunings } }

    /// The cut before which the call or reservation of an id was pruned.
    public func cut(thatPruned id: String) async throws(LedgerError) -> Timestamp? {
        state.withLock { $0.prunedBills[id] == nil ? nil : $0.prunings.last?.before }
    }

    /// Adds up all entries of every call and compares.
    public func verify() async throws(LedgerError) -> Verification {
        state.withLock { $0.verify() }
    }

    /// Performs an operation on the state of now, in which nothing is overdue.
    private func current<Answer: Sendable>(
        _ operation: (inout MemoryLedgerState, Timestamp) throws(LedgerError) -> Answer
    ) throws(LedgerError) -> Answer {
        let now = clock()
        return try state.withLock { state throws(LedgerError) in
            state.expire(at: now)
            return try operation(&state, now)
        }
    }
}
