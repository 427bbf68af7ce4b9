public import Pricing

/// Where the ledger is kept. Everything above the storage modules knows this protocol and no database.
///
/// Every write is durable when it returns. All operations are safe to call from many tasks at once. All of them check
/// their input first, as the `validated()` methods of the types do, and throw ``LedgerError/Code/invalidInput``; names are
/// kept in Unicode's normal form C.
///
/// **Calls** are rows that are never changed. A call is filed under its own time: ``Call/at`` decides its hour, its day and
/// the window of every budget. What is learnt later is a correcting row, which counts in the original's hour and groups.
/// An estimate, and a call without a price, stand until somebody offers the true figures under the same id or request
/// id; those replace it by a correction. Known figures are replaced by re-pricing only.
///
/// **Budgets** are sums, not counters with a history: what is *spent* in a window is the cost of all calls in it that the
/// scope covers, estimates and corrections included; what is *reserved* is the amount of all open reservations that were
/// granted in it and that the scope covers. So a new, changed or re-created budget counts what was there before, and a
/// budget agrees with the spend report over the same window to the last digit.
///
/// **Abandoned reservations** are those of an external owner once their time to live has passed, and those of a process
/// that is gone, whatever the clock says. Every operation on reservations and budgets, and ``record(_:)``, charges
/// abandoned reservations first.
public protocol LedgerStore: Sendable {
    /// Records calls that were already made. One outcome for each call, in order; the calls that can be recorded are,
    /// whatever becomes of the others.
    ///
    /// - The same id with the same content is a duplicate, also after corrections and also with the content of a
    ///   correction. With other content it is a correction where the ledger has only an estimate or no price and the
    ///   offered call has a price that is no estimate; else a conflict.
    /// - The same request id under another id is a correction under the rule above; else a duplicate where model and usage
    ///   are the same, or where the offered call is an estimate or has no price; else a conflict.
    /// - Where id and request id belong to two recorded calls, the one with the request id stands; the other, if it is an
    ///   estimate or without a price, is corrected to zero.
    /// - The id of an open reservation is a conflict: settle it. The id of a released reservation is a new call.
    func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome]

    /// Holds an amount in every budget that covers the call, or in none.
    ///
    /// - A hard budget refuses where spent + reserved + amount is above its limit with the increases that hold now; an
    ///   amount of zero always fits. A call without a price is refused by a hard budget that does not allow such calls,
    ///   and by every hard budget that has nothing left. Soft budgets refuse nothing.
    /// - Of several refusals the one with the least left is told; of these, the first by name. It names what is to become
    ///   of the call instead as far as all of them agree (``Refusal/whenExceeded``); to do that is up to the caller.
    /// - The same id and content get the same answer for ever: a refusal with its first figures, a grant with the
    ///   reservation in its present state. Do not send a call twice: look at the state.
    /// - Throws: ``LedgerError/Code/conflict`` where the id has other content or belongs to a recorded call.
    func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision

    /// Replaces a reservation by what the call cost. The same content again gets the same answer; other content is
    /// ``LedgerError/Code/conflict``. A settlement above the reservation, or after its expiry, is recorded in full.
    ///
    /// - The call's id must be the reservation's: both name the same logical call.
    /// - The call is filed under the time of the reservation, whatever its own says, so that the window that held the
    ///   amount is the one that is charged.
    /// - A call whose cost is unknown is charged with the amount held, as an estimate (component `other`). Where nothing
    ///   was held because the price was unknown, it is recorded without a price.
    /// - After an expiry, or after a settlement with an estimate, the true figures replace the estimate.
    /// - Where the request id was recorded meanwhile under another id (from a log), that row stands: the hold is lifted,
    ///   an estimate of the reservation is corrected to zero, and the answer is the other row.
    /// - Details are kept beside the call in the same step. They are no part of the content; those that came first for an
    ///   id stay, whichever settlement brought them. Those that do not hold to the rules of
    ///   ``CallDetails/validated()`` refuse the settlement: hand over ``CallDetails/sanitized()``.
    /// - Throws: ``LedgerError/Code/notFound`` for an unknown reservation, ``LedgerError/Code/wrongState`` for a released
    ///   one; record such a call instead.
    func settle(
        reservation id: String, with call: Call, details: CallDetails?
    ) async throws(LedgerError) -> RecordedCall

    /// Gives a reservation back, because its call was never sent.
    ///
    /// Once more is the same answer. The estimate of an expired reservation is corrected to zero.
    /// - Throws: ``LedgerError/Code/notFound`` for an unknown one, ``LedgerError/Code/wrongState`` for a settled one.
    func release(reservation id: String) async throws(LedgerError) -> Reservation

    /// A reservation by id, in whatever state it is; `nil` where it was never granted.
    func reservation(_ id: String) async throws(LedgerError) -> Reservation?

    /// The reservations that budgets refused, newest first; those of the same millisecond in the reverse order of asking.
    ///
    /// The filter's times are those of the refusals. The limit is the most that are answered: 1 to 10,000.
    func refusedReservations(_ filter: CallFilter, limit: Int) async throws(LedgerError) -> [RefusedReservation]

    /// The open reservations, oldest first; those of the same millisecond in the order of granting.
    func openReservations() async throws(LedgerError) -> [Reservation]

    /// Charges abandoned reservations as estimates and returns them, oldest first. Stores do so by themselves before they
    /// answer questions about budgets; call it to have it done now.
    ///
    /// The charge is a call with the reservation's id, time, attribution and model, of status
    /// ``CallStatus/ambiguous`` and unknown usage, whose whole amount is in component `other`; without a price where
    /// nothing was held because the price was unknown.
    @discardableResult
    func expireAbandonedReservations() async throws(LedgerError) -> [Reservation]

    /// Makes a budget, or replaces the definition of the one of that name. What was already spent counts.
    ///
    /// The same definition again changes nothing and leaves no trace in the audit trail. Increases that hold stay.
    func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus

    /// Raises a budget's limit until a moment, exclusive. Increases that hold at the same time add up.
    ///
    /// - Throws: ``LedgerError/Code/notFound`` where there is no such budget.
    func raiseBudget(_ name: String, _ raise: BudgetRaise, actor: String) async throws(LedgerError) -> BudgetStatus

    /// Removes a budget with its increases; its audit trail stays, and a budget made later under the name continues it.
    ///
    /// - Throws: ``LedgerError/Code/notFound`` where there is no such budget.
    func removeBudget(_ name: String, actor: String) async throws(LedgerError)

    /// All budgets with the state of their present windows, by name.
    func budgets() async throws(LedgerError) -> [BudgetStatus]

    /// One budget with the state of its present window.
    func budget(_ name: String) async throws(LedgerError) -> BudgetStatus?

    /// Spend by group; one group without keys. A group exists where at least one call does.
    /// There may be at most eight keys, all different.
    func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport

    /// A page of calls in order of recording, after a sequence number and up to a high-water mark.
    /// The limit is the most calls of the page: 1 to 10,000.
    func calls(_ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int)
        async throws(LedgerError) -> [RecordedCall]

    /// The calls that a filter lets through among those of a range of sequence numbers, in order of recording, in a form
    /// for exports of millions.
    ///
    /// A store that has no quicker way to it may leave it to the extension of this protocol.
    /// - Throws: ``LedgerError/Code/invalidInput`` for a range of more than 10,000 numbers.
    func callTable(
        _ filter: CallFilter, in sequences: ClosedRange<Int64>
    ) async throws(LedgerError) -> CallTable

    /// The sequence number of the newest call; zero in an empty ledger. Numbers rise by order of recording and may have
    /// gaps.
    func lastSequence() async throws(LedgerError) -> Int64

    /// One call by id, or else by request id. An id whose request was recorded under another id leads to that call.
    func call(_ id: String) async throws(LedgerError) -> RecordedCall?

    /// What is kept beside the call of a reservation, by the reservation's id; `nil` where nothing is.
    ///
    /// It stays with the id under which it came, also where the call is recorded under another one.
    func callDetails(_ callID: String) async throws(LedgerError) -> CallDetails?

    /// How many input tokens the calls of a callsite to a model had for each byte sent, in this month and the one before
    /// it, in UTC by the ledger's clock.
    ///
    /// A call counts once, in the month of its time, when its details are kept: if these say how many bytes of input
    /// there were, and the call has ``Call/measuredInputTokens``. Later corrections change nothing.
    func inputHistory(model: String, callsite: String) async throws(LedgerError) -> InputHistory

    /// The callsites that calls or reservations of a team were made under, refused ones too, in no order.
    ///
    /// Use it to bound how many a team has, not to report: it knows no times and no figures.
    /// - Parameters:
    ///   - team: The team.
    ///   - limit: The most that are answered: 1 to 10,000.
    /// - Returns: Their names.
    /// - Throws: ``LedgerError/Code/invalidInput`` for a team that is no name, or another limit.
    func callsites(of team: String, limit: Int) async throws(LedgerError) -> [String]

    /// Whether a callsite is one of those that ``callsites(of:limit:)`` would tell without a limit.
    func hasCallsite(_ callsite: String, of team: String) async throws(LedgerError) -> Bool

    /// Makes a write durable that changes nothing, to learn whether the ledger can be written.
    ///
    /// It costs what every write costs, so do not ask for each call.
    /// - Throws: Why it cannot, as every other write does: ``LedgerError/Code/full``, ``LedgerError/Code/unavailable``,
    ///   ``LedgerError/Code/busy``.
    func checkWritable() async throws(LedgerError)

    /// Prices calls again and writes correcting entries where the price differs by component.
    ///
    /// Calls of unknown usage are looked at but not priced. An estimate stays an estimate.
    /// The closure tells the price of a call as it should be; `nil`, or a cost without a price, leaves the call as it is.
    /// Usage and model of its answer are ignored.
    func reprice(
        _ filter: CallFilter, dryRun: Bool, price: @Sendable @escaping (RecordedCall) -> Cost?
    ) async throws(LedgerError) -> Repricing

    /// Recomputes every total from the rows and compares.
    func verify() async throws(LedgerError) -> Verification

    /// What ``prune(_:actor:archiveSHA256:)`` would take out. It changes nothing.
    ///
    /// - Throws: What stands in the way: ``LedgerError/Code/invalidInput`` for a cut that ``RetentionRule`` does not allow,
    ///   ``LedgerError/Code/wrongState`` while a reservation before the cut is open, the present window of a budget
    ///   needs calls before it, or a pruning is unfinished.
    func planPruning(before cut: Timestamp) async throws(LedgerError) -> PruningPlan

    /// Takes out the calls of a plan, with their corrections and details, and the reservations and refusals of that time.
    ///
    /// - Every sum stays, by hour and by everything that reports group by: ``spend(by:filter:)`` answers as before, to
    ///   the last digit, for every range that begins and ends at a full hour or after the cut. A budget counts what
    ///   it counted.
    /// - Ids and request ids stay known. Under one of them ``record(_:)`` answers a duplicate where model and usage are
    ///   what they were, or where the offered call is an estimate or has no price, else a conflict; ``reserve(_:)``,
    ///   ``settle(reservation:with:details:)`` and ``release(reservation:)`` are a ``LedgerError/Code/conflict``.
    /// - ``calls(_:after:through:limit:)``, ``reprice(_:dryRun:price:)`` and ranges of spend that would need calls which
    ///   are gone are ``LedgerError/Code/invalidInput``: nothing is silently left out.
    /// - Others go on meanwhile. Where it is stopped half-way, every answer is already what it will be, and
    ///   ``finishPruning()`` does the rest.
    /// - Throws: ``LedgerError/Code/conflict`` where what was planned has changed, and what ``planPruning(before:)``
    ///   throws.
    func prune(
        _ plan: PruningPlan, actor: String, archiveSHA256: String?
    ) async throws(LedgerError) -> Pruning

    /// Finishes the pruning that was begun last, where that was stopped half-way.
    ///
    /// - Returns: The pruning; `nil` where none is unfinished.
    func finishPruning() async throws(LedgerError) -> Pruning?

    /// The prunings, oldest first.
    func prunings() async throws(LedgerError) -> [Pruning]

    /// The cut before which the call or reservation of an id, or of a request id, was pruned; `nil` where none was.
    func cut(thatPruned id: String) async throws(LedgerError) -> Timestamp?
}

extension LedgerStore {
    /// Replaces a reservation by what the call cost, with nothing kept beside the call.
    public func settle(reservation id: String, with call: Call) async throws(LedgerError) -> RecordedCall {
        try await settle(reservation: id, with: call, details: nil)
    }

    /// The calls of a range as ``calls(_:after:through:limit:)`` has them.
    public func callTable(
        _ filter: CallFilter, in sequences: ClosedRange<Int64>
    ) async throws(LedgerError) -> CallTable {
        let count = try CallTable.checkedCount(of: sequences)
        var table = CallTable()
        for call in try await calls(
            filter, after: sequences.lowerBound - 1, through: sequences.upperBound, limit: count)
        {
            table.append(call)
        }
        return table
    }
}
