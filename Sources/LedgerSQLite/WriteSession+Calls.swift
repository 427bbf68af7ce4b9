internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// From how many calls on the pages of the indices are kept at hand.
    private static let many = 512

    /// Records calls that were already made.
    func record(all calls: [OfferedCall]) throws -> [RecordOutcome] {
        if calls.count >= Self.many { try keepManyPages() }
        return try calls.map { offered in
            switch offered {
            case .valid(let call): try record(call)
            case .invalid(let reason): .invalid(reason: reason)
            }
        }
    }

    /// Records a call that was already made, and that keeps all rules.
    func record(_ call: Call) throws -> RecordOutcome {
        if try !database.hasTrace(of: call) {
            try append(call, settling: nil)
            return .recorded
        }
        let answered = try database.reservation(id: call.id)
        if let answered, !answered.isRefused, answered.reservation.state == .open {
            return .conflict(reason: "call \(LedgerError.quoted(call.id)) is an open reservation; settle it")
        }
        if let known = try ownEntry(of: call) { return try offer(call, to: known, reserved: answered) }
        if let outcome = try prunedOutcome(ofOffering: call, under: call.id) { return outcome }
        if let requestID = call.requestID {
            if let known = try database.entry(requestID: requestID) {
                return try offer(call, to: known, reserved: answered)
            }
            if let outcome = try prunedOutcome(ofOffering: call, under: requestID) { return outcome }
        }
        try append(call, settling: nil)
        return .recorded
    }

    private func ownEntry(of call: Call) throws -> Entry? {
        if let own = try database.entry(id: call.id) { return own }
        return try database.sequenceCountedElsewhere(id: call.id).flatMap { try database.entry(sequence: $0) }
    }

    /// Offers a call to the row that has its id or request id.
    func offer(_ offered: Call, to entry: Entry, reserved: StoredReservation?) throws -> RecordOutcome {
        var call = offered
        let isOwn = entry.recorded.call.id == call.id
        // The time of a reserved call is its reservation's, whatever is offered.
        if let reserved, !reserved.isRefused, !isOwn || entry.reservation != nil {
            call.at = reserved.reservation.createdAt
        }
        let outcome = entry.recorded.outcome(
            ofOffering: call, isKnownContent: try isKnownContent(call, of: isOwn ? entry : nil))
        guard outcome == .corrected else { return outcome }
        try accept(call)
        let other = try call.requestID.flatMap { try database.entry(requestID: $0) }
        if let other, other.recorded.sequence != entry.recorded.sequence {
            try move(call, from: entry, to: other)
        } else {
            try correct(entry, with: call)
        }
        if let number = entry.reservation, var stored = try database.reservation(number: number),
            stored.reservation.state == .expired
        {
            try setState(.settled, of: &stored)
        }
        return outcome
    }

    /// Whether a content was accepted under its id before.
    func isKnownContent(_ call: Call, of own: Entry?) throws -> Bool {
        if let own, try database.originalCall(sequence: own.recorded.sequence) == call { return true }
        let found = try connection.integer(
            "SELECT 1 FROM accepted_content WHERE id = ? AND fingerprint = ?", .text(call.id),
            .blob(ContentFingerprint(of: call).bytes))
        return found != nil
    }

    /// Notes a content under its id, so that offering it again changes nothing.
    func accept(_ call: Call) throws {
        try connection.run(
            "INSERT OR IGNORE INTO accepted_content (id, fingerprint) VALUES (?, ?)", .text(call.id),
            .blob(ContentFingerprint(of: call).bytes))
    }

    /// Leaves a call to the row that has its request id, and takes back what its own row says.
    ///
    /// - Returns: The row that stands.
    @discardableResult
    func move(_ call: Call, from own: Entry?, to other: Entry) throws -> Entry {
        if let own {
            let reason = "recorded as call \(LedgerError.quoted(other.recorded.call.id))"
            try change(own, "cancellation") { $0.cancel(status: call.status, reason: reason) }
        }
        try connection.runSealed(
            "INSERT OR REPLACE INTO counted_elsewhere VALUES (?, ?, ?)",
            [.text(call.id), .integer(other.recorded.sequence)])
        guard other.recorded.isProvisional, call.isDefinite else { return other }
        return try correct(other, with: call)
    }

    /// Adds a row.
    @discardableResult
    func append(_ call: Call, settling stored: StoredReservation?) throws -> Entry {
        let charge = Charge(of: call, held: stored?.reservation.held)
        var filed = call
        filed.isEstimated = charge.isEstimated
        let entry = Entry(
            series: try dimensions.id(ofSeriesOf: call, likely: stored?.series), reservation: stored?.number,
            recorded: RecordedCall(
                sequence: try nextSequence(), call: filed, breakdown: charge.breakdown,
                isEstimated: charge.isEstimated, reservationID: stored?.reservation.id, overshoot: charge.overshoot))
        try connection.runSealed(
            """
            INSERT INTO call VALUES
            (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) { row in
            row.add(entry.recorded.sequence)
            row.add(call.id)
            row.add(call.at.milliseconds)
            row.add(entry.series)
            row.add(try dimensions.id(ofText: call.requestedModel))
            row.add(stored?.number)
            try database.outcomes.write(entry.recorded, isEstimated: call.isEstimated, to: &row)
        }
        lastSequence = entry.recorded.sequence
        try count(entry.recorded.figures, of: entry)
        return entry
    }

    /// Replaces the figures of a call by those of one that knows better.
    @discardableResult
    func correct(_ entry: Entry, with call: Call) throws -> Entry {
        let held = try heldAmount(of: entry)
        return try change(entry, "replacement") { $0.correct(with: call, held: held) }
    }

    /// The amount that was held for a call; `nil` where there was none.
    func heldAmount(of entry: Entry) throws -> Money? {
        try entry.reservation.flatMap { try database.reservation(number: $0)?.reservation.held }
    }

    /// Writes a correcting entry.
    @discardableResult
    func change(
        _ entry: Entry, _ kind: String, by correction: (inout RecordedCall) -> Void
    ) throws -> Entry {
        var changed = entry
        correction(&changed.recorded)
        let sequence = try database.lastCorrection() + 1
        try connection.runSealed(
            """
            INSERT INTO correction VALUES
            (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) { row in
            row.add(sequence)
            row.add(entry.recorded.sequence)
            row.add(Int64(changed.recorded.corrections))
            row.add(kind)
            row.add(now.milliseconds)
            try database.outcomes.write(changed.recorded, isEstimated: changed.recorded.isEstimated, to: &row)
        }
        try count(changed.recorded.figures - entry.recorded.figures, of: entry)
        return changed
    }

    /// Adds figures to all sums that a call is part of.
    private func count(_ figures: SpendFigures, of entry: Entry) throws {
        if figures.unpricedCalls > 0, entry.recorded.call.cost.status == .unpriced {
            alerts.note(AlertFact(kind: .modelUnpriced, model: entry.recorded.call.cost.model), at: now)
        }
        rollups.add(figures, series: entry.series, at: entry.recorded.call.at)
        try book.charge(figures, series: entry.series, at: entry.recorded.call.at)
    }
}
