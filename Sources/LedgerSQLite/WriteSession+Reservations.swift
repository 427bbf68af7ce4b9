internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// Holds an amount in every budget that covers the call, or in none. The request was validated.
    func reserve(_ request: ReservationRequest) throws -> ReservationDecision {
        if let known = try database.reservation(id: request.id) {
            guard known.reservation.request == request else { throw otherContent(request.id) }
            guard known.isRefused else { return .granted(known.reservation) }
            guard let refusal = try database.refusal(of: known) else {
                throw LedgerError.damagedRow("refusal", "\(known.number)")
            }
            return .refused(refusal)
        }
        try requireUnpruned(request.id, as: "id")
        guard try database.entry(id: request.id) == nil else {
            throw LedgerError(.conflict, "call \(LedgerError.quoted(request.id)) is recorded already")
        }
        try headroom.require()
        let series = try dimensions.id(of: Series(of: request))
        let refusal = try book.refusal(of: request.amount, series: series)
        var amount = Money.zero
        if case .bound(let bound) = request.amount { amount = bound }
        let stored = StoredReservation(
            number: try nextReservation(), series: series,
            lease: request.owner == .thisProcess ? try leases.own(connection, at: now) : nil,
            isRefused: refusal != nil,
            reservation: Reservation(
                id: request.id, request: request, amount: amount, createdAt: now,
                expiresAt: now.advanced(byMilliseconds: request.timeToLiveMilliseconds), state: .open,
                budgets: refusal == nil ? try book.names(covering: series) : []))
        try connection.runSealed("INSERT INTO reservation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") {
            try stored.write(to: &$0, dimensions)
        }
        lastReservation = stored.number
        if let refusal {
            try write(refusal, of: stored.number)
            noteRefusal(refusal, of: request, by: try book.balances(covering: series))
            return .refused(refusal)
        }
        try book.reserve(amount, series: series, at: now)
        return .granted(stored.reservation)
    }

    /// Replaces a reservation by what the call cost. The call, of the same id, and the details were validated.
    func settle(_ offered: Call, details: CallDetails?) throws -> RecordedCall {
        var call = offered
        var stored = try known(call.id)
        call.at = stored.reservation.createdAt
        let recorded = try settle(&stored, with: call)
        if let details { try keep(details, of: call, settling: stored) }
        return recorded
    }

    private func settle(_ stored: inout StoredReservation, with call: Call) throws -> RecordedCall {
        let id = stored.reservation.id
        let transition = try ReservationTransition(.settle, in: stored.reservation.state, id: id)
        // While a reservation is open, nothing is recorded under its id: `record` refuses that, and so does the table.
        let own = stored.reservation.state == .open ? nil : try database.entry(id: id)
        if transition.actions.contains(.compareCall) { return try compare(call, with: own, reserved: stored) }

        try lift(stored, by: transition)
        try setState(transition.state, of: &stored)
        let other = try call.requestID.flatMap { try database.entry(requestID: $0) }
        if let other, other.recorded.sequence != own?.recorded.sequence {
            try accept(call)
            return try move(call, from: own, to: other).recorded
        }
        guard let own else { return try append(call, settling: stored).recorded }
        try accept(call)
        return try correct(own, with: call).recorded
    }

    /// Gives a reservation back, because its call was never sent.
    func release(_ id: String) throws -> Reservation {
        var stored = try known(id)
        let transition = try ReservationTransition(.release, in: stored.reservation.state, id: id)
        guard transition.state != stored.reservation.state else { return stored.reservation }
        try lift(stored, by: transition)
        if transition.actions.contains(.cancelEstimate), let entry = try database.entry(id: id) {
            try change(entry, "cancellation") {
                $0.cancel(status: .failed, reason: "the reservation was released: its call was never sent")
            }
        }
        try setState(transition.state, of: &stored)
        return stored.reservation
    }

    /// Writes the new state of a reservation.
    func setState(_ state: Reservation.State, of stored: inout StoredReservation) throws {
        stored.reservation.state = state
        let checksum = try Connection.checksum { try stored.write(to: &$0, dimensions) }
        try connection.run("UPDATE reservation SET state = ?, checksum = ? WHERE number = ?") { row in
            row.add(state.rawValue)
            row.add(checksum)
            row.add(stored.number)
        }
    }

    /// Takes the amount of a reservation off the budgets, where the transition asks for it.
    func lift(_ stored: StoredReservation, by transition: ReservationTransition) throws {
        guard transition.actions.contains(.liftHold) else { return }
        try book.reserve(-stored.reservation.amount, series: stored.series, at: stored.reservation.createdAt)
    }

    /// The answer to a second settlement.
    private func compare(
        _ call: Call, with own: Entry?, reserved stored: StoredReservation
    ) throws -> RecordedCall {
        let elsewhere = try database.sequenceCountedElsewhere(id: call.id)
        guard let row = try own ?? elsewhere.flatMap({ try database.entry(sequence: $0) }) else {
            try requireUnpruned(call.id, as: "the call of reservation")
            throw LedgerError(
                .damaged, "the call of reservation \(LedgerError.quoted(call.id)) is missing; verify the ledger.")
        }
        if try !isKnownContent(call, of: own) {
            guard try offer(call, to: row, reserved: stored) == .corrected else { throw otherContent(call.id) }
        }
        let standing = try database.sequenceCountedElsewhere(id: call.id) ?? row.recorded.sequence
        return try database.entry(sequence: standing)?.recorded ?? row.recorded
    }

    private func write(_ refusal: Refusal, of number: Int64) throws {
        let columns: [SQLiteValue] =
            [.integer(number), .text(refusal.budget), .text(refusal.cause.rawValue)]
            + refusal.limit.columns + refusal.spent.columns + refusal.reserved.columns
            + [SQLiteValue(refusal.resetsAt?.milliseconds)]
        try connection.runSealed("INSERT INTO refusal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)
        guard refusal.whenExceeded != .refuse else { return }
        try connection.runSealed(
            "INSERT INTO refusal_policy VALUES (?, ?, ?)",
            [.integer(number), .text(PolicyCoding.text(refusal.whenExceeded))])
    }

    private func known(_ id: String) throws -> StoredReservation {
        guard let stored = try database.reservation(id: id), !stored.isRefused else {
            try requireUnpruned(id, as: "reservation")
            throw LedgerError(.notFound, "there is no reservation \(LedgerError.quoted(id))")
        }
        return stored
    }

    private func otherContent(_ id: String) -> LedgerError {
        LedgerError(.conflict, "\(LedgerError.quoted(id)) is known with other content; use an id of its own")
    }
}
