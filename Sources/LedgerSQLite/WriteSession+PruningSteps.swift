internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// How many calls go in one transaction: few, because everybody who writes meanwhile waits for one of them.
    private static let batch: Int64 = 512

    /// Takes some rows of the pruning that was begun out of the ledger: each with all that belongs to it, its ids kept.
    ///
    /// - Returns: Where to go on; `nil` where nothing is left.
    func prune(from position: PruningPosition) throws -> PruningPosition? {
        guard let pruning = try database.newestPruning(), pruning.step == .begun else { return nil }
        let range = pruning.range
        switch position {
        case .ids: return .elsewhere(after: "")
        case .elsewhere(let id): return try pruneElsewhere(after: id, range)
        case .calls(let moment): return try pruneCalls(from: moment, range)
        case .reservations(let number): return try pruneReservations(after: number, range)
        case .histories: return try pruneHistories(range)
        }
    }

    /// Keeps ids, before their calls go.
    func keep(_ keys: ArraySlice<PrunedIDs.Key>) throws {
        for key in keys { try ids.add(key) }
    }

    private var ids: PrunedIDs { PrunedIDs(connection: connection) }

    /// Ids that stand for calls which go.
    private func pruneElsewhere(after last: String, _ range: PrunedRange) throws -> PruningPosition {
        let rows = try connection.all(
            "SELECT id, call FROM counted_elsewhere WHERE id > ? ORDER BY id LIMIT ?", .text(last),
            .integer(Self.batch)
        ) { (id: $0.text(0), call: $0.integer(1)) }
        for row in rows {
            guard let entry = try database.storedEntry(sequence: row.call), range.takes(entry) else { continue }
            for bill in try database.bills(of: entry) { try ids.add(.init(row.id, bill)) }
            try connection.run("DELETE FROM accepted_content WHERE id = ?", .text(row.id))
            try connection.run("DELETE FROM counted_elsewhere WHERE id = ?", .text(row.id))
        }
        guard let end = rows.last, rows.count == Self.batch else { return .calls(from: .min) }
        return .elsewhere(after: end.id)
    }

    /// Calls, with their corrections and the reservations that they settled. Their ids are kept already.
    private func pruneCalls(from moment: Int64, _ range: PrunedRange) throws -> PruningPosition {
        let calls = try connection.all(
            """
            SELECT sequence, at, id, reservation FROM call INDEXED BY call_at
            WHERE at >= ? AND at < ? AND sequence <= ? ORDER BY at LIMIT ?
            """, .integer(moment), .integer(range.cut.milliseconds), .integer(range.lastCall), .integer(Self.batch)
        ) { row in
            (sequence: row.integer(0), at: row.integer(1), id: row.text(2), reservation: row.optionalInteger(3))
        }
        for call in calls {
            try connection.run("DELETE FROM correction WHERE call = ?", .integer(call.sequence))
            try connection.run("DELETE FROM accepted_content WHERE id = ?", .text(call.id))
            try connection.run("DELETE FROM call WHERE sequence = ?", .integer(call.sequence))
            if let reservation = call.reservation { try removeReservation(reservation) }
        }
        guard let end = calls.last, calls.count == Self.batch else { return .reservations(after: 0) }
        return .calls(from: end.at)
    }

    /// Answers to requests that have no call, or one under another id.
    private func pruneReservations(after last: Int64, _ range: PrunedRange) throws -> PruningPosition {
        let rows = try connection.all(
            """
            SELECT number, id FROM reservation
            WHERE number > ? AND number <= ? AND created_at < ? AND state <> 'open' ORDER BY number LIMIT ?
            """, .integer(last), .integer(range.lastReservation), .integer(range.cut.milliseconds),
            .integer(Self.batch)
        ) { (number: $0.integer(0), id: $0.text(1)) }
        for row in rows {
            try ids.add(.init(row.id, .none))
            // A call under the id of a reservation that was given back has a time of its own, and may stay.
            let stays = try connection.integer(
                "SELECT 1 FROM call WHERE id = ?1 UNION ALL SELECT 1 FROM counted_elsewhere WHERE id = ?1 LIMIT 1",
                .text(row.id))
            if stays == nil { try connection.run("DELETE FROM accepted_content WHERE id = ?", .text(row.id)) }
            try removeReservation(row.number)
        }
        guard let end = rows.last, rows.count == Self.batch else { return .histories }
        return .reservations(after: end.number)
    }

    private func removeReservation(_ number: Int64) throws {
        try connection.run("DELETE FROM call_detail WHERE reservation = ?", .integer(number))
        try connection.run("DELETE FROM refusal WHERE reservation = ?", .integer(number))
        try connection.run("DELETE FROM refusal_policy WHERE reservation = ?", .integer(number))
        try connection.run("DELETE FROM reservation WHERE number = ?", .integer(number))
    }

    /// The history of input of months before the cut, which nobody asks for any more.
    private func pruneHistories(_ range: PrunedRange) throws -> PruningPosition? {
        let numbers = try connection.all(
            "SELECT id FROM input_history WHERE starts_at < ? LIMIT ?", .integer(range.cut.milliseconds),
            .integer(Self.batch)
        ) { $0.integer(0) }
        for number in numbers { try connection.run("DELETE FROM input_history WHERE id = ?", .integer(number)) }
        return numbers.count == Self.batch ? .histories : nil
    }
}
