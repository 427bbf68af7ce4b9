internal import Ledger
internal import Pricing
internal import SQLite

/// An alert with its identity, as a row.
struct StoredAlert {
    let identity: String
    var alert: Alert

    init(identity: String, alert: Alert) {
        self.identity = identity
        self.alert = alert
    }

    /// Reads a row of the table of alerts.
    init(_ row: borrowing Statement) throws {
        guard row.isSealed, let kind = AlertFact.Kind(rawValue: row.text(3)),
            let state = AlertDelivery.State(rawValue: row.text(19))
        else { throw LedgerError.damagedRow("alert", "\(row.integer(0))") }
        func moment(_ column: Int32) -> Timestamp { Timestamp(milliseconds: row.integer(column)) }
        func optionalMoment(_ column: Int32) -> Timestamp? { row.isNull(column) ? nil : moment(column) }
        identity = row.text(2)
        var figures: AlertFact.Figures?
        if let budget = row.optionalText(7) {
            figures = AlertFact.Figures(
                budget: budget, windowStart: moment(8), resetsAt: optionalMoment(9), limit: Money(row, at: 10),
                spent: Money(row, at: 12), reserved: Money(row, at: 14))
        }
        alert = Alert(
            number: row.integer(0), id: row.text(1),
            fact: AlertFact(
                kind: kind, figures: figures, threshold: row.optionalInteger(16).map { Int($0) },
                model: row.optionalText(17)),
            at: moment(4), lastAt: moment(5), count: row.integer(6), loggedAt: optionalMoment(18),
            delivery: AlertDelivery(
                state: state, attempts: row.integer(20), nextAttemptAt: moment(21), lastError: row.optionalText(22),
                endedAt: optionalMoment(23)))
    }

    /// The columns of the row.
    var columns: [SQLiteValue] {
        let fact = alert.fact
        let head: [SQLiteValue] = [
            .integer(alert.number), .text(alert.id), .text(identity), .text(fact.kind.rawValue),
            .integer(alert.at.milliseconds), .integer(alert.lastAt.milliseconds), .integer(alert.count),
        ]
        var money: [SQLiteValue] = Array(repeating: .null, count: 9)
        if let figures = fact.figures {
            money =
                [
                    .text(figures.budget), .integer(figures.windowStart.milliseconds),
                    SQLiteValue(figures.resetsAt?.milliseconds),
                ] + figures.limit.columns + figures.spent.columns + figures.reserved.columns
        }
        let tail: [SQLiteValue] = [
            SQLiteValue(fact.threshold.map { Int64($0) }), SQLiteValue(fact.model),
            SQLiteValue(alert.loggedAt?.milliseconds), .text(alert.delivery.state.rawValue),
            .integer(alert.delivery.attempts), .integer(alert.delivery.nextAttemptAt.milliseconds),
            SQLiteValue(alert.delivery.lastError), SQLiteValue(alert.delivery.endedAt?.milliseconds),
        ]
        return head + money + tail
    }

    /// Writes the row, in the place of the one of its number.
    func write(_ connection: Connection) throws(SQLiteError) {
        try connection.runSealed(
            """
            INSERT OR REPLACE INTO alert VALUES
            (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, columns)
    }
}
