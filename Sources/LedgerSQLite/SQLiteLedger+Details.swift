public import Ledger

extension SQLiteLedger {
    /// What is kept beside the call of a reservation.
    public func callDetails(_ callID: String) async throws(LedgerError) -> CallDetails? {
        try await read { database in
            try database.reservation(id: callID).flatMap { try database.details(ofReservation: $0) }
        }
    }

    /// How many input tokens the calls of a callsite to a model had for each byte sent, in this month and the last.
    public func inputHistory(model: String, callsite: String) async throws(LedgerError) -> InputHistory {
        let model = try TextRule.model.validated(model, as: "model")
        let callsite = try TextRule.name.validated(callsite, as: "callsite")
        let months = InputHistory.months(at: clock())
        return try await look { try $0.inputHistory(model: model, callsite: callsite, months: months) }
    }

    /// The reservations that budgets refused, newest first.
    public func refusedReservations(
        _ filter: CallFilter, limit: Int
    ) async throws(LedgerError) -> [RefusedReservation] {
        let filter = try filter.validated()
        guard CallFilter.pageSizes.contains(limit) else {
            throw .invalidInput("limit", "\(limit)", "must be 1 to \(CallFilter.pageSizes.upperBound)")
        }
        return try await read { try $0.refusedReservations(filter, limit: limit) }
    }

    /// What the correcting entries of calls add up to, by kind: how the calls came to cost what they cost now.
    public func correctionSums(_ filter: CallFilter) async throws(LedgerError) -> [CorrectionSum] {
        let filter = try filter.validated()
        return try await read { try $0.correctionSums(filter) }
    }
}
