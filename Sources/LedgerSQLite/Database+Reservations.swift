internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// The number of the newest answer, also where that was pruned; zero where there never was one.
    func lastReservation() throws -> Int64 {
        try connection.integer(
            """
            SELECT max(
                coalesce((SELECT max(number) FROM reservation), 0),
                coalesce((SELECT max(last_reservation) FROM pruning), 0))
            """) ?? 0
    }

    /// The answer that was given to a request, by its id.
    func reservation(id: String) throws -> StoredReservation? {
        guard let stored = try storedReservation(id: id) else { return nil }
        // One that goes and has not gone yet is answered for no more.
        return pruning?.range.takes(stored) == true ? nil : stored
    }

    /// An answer that is stored, by the id of its request.
    func storedReservation(id: String) throws -> StoredReservation? {
        try connection.first("SELECT * FROM reservation WHERE id = ?", .text(id)) {
            try StoredReservation($0, dimensions)
        }
    }

    /// A reservation that was granted, by its id.
    func granted(_ id: String) throws -> Reservation? {
        guard let stored = try reservation(id: id), !stored.isRefused else { return nil }
        return stored.reservation
    }

    /// A reservation by its number.
    func reservation(number: Int64) throws -> StoredReservation? {
        try connection.first("SELECT * FROM reservation WHERE number = ?", .integer(number)) {
            try StoredReservation($0, dimensions)
        }
    }

    /// The open reservations, oldest first.
    func openReservations() throws -> [StoredReservation] {
        try connection.all("SELECT * FROM reservation WHERE state = 'open' ORDER BY created_at, number") {
            try StoredReservation($0, dimensions)
        }
    }

    /// The figures with which a request was refused.
    func refusal(of stored: StoredReservation) throws -> Refusal? {
        try connection.first("SELECT * FROM refusal WHERE reservation = ?", .integer(stored.number)) { row in
            guard row.isSealed, let cause = Refusal.Cause(rawValue: row.text(2)) else {
                throw LedgerError.damagedRow("refusal", "\(stored.number)")
            }
            var reason: String?
            if case .unpriced(let text) = stored.reservation.request.amount { reason = text }
            return Refusal(
                budget: row.text(1), cause: cause, limit: Money(row, at: 3), spent: Money(row, at: 5),
                reserved: Money(row, at: 7), requested: stored.reservation.amount,
                resetsAt: row.optionalInteger(9).map { Timestamp(milliseconds: $0) }, reason: reason,
                whenExceeded: try refusalPolicy(of: stored.number))
        }
    }

    /// What was to become of a refused request instead.
    private func refusalPolicy(of number: Int64) throws -> ExceededPolicy {
        try connection.first("SELECT * FROM refusal_policy WHERE reservation = ?", .integer(number)) { row in
            guard row.isSealed, let policy = PolicyCoding.policy(row.text(1)) else {
                throw LedgerError.damagedRow("refusal_policy", "\(number)")
            }
            return policy
        } ?? .refuse
    }
}
