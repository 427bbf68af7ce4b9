import Ledger
import Pricing

extension MemoryLedgerState {
    var openReservations: [Reservation] {
        granted.compactMap { reservations[$0] }.filter { $0.state == .open }
            .enumerated().sorted { ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset) }
            .map(\.element)
    }

    mutating func reserve(
        _ asked: ReservationRequest, at now: Timestamp
    ) throws(LedgerError) -> ReservationDecision {
        let request = try asked.validated()
        if let known = refusals[request.id] {
            guard known.request == request else { throw otherContent(request.id) }
            return .refused(known.refusal)
        }
        if let known = reservations[request.id] {
            guard known.request == request else { throw otherContent(request.id) }
            return .granted(known)
        }
        try requireUnpruned(request.id, as: "id")
        guard rowByID[request.id] == nil else {
            throw LedgerError(.conflict, "call \(LedgerError.quoted(request.id)) is recorded already")
        }
        var balances: [BudgetBalance] = []
        for budget in budgets.values.sorted(by: { $0.name < $1.name })
        where budget.scope.covers(request.attribution, model: request.model) {
            balances.append(try balance(of: budget, at: now))
        }
        if let refusal = Admission.refusal(of: request.amount, by: decisive(balances)) {
            refusals[request.id] = RefusedReservation(request: request, at: now, refusal: refusal)
            refused.append(request.id)
            return .refused(refusal)
        }
        var amount = Money.zero
        if case .bound(let bound) = request.amount { amount = bound }
        let reservation = Reservation(
            id: request.id, request: request, amount: amount, createdAt: now,
            expiresAt: now.advanced(byMilliseconds: request.timeToLiveMilliseconds), state: .open,
            budgets: balances.map(\.budget.name))
        reservations[request.id] = reservation
        granted.append(request.id)
        return .granted(reservation)
    }

    mutating func settle(
        _ id: String, with offered: Call, details: CallDetails?
    ) throws(LedgerError) -> RecordedCall {
        var call = try offered.validated()
        let details = try details?.validated()
        guard call.id == id else {
            throw .invalidInput("call id", call.id, "must be the reservation's, \(LedgerError.quoted(id))")
        }
        guard let reservation = reservations[id] else {
            try requireUnpruned(id, as: "reservation")
            throw unknown(id)
        }
        if flaw != .choosesWindowAtSettlement { call.at = reservation.createdAt }
        let recorded = try settle(reservation, with: call)
        if let details, self.details[id] == nil { self.details[id] = (details, call) }
        return recorded
    }

    private mutating func settle(
        _ reservation: Reservation, with call: Call
    ) throws(LedgerError) -> RecordedCall {
        let id = reservation.id
        let transition = try ReservationTransition(.settle, in: reservation.state, id: id)
        reservations[id]?.state = transition.state
        let own = rowByID[id]
        let elsewhere = call.requestID.flatMap { rowByRequestID[$0] }.flatMap { $0 == own ? nil : $0 }

        if transition.actions.contains(.compareCall) {
            return try compare(call, with: own ?? countedElsewhere[id])
        }
        if let elsewhere {
            contents[id, default: []].append(call)
            move(call, from: own, to: elsewhere)
            return rows[elsewhere]
        }
        guard let own else { return rows[append(call, settling: reservation)] }
        contents[id, default: []].append(call)
        correct(own, with: call)
        return rows[own]
    }

    mutating func release(_ id: String) throws(LedgerError) -> Reservation {
        guard let reservation = reservations[id] else {
            try requireUnpruned(id, as: "reservation")
            throw unknown(id)
        }
        let transition = try ReservationTransition(.release, in: reservation.state, id: id)
        if transition.actions.contains(.cancelEstimate), let row = rowByID[id] {
            change(row) {
                $0.cancel(status: .failed, reason: "the reservation was released: its call was never sent")
            }
        }
        var released = reservation
        released.state = transition.state
        reservations[id] = released
        return released
    }

    @discardableResult
    mutating func expire(at now: Timestamp, ownsAreAbandoned: Bool = false) -> [Reservation] {
        let abandoned = openReservations.filter {
            $0.request.owner == .external ? $0.expiresAt <= now : ownsAreAbandoned
        }
        return abandoned.map { reservation in
            append(reservation.estimate, settling: reservation)
            contents[reservation.id] = nil
            var expired = reservation
            expired.state = .expired
            reservations[reservation.id] = expired
            return expired
        }
    }

    /// The answer to a second settlement.
    private mutating func compare(_ call: Call, with row: Int?) throws(LedgerError) -> RecordedCall {
        guard let row else {
            try requireUnpruned(call.id, as: "the call of reservation")
            throw unknown(call.id)
        }
        if contents[call.id]?.contains(call) ?? false {
            if flaw == .settlesTwice { rows.append(rows[row]) }
            return rows[countedElsewhere[call.id] ?? row]
        }
        guard offer(call, to: row) == .corrected else { throw otherContent(call.id) }
        return rows[countedElsewhere[call.id] ?? row]
    }

    /// The balances by which admission decides.
    private mutating func decisive(_ balances: [BudgetBalance]) -> [BudgetBalance] {
        guard flaw == .checksThenActs else { return balances }
        defer { rememberedBalances = balances }
        return balances.map { balance in
            rememberedBalances.first { $0.budget == balance.budget && $0.window == balance.window } ?? balance
        }
    }

    private func otherContent(_ id: String) -> LedgerError {
        LedgerError(.conflict, "\(LedgerError.quoted(id)) is known with other content; use an id of its own")
    }

    private func unknown(_ id: String) -> LedgerError {
        LedgerError(.notFound, "there is no reservation \(LedgerError.quoted(id))")
    }
}
