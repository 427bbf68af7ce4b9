internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// Keeps details beside the call of a reservation, where nothing is kept yet, and learns from them.
    func keep(_ details: CallDetails, of call: Call, settling stored: StoredReservation) throws {
        let known = try connection.integer(
            "SELECT reservation FROM call_detail WHERE reservation = ?", .integer(stored.number))
        guard known == nil else { return }
        var history: Int64?
        var tokens: Int64?
        if let bytes = details.inputBytes, bytes > 0, let measured = call.measuredInputTokens {
            tokens = measured
            history = try histories.add(tokens: measured, bytes: bytes, of: call)
        }
        let answer = try answeringAttempt(details, ofCall: call.id)
        let text = AttemptCoding.text(
            details.attempts, since: stored.reservation.createdAt, omittingRequestIDOf: answer)
        try connection.runSealed(
            "INSERT INTO call_detail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(stored.number), SQLiteValue(details.line),
                SQLiteValue(try details.callsiteOrigin.map { try dimensions.id(ofText: $0) }),
                SQLiteValue(details.inputBytes), SQLiteValue(tokens), SQLiteValue(history),
                SQLiteValue(details.adjustment), SQLiteValue(answer), SQLiteValue(text),
            ])
    }

    /// The number of the attempt that has the request id of the call's own row, which need not be written twice.
    private func answeringAttempt(_ details: CallDetails, ofCall id: String) throws -> Int64? {
        let requestID = try connection.first("SELECT request_id FROM call WHERE id = ?", .text(id)) {
            $0.optionalText(0)
        }
        guard let requestID = requestID ?? nil else { return nil }
        return details.attempts.last { $0.requestID == requestID }?.number
    }
}
