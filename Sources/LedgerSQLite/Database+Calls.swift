internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// The columns of the table before those of the outcome.
    private static let callHead: Int32 = 6
    private static let correctionHead: Int32 = 5

    /// The sequence number of the newest call, also where that was pruned; zero where there never was one.
    func lastSequence() throws -> Int64 {
        try connection.integer(
            """
            SELECT max(coalesce((SELECT max(sequence) FROM call), 0), coalesce((SELECT max(last_call) FROM pruning), 0))
            """) ?? 0
    }

    /// Whether anything has, or had before it was pruned, the id or the request id of a call: one look for what nearly no
    /// new call has.
    func hasTrace(of call: Call) throws -> Bool {
        let found = try connection.integer(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM call WHERE id = ?1) OR EXISTS (SELECT 1 FROM reservation WHERE id = ?1)
            OR EXISTS (SELECT 1 FROM counted_elsewhere WHERE id = ?1)
            OR (?2 IS NOT NULL AND (EXISTS (SELECT 1 FROM call WHERE request_id = ?2)
                OR EXISTS (SELECT 1 FROM correction WHERE request_id = ?2)))
            """, .text(call.id), SQLiteValue(call.requestID))
        if found != nil { return true }
        guard pruning != nil else { return false }
        if try prunedBills(of: call.id) != nil { return true }
        return try call.requestID.flatMap { try prunedBills(of: $0) } != nil
    }

    /// A call by its sequence number.
    func entry(sequence: Int64) throws -> Entry? { staying(try storedEntry(sequence: sequence)) }

    /// A call by the caller's id.
    func entry(id: String) throws -> Entry? { staying(try storedEntry(id: id)) }

    /// A call by the id that AWS gave its request, first or in a correction.
    func entry(requestID: String) throws -> Entry? { staying(try storedEntry(requestID: requestID)) }

    /// A call, unless it is one that goes and has not gone yet.
    private func staying(_ entry: Entry?) -> Entry? {
        guard let entry, let pruning, pruning.range.takes(entry) else { return entry }
        return nil
    }

    /// A call that is stored, by its sequence number.
    func storedEntry(sequence: Int64) throws -> Entry? {
        let entry = try connection.first("SELECT * FROM call WHERE sequence = ?", .integer(sequence)) {
            try originalEntry($0)
        }
        return try entry.map { try corrected($0) }
    }

    /// A call that is stored, by the caller's id.
    func storedEntry(id: String) throws -> Entry? {
        let entry = try connection.first("SELECT * FROM call WHERE id = ?", .text(id)) { try originalEntry($0) }
        return try entry.map { try corrected($0) }
    }

    /// A call that is stored, by the id that AWS gave its request, first or in a correction.
    func storedEntry(requestID: String) throws -> Entry? {
        let sequence = try connection.integer(
            """
            SELECT sequence FROM call WHERE request_id = ?1
            UNION ALL SELECT call FROM correction WHERE request_id = ?1 LIMIT 1
            """, .text(requestID))
        return try sequence.flatMap { try storedEntry(sequence: $0) }
    }

    /// The call that stands for one recorded under another id.
    func sequenceCountedElsewhere(id: String) throws -> Int64? {
        try connection.first(
            "SELECT id, call, checksum FROM counted_elsewhere WHERE id = ?", .text(id)
        ) { row in
            guard row.isSealed else { throw LedgerError.damagedRow("counted_elsewhere", id) }
            return row.integer(1)
        }
    }

    /// A call as it was first recorded, as the caller offered it.
    func originalCall(sequence: Int64) throws -> Call? {
        try connection.first("SELECT * FROM call WHERE sequence = ?", .integer(sequence)) { row in
            try decoded(row).recorded.call
        }
    }

    /// The call in a row of the table, as it stood before any correction.
    func originalEntry(_ row: borrowing Statement) throws -> Entry {
        var entry = try decoded(row)
        // Offered as exact, but charged with what was held, for want of a cost.
        if entry.recorded.estimate != nil {
            entry.recorded.call.isEstimated = true
            entry.recorded.isEstimated = true
        }
        return entry
    }

    private func decoded(_ row: borrowing Statement) throws -> Entry {
        let sequence = row.integer(0)
        guard row.isSealed else {
            throw LedgerError.damagedRow("call", "\(sequence)")
        }
        let series = try dimensions.series(row.integer(3))
        var call = series.sample(at: Timestamp(milliseconds: row.integer(2)))
        call.id = row.text(1)
        call.requestedModel = try dimensions.text(row.integer(4))
        var recorded = RecordedCall(sequence: sequence, call: call, breakdown: nil, isEstimated: false)
        let reservation = row.optionalInteger(5)
        // A reservation and its call have the same id.
        if reservation != nil { recorded.reservationID = call.id }
        try outcomes.apply(row, at: Self.callHead, to: &recorded)
        return Entry(series: row.integer(3), reservation: reservation, recorded: recorded)
    }

    /// The call with its newest correction.
    func corrected(_ entry: Entry) throws -> Entry {
        var entry = entry
        try connection.forEach(
            "SELECT * FROM correction WHERE call = ? ORDER BY number DESC LIMIT 1", .integer(entry.recorded.sequence)
        ) { row in
            guard row.isSealed else {
                throw LedgerError.damagedRow("correction", "\(row.integer(0))")
            }
            try outcomes.apply(row, at: Self.correctionHead, to: &entry.recorded)
            entry.recorded.corrections = Int(row.integer(2))
        }
        return entry
    }
}
