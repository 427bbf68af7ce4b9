public import Ledger

extension SQLiteLedger {
    /// How many calls are recorded in one transaction.
    private static let callsPerTransaction = 1024

    public func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome] {
        var outcomes: [RecordOutcome] = []
        outcomes.reserveCapacity(calls.count)
        var rest = calls[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Self.callsPerTransaction)
            rest = rest.dropFirst(chunk.count)
            outcomes += try await write { session in try chunk.map { try session.record($0) } }
        }
        return outcomes
    }

    public func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision {
        try await write { try $0.reserve(request) }
    }

    public func settle(reservation id: String, with call: Call) async throws(LedgerError) -> RecordedCall {
        try await write { try $0.settle(id, with: call) }
    }

    public func release(reservation id: String) async throws(LedgerError) -> Reservation {
        try await write { try $0.release(id) }
    }

    public func reservation(_ id: String) async throws(LedgerError) -> Reservation? {
        try await write { try $0.granted(id) }
    }

    public func openReservations() async throws(LedgerError) -> [Reservation] {
        try await write { try $0.database.openReservations().map(\.reservation) }
    }

    @discardableResult
    public func expireAbandonedReservations() async throws(LedgerError) -> [Reservation] {
        try await write(expiring: false) { try $0.expireAbandoned() }
    }

    public func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus {
        try await write { try $0.setBudget(budget, actor: actor) }
    }

    public func raiseBudget(
        _ name: String, _ raise: BudgetRaise, actor: String
    ) async throws(LedgerError) -> BudgetStatus {
        try await write { try $0.raiseBudget(name, raise, actor: actor) }
    }

    public func removeBudget(_ name: String, actor: String) async throws(LedgerError) {
        try await write { try $0.removeBudget(name, actor: actor) }
    }

    public func budgets() async throws(LedgerError) -> [BudgetStatus] {
        try await write { try $0.budgetStatuses() }
    }

    public func budget(_ name: String) async throws(LedgerError) -> BudgetStatus? {
        try await write { try $0.budgetStatus(name) }
    }

    public func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport {
        let keys = try SpendKey.validated(keys)
        let filter = try filter.validated()
        return try await read { try $0.spend(by: keys, filter: filter) }
    }

    public func calls(
        _ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int
    ) async throws(LedgerError) -> [RecordedCall] {
        let filter = try filter.validated()
        guard CallFilter.pageSizes.contains(limit) else {
            throw .invalidInput("page size", "\(limit)", "must be 1 to \(CallFilter.pageSizes.upperBound)")
        }
        return try await read { database in
            try database.calls(filter, after: sequence, through: last, limit: limit).map(\.recorded)
        }
    }

    public func lastSequence() async throws(LedgerError) -> Int64 {
        try await read { try $0.lastSequence() }
    }

    public func call(_ id: String) async throws(LedgerError) -> RecordedCall? {
        try await read { try ($0.entry(id: id) ?? $0.entry(requestID: id))?.recorded }
    }
}
