internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// Tells of a refusal: that a budget has no room, or that a model has no price.
    func noteRefusal(_ refusal: Refusal, of request: ReservationRequest, by balances: [BudgetBalance]) {
        switch refusal.cause {
        case .unpriced: alerts.note(AlertFact(kind: .modelUnpriced, model: request.model), at: now)
        case .limit:
            guard let balance = balances.first(where: { $0.budget.name == refusal.budget }) else { return }
            alerts.note(
                AlertFact(kind: .noRoom, figures: balance.alertFigures), at: now, in: balance.budget.period)
        }
    }

    /// Takes alerts that nobody has logged yet.
    func takeUnloggedAlerts(limit: Int) throws -> [Alert] {
        let rows = try connection.all(
            "SELECT * FROM alert WHERE logged_at IS NULL ORDER BY number LIMIT ?", .integer(Int64(limit)),
            read: Self.alertIfUndamaged)
        return try undamaged(rows).map { row in
            var row = row
            row.alert.loggedAt = now
            try row.write(connection)
            return row.alert
        }
    }

    /// Claims alerts that are due.
    func claimAlerts(limit: Int, forMilliseconds length: Int64) throws -> [Alert] {
        let rows = try connection.all(
            "SELECT * FROM alert WHERE state = 'pending' AND next_attempt_at <= ? ORDER BY number LIMIT ?",
            .integer(now.milliseconds), .integer(Int64(limit)), read: Self.alertIfUndamaged)
        return try undamaged(rows).map { row in
            var row = row
            row.alert.delivery.claim(until: now.advanced(byMilliseconds: length))
            try row.write(connection)
            return row.alert
        }
    }

    private static func alertIfUndamaged(_ row: borrowing Statement) -> (number: Int64, alert: StoredAlert?) {
        (row.integer(0), try? StoredAlert(row))
    }

    /// The alerts that could be read. A damaged one would hold up all others for ever, so it is put aside as it is: nobody
    /// is told what cannot be believed, and `verify` finds the row.
    private func undamaged(_ rows: [(number: Int64, alert: StoredAlert?)]) throws -> [StoredAlert] {
        for row in rows where row.alert == nil {
            try connection.run(
                """
                UPDATE alert SET state = 'failed', logged_at = coalesce(logged_at, ?1), ended_at = ?1 WHERE number = ?2
                """, .integer(now.milliseconds), .integer(row.number))
        }
        return rows.compactMap(\.alert)
    }

    /// Ends the delivery of a claimed alert.
    func endDelivery(of alert: Alert, as outcome: AlertDelivery.Outcome) throws -> Bool {
        guard
            var row = try connection.first(
                "SELECT * FROM alert WHERE number = ?", .integer(alert.number), read: { try StoredAlert($0) }),
            row.alert.id == alert.id,
            row.alert.delivery.end(attempt: alert.delivery.attempts, as: outcome, at: now)
        else { return false }
        try row.write(connection)
        return true
    }
}

extension BudgetBalance {
    /// The figures as alerts tell them.
    var alertFigures: AlertFact.Figures {
        AlertFact.Figures(
            budget: budget.name, windowStart: window.start, resetsAt: window.end, limit: effectiveLimit, spent: spent,
            reserved: reserved)
    }
}
