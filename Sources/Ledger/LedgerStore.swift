public import Pricing

/// Where the ledger is kept. Everything above the storage modules knows this protocol and no database.
///
/// Every write is durable when it returns. All operations are safe to call from many tasks at once.
public protocol LedgerStore: Sendable {
    /// Records calls that were already made. One outcome for each call, in order; the calls that can be recorded are,
    /// whatever becomes of the others.
    func record(_ calls: [Call]) async throws(LedgerError) -> [RecordOutcome]

    /// Holds an amount in every budget that covers the call, or in none.
    func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision

    /// Replaces a reservation by what the call cost. The same content again gets the same answer; other content is
    /// ``LedgerError/Code/conflict``. A settlement above the reservation, or after its expiry, is recorded in full.
    func settle(reservation id: String, with call: Call) async throws(LedgerError) -> RecordedCall

    /// Gives a reservation back, because its call was never sent.
    func release(reservation id: String) async throws(LedgerError) -> Reservation

    /// A reservation by id, in whatever state it is.
    func reservation(_ id: String) async throws(LedgerError) -> Reservation?

    /// The open reservations, oldest first.
    func openReservations() async throws(LedgerError) -> [Reservation]

    /// Charges abandoned reservations as estimates and returns them. Stores do so by themselves before they answer
    /// questions about budgets; call it to have it done now.
    @discardableResult
    func expireAbandonedReservations() async throws(LedgerError) -> [Reservation]

    /// Makes a budget, or replaces the definition of the one of that name. What was already spent counts.
    func setBudget(_ budget: Budget, actor: String) async throws(LedgerError) -> BudgetStatus

    /// Raises a budget's limit for a time.
    func raiseBudget(_ name: String, _ raise: BudgetRaise, actor: String) async throws(LedgerError) -> BudgetStatus

    /// Removes a budget; its audit trail stays.
    func removeBudget(_ name: String, actor: String) async throws(LedgerError)

    /// All budgets with the state of their present windows, by name.
    func budgets() async throws(LedgerError) -> [BudgetStatus]

    /// One budget with the state of its present window.
    func budget(_ name: String) async throws(LedgerError) -> BudgetStatus?

    /// Spend by group.
    func spend(by keys: [SpendKey], filter: CallFilter) async throws(LedgerError) -> SpendReport

    /// A page of calls in order of recording, after a sequence number and up to a high-water mark.
    func calls(_ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int)
        async throws(LedgerError) -> [RecordedCall]

    /// The sequence number of the newest call; zero in an empty ledger.
    func lastSequence() async throws(LedgerError) -> Int64

    /// One call by id or by request id.
    func call(_ id: String) async throws(LedgerError) -> RecordedCall?

    /// Prices calls again and writes correcting entries where the price differs.
    ///
    /// - Parameter price: The price of a call as it should be; `nil` leaves the call as it is.
    func reprice(
        _ filter: CallFilter, dryRun: Bool, price: @Sendable @escaping (RecordedCall) -> Cost?
    ) async throws(LedgerError) -> Repricing

    /// Recomputes every total from the rows and compares.
    func verify() async throws(LedgerError) -> Verification
}
