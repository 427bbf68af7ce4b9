import Ledger
import Pricing

/// Everything that a ledger in memory knows.
struct MemoryLedgerState {
    /// The calls with their corrections applied, in order of recording.
    var rows: [RecordedCall] = []
    /// What every entry, the first of a call and its corrections, added to the figures of its call.
    var entries: [(row: Int, figures: SpendFigures)] = []
    var rowByID: [String: Int] = [:]
    var rowByRequestID: [String: Int] = [:]
    /// The contents that were accepted for a call's id.
    var contents: [String: [Call]] = [:]
    var reservations: [String: Reservation] = [:]
    /// The ids of reservations in the order of granting.
    var granted: [String] = []
    /// The rows that stand for calls which were recorded under another id, because they have the same request id.
    var countedElsewhere: [String: Int] = [:]
    var refusals: [String: RefusedReservation] = [:]
    /// The ids of refused reservations in the order of refusing.
    var refused: [String] = []
    /// What is kept beside calls, with the call that it came with.
    var details: [String: (details: CallDetails, call: Call)] = [:]
    var budgets: [String: Budget] = [:]
    var raises: [String: [BudgetRaise]] = [:]
    var histories: [String: [BudgetChange]] = [:]
    /// The contents with which the calls were first recorded.
    var originals: [Call] = []
    /// The prunings, oldest first. What was pruned stays in the rows, hidden, and counts.
    var prunings: [Pruning] = []
    /// What the calls of pruned ids and request ids were billed for; no bill where there was no call.
    var prunedBills: [String: [Bill?]] = [:]
    /// A mistake that is made on purpose.
    var flaw: MemoryLedger.Flaw?
    /// What ``MemoryLedger/Flaw/checksThenActs`` remembers.
    var rememberedBalances: [BudgetBalance] = []
}

extension MemoryLedgerState {
    mutating func record(_ offered: Call) -> RecordOutcome {
        let call: Call
        do {
            call = try offered.validated()
        } catch {
            return .invalid(reason: error.message)
        }
        if reservations[call.id]?.state == .open {
            return .conflict(reason: "call \(LedgerError.quoted(call.id)) is an open reservation; settle it")
        }
        if let row = rowByID[call.id] ?? countedElsewhere[call.id] { return offer(call, to: row) }
        if let outcome = prunedOutcome(ofOffering: call, under: call.id) { return outcome }
        if let requestID = call.requestID {
            if let row = rowByRequestID[requestID] { return offer(call, to: row) }
            if let outcome = prunedOutcome(ofOffering: call, under: requestID) { return outcome }
        }
        append(call)
        return .recorded
    }

    /// Offers a call to the row that has its id or request id.
    mutating func offer(_ offered: Call, to row: Int) -> RecordOutcome {
        var call = offered
        // The time of a reserved call is its reservation's, whatever is offered; a call that was recorded after its
        // reservation was released keeps its own.
        let isReserved = rows[row].call.id != call.id || rows[row].reservationID != nil
        if isReserved, let reservation = reservations[call.id] { call.at = reservation.createdAt }
        let isKnown = contents[call.id]?.contains(call) ?? false
        let outcome = rows[row].outcome(ofOffering: call, isKnownContent: isKnown)
        guard outcome == .corrected else { return outcome }
        contents[call.id, default: []].append(call)
        if let requestID = call.requestID, let other = rowByRequestID[requestID], other != row {
            move(call, from: row, to: other)
        } else {
            correct(row, with: call)
        }
        if reservations[rows[row].call.id]?.state == .expired { reservations[rows[row].call.id]?.state = .settled }
        return outcome
    }

    /// Leaves a call to the row that has its request id, and takes back what its own row says.
    mutating func move(_ call: Call, from row: Int?, to other: Int) {
        if let row {
            let reason = "recorded as call \(LedgerError.quoted(rows[other].call.id))"
            change(row) { $0.cancel(status: call.status, reason: reason) }
        }
        countedElsewhere[call.id] = other
        if rows[other].isProvisional, call.isDefinite { correct(other, with: call) }
    }

    /// Adds a row, and returns its position.
    @discardableResult
    mutating func append(_ call: Call, settling reservation: Reservation? = nil) -> Int {
        let charge = Charge(of: call, held: reservation?.held)
        var filed = call
        filed.isEstimated = charge.isEstimated
        let row = rows.count
        rows.append(
            RecordedCall(
                sequence: Int64(row) + 1, call: filed, breakdown: charge.breakdown, isEstimated: charge.isEstimated,
                reservationID: reservation?.id, overshoot: charge.overshoot))
        entries.append((row, rows[row].figures))
        originals.append(call)
        rowByID[call.id] = row
        if let requestID = call.requestID { rowByRequestID[requestID] = row }
        contents[call.id, default: []].append(call)
        return row
    }

    mutating func correct(_ row: Int, with call: Call) {
        let held = heldAmount(of: row)
        change(row) { $0.correct(with: call, held: held) }
        if let requestID = call.requestID { rowByRequestID[requestID] = row }
    }

    func heldAmount(of row: Int) -> Money? {
        rows[row].reservationID.flatMap { reservations[$0]?.held }
    }

    /// Changes a row and notes by how much, as a correcting entry.
    mutating func change(_ row: Int, by correction: (inout RecordedCall) -> Void) {
        let before = rows[row].figures
        correction(&rows[row])
        entries.append((row, rows[row].figures - before))
    }
}
