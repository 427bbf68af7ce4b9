internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// What is kept beside the call of a reservation.
    func details(ofReservation stored: StoredReservation) throws -> CallDetails? {
        // The request id of a correction is another matter: the row's own is meant.
        let requestID = try connection.first(
            "SELECT request_id FROM call WHERE id = ?", .text(stored.reservation.id)
        ) { $0.optionalText(0) }
        return try connection.first(
            "SELECT * FROM call_detail WHERE reservation = ?", .integer(stored.number)
        ) { row in
            try details(row, since: stored.reservation.createdAt, requestID: requestID ?? nil)
        }
    }

    /// The details in a row of the table.
    private func details(_ row: borrowing Statement, since start: Timestamp, requestID: String?) throws -> CallDetails {
        let attempts = row.optionalText(8).map { text in
            AttemptCoding.attempts(text, since: start, answer: row.optionalInteger(7), requestID: requestID)
        }
        guard row.isSealed, let attempts = attempts ?? [] else {
            throw LedgerError.damagedRow("call_detail", "\(row.integer(0))")
        }
        return CallDetails(
            attempts: attempts, line: row.optionalInteger(1),
            callsiteOrigin: try row.optionalInteger(2).map { try dimensions.text($0) },
            inputBytes: row.optionalInteger(3), adjustment: row.optionalText(6))
    }

    /// The history of a callsite's input to a model over some months.
    func inputHistory(model: String, callsite: String, months: [Timestamp]) throws -> InputHistory {
        try months.reduce(InputHistory()) { sum, month in
            let row = try connection.first(
                """
                SELECT * FROM input_history
                WHERE model = (SELECT id FROM text WHERE value = ?) AND callsite = (SELECT id FROM text WHERE value = ?)
                AND starts_at = ?
                """, .text(model), .text(callsite), .integer(month.milliseconds)
            ) { try StoredInputHistory($0) }
            return sum + (row?.history ?? InputHistory())
        }
    }

    /// The refused reservations, newest first.
    func refusedReservations(_ filter: CallFilter, limit: Int) throws -> [RefusedReservation] {
        let matches = seriesMatcher(filter)
        let start = max(filter.since ?? .earliest, pruning?.range.cut ?? .earliest)
        var page: [Int64] = []
        try connection.forEach(
            """
            SELECT number, series FROM reservation WHERE state = 'refused' AND created_at >= ? AND created_at < ?
            ORDER BY created_at DESC, number DESC
            """, .integer(start.milliseconds), .integer(filter.until?.milliseconds ?? .max)
        ) { row in
            if page.count < limit, try matches(row.integer(1)) { page.append(row.integer(0)) }
        }
        return try page.compactMap { number in
            guard let stored = try reservation(number: number), let refusal = try refusal(of: stored) else {
                throw LedgerError.damagedRow("refusal", "\(number)")
            }
            return RefusedReservation(
                request: stored.reservation.request, at: stored.reservation.createdAt, refusal: refusal)
        }
    }
}
