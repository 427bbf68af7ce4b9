public import Ledger

extension SQLiteLedger {
    /// How many calls are recorded in one transaction: many, because those that are recorded together share the pages of
    /// the indices that they change, but not so many that others would wait long. Where space is short, few.
    private static let callsPerTransaction = (most: 4096, least: 512)

    /// Records calls that were already made: see ``LedgerStore/record(_:)``. Thousands go into one transaction.
    public func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome] {
        var outcomes: [RecordOutcome] = []
        outcomes.reserveCapacity(calls.count)
        var rest = calls[...]
        var size = Self.callsPerTransaction.most
        while !rest.isEmpty {
            // Here, not on the writer's thread, which everybody waits for.
            let chunk = rest.prefix(size).map { OfferedCall($0) }
            do {
                outcomes += try await write(repeatable: true, weight: chunk.count) { try $0.record(all: chunk) }
            } catch {
                guard error.code == .full, chunk.count > Self.callsPerTransaction.least else { throw error }
                size = max(chunk.count / 2, Self.callsPerTransaction.least)
                continue
            }
            rest = rest.dropFirst(chunk.count)
        }
        return outcomes
    }

    /// Holds an amount in every budget that covers the call, or in none.
    public func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision {
        // Here, not on the writer's thread, which everybody waits for.
        let request = try request.validated()
        return try await write(repeatable: true) { try $0.reserve(request) }
    }

    /// Replaces a reservation by what the call cost.
    public func settle(
        reservation id: String, with call: Call, details: CallDetails?
    ) async throws(LedgerError) -> RecordedCall {
        let call = try call.validated()
        let details = try details?.validated()
        guard call.id == id else {
            throw .invalidInput("call id", call.id, "must be the reservation's, \(LedgerError.quoted(id))")
        }
        return try await write(repeatable: true) { try $0.settle(call, details: details) }
    }

    /// Gives a reservation back, because its call was never sent.
    public func release(reservation id: String) async throws(LedgerError) -> Reservation {
        try await write(repeatable: true) { try $0.release(id) }
    }

    /// A reservation by id, in whatever state it is.
    public func reservation(_ id: String) async throws(LedgerError) -> Reservation? {
        guard !refusesWrites else { return try await read { try $0.granted(id) } }
        return try await write(repeatable: true) { try $0.database.granted(id) }
    }

    /// The open reservations, oldest first.
    public func openReservations() async throws(LedgerError) -> [Reservation] {
        guard !refusesWrites else { return try await read { try $0.openReservations().map(\.reservation) } }
        return try await write { try $0.database.openReservations().map(\.reservation) }
    }

    /// Charges abandoned reservations as estimates and returns them, oldest first.
    @discardableResult
    public func expireAbandonedReservations() async throws(LedgerError) -> [Reservation] {
        try await write(expiring: false) { try $0.expireAbandoned() }
    }

    /// Makes a budget, or replaces the definition of the one of that name.
    public func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus {
        try await write { try $0.setBudget(budget, actor: actor) }
    }

    /// Raises a budget's limit until a moment.
    public func raiseBudget(
        _ name: String, _ raise: BudgetRaise, actor: String
    ) async throws(LedgerError) -> BudgetStatus {
        try await write { try $0.raiseBudget(name, raise, actor: actor) }
    }

    /// Removes a budget; its audit trail stays.
    public func removeBudget(_ name: String, actor: String) async throws(LedgerError) {
        try await write { try $0.removeBudget(name, actor: actor) }
    }

    /// All budgets with the state of their present windows, by name.
    public func budgets() async throws(LedgerError) -> [BudgetStatus] {
        guard !refusesWrites else { return try await readBudgets() }
        return try await write { try $0.budgetStatuses() }
    }

    /// One budget with the state of its present window.
    public func budget(_ name: String) async throws(LedgerError) -> BudgetStatus? {
        guard !refusesWrites else { return try await readBudgets().first { $0.budget.name == name } }
        return try await write { try $0.budgetStatus(name) }
    }

    /// Spend by group, out of the sums by month, day and hour wherever they reach.
    public func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport {
        let keys = try SpendKey.validated(keys)
        let filter = try filter.validated()
        return try await read { try $0.spend(by: keys, filter: filter) }
    }

    /// A page of calls in order of recording. Every page is a short read, so that an export does not hold up the log.
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

    /// The calls of a range, straight out of the rows.
    public func callTable(
        _ filter: CallFilter, in sequences: ClosedRange<Int64>
    ) async throws(LedgerError) -> CallTable {
        let filter = try filter.validated()
        _ = try CallTable.checkedCount(of: sequences)
        return try await read { try $0.callTable(filter, in: sequences) }
    }

    /// The sequence number of the newest call.
    public func lastSequence() async throws(LedgerError) -> Int64 {
        try await read { try $0.lastSequence() }
    }

    /// One call by id, or else by request id.
    public func call(_ id: String) async throws(LedgerError) -> RecordedCall? {
        try await read { database in
            if let entry = try database.entry(id: id) ?? database.entry(requestID: id) { return entry.recorded }
            return try database.sequenceCountedElsewhere(id: id).flatMap { try database.entry(sequence: $0)?.recorded }
        }
    }

    /// The callsites of a team, by one look into an index for each of them.
    public func callsites(of team: String, limit: Int) async throws(LedgerError) -> [String] {
        let team = try TextRule.name.validated(team, as: "team")
        guard CallFilter.pageSizes.contains(limit) else {
            throw .invalidInput("limit", "\(limit)", "must be 1 to \(CallFilter.pageSizes.upperBound)")
        }
        return try await read { try $0.callsites(of: team, limit: limit) }
    }

    /// Whether a team has a callsite.
    public func hasCallsite(_ callsite: String, of team: String) async throws(LedgerError) -> Bool {
        let team = try TextRule.name.validated(team, as: "team")
        let callsite = try TextRule.name.validated(callsite, as: "callsite")
        return try await look { try $0.hasCallsite(callsite, of: team) }
    }

    /// Commits a change that changes nothing.
    public func checkWritable() async throws(LedgerError) {
        try await write(expiring: false) { try $0.writeMark() }
    }
}
