internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// Charges abandoned reservations as estimates and returns them, oldest first.
    @discardableResult
    func expireAbandoned() throws -> [Reservation] {
        var abandoned = try connection.all(
            """
            SELECT * FROM reservation WHERE state = 'open' AND lease IS NULL AND expires_at <= ?
            ORDER BY created_at, number
            """, .integer(now.milliseconds)
        ) { try StoredReservation($0, dimensions) }
        // Held until the end, so that two processes do not charge for the same dead one.
        let gone = try abandonedLeases()
        for lease in gone {
            abandoned += try connection.all(
                "SELECT * FROM reservation WHERE state = 'open' AND lease = ? ORDER BY created_at, number",
                .integer(lease.number)
            ) { try StoredReservation($0, dimensions) }
            try connection.run(
                "UPDATE lease SET closed_at = ? WHERE id = ?", .integer(now.milliseconds), .integer(lease.number))
            FileStatus.remove(lease.abandonment.path)
        }
        abandoned.sort { ($0.reservation.createdAt, $0.number) < ($1.reservation.createdAt, $1.number) }
        return try abandoned.map { try expire($0) }
    }

    private func expire(_ stored: StoredReservation) throws -> Reservation {
        var stored = stored
        let reservation = stored.reservation
        let transition = try ReservationTransition(.expire, in: reservation.state, id: reservation.id)
        try lift(stored, by: transition)
        if transition.actions.contains(.recordEstimate) { try append(reservation.estimate, settling: stored) }
        try setState(transition.state, of: &stored)
        return stored.reservation
    }

    private func abandonedLeases() throws -> [(number: Int64, abandonment: Leases.Abandonment)] {
        try connection.all("SELECT id, name, boot_id FROM lease WHERE closed_at IS NULL") { row in
            (row.integer(0), leases.abandoned(name: row.text(1), bootID: row.text(2)))
        }.compactMap { number, abandonment in abandonment.map { (number, $0) } }
    }
}
