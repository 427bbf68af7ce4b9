internal import Ledger
internal import Pricing
internal import SQLite

/// The alerts of one transaction, written once at its end: a thousand refusals are one row.
final class AlertBook {
    private let connection: Connection
    private var noted: [(identity: String, fact: AlertFact, count: Int64)] = []
    private var positions: [String: Int] = [:]
    /// How often something was noted.
    private(set) var changes = 0

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Takes note of what happened, to a budget of a period where it is one.
    func note(_ fact: AlertFact, at now: Timestamp, in period: BudgetPeriod? = nil) {
        let identity = fact.identity(at: now, in: period)
        changes += 1
        if let position = positions[identity] {
            noted[position].count += 1
        } else {
            positions[identity] = noted.count
            noted.append((identity, fact, 1))
        }
    }

    /// Writes what was noted.
    ///
    /// No operation fails for an alert's sake: where the rows of alerts alone are damaged, the alert is lost, and `verify`
    /// tells of the damage. A failure of the disk, or one that ended the transaction, is everybody's.
    func flush(at now: Timestamp) throws {
        guard !noted.isEmpty else { return }
        defer { forget() }
        var isNew = false
        for entry in noted {
            try attempt {
                isNew = try write(entry.identity, entry.fact, count: entry.count, at: now) || isNew
            }
        }
        if isNew { try attempt { try prune(at: now) } }
    }

    private func attempt(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as SQLiteError where [.inputOutput, .full, .outOfMemory].contains(error.code) {
            throw error
        } catch {
            guard connection.isInTransaction else { throw error }
        }
    }

    /// Drops what was noted.
    func forget() {
        noted = []
        positions = [:]
    }

    /// Writes an alert, or counts it where it is known.
    ///
    /// - Returns: Whether there is one more than before.
    private func write(_ identity: String, _ fact: AlertFact, count: Int64, at now: Timestamp) throws -> Bool {
        if var known = try connection.first(
            "SELECT * FROM alert WHERE identity = ?", .text(identity), read: { try StoredAlert($0) })
        {
            // A threshold is reached once, whatever corrections do to what was spent.
            guard fact.kind != .thresholdReached else { return false }
            known.alert.count += count
            known.alert.lastAt = now
            try known.write(connection)
            return false
        }
        guard try fact.kind != .modelUnpriced || hasRoomForModel(at: now) else { return false }
        let number = (try connection.integer("SELECT max(number) FROM alert") ?? 0) + 1
        try StoredAlert(
            identity: identity,
            alert: Alert(
                number: number, id: CallID.make(at: now), fact: fact, at: now, lastAt: now, count: count,
                delivery: AlertDelivery(nextAttemptAt: now))
        ).write(connection)
        return true
    }

    private func hasRoomForModel(at now: Timestamp) throws -> Bool {
        let known = try connection.integer(
            "SELECT count(*) FROM alert WHERE kind = ? AND at >= ?", .text(AlertFact.Kind.modelUnpriced.rawValue),
            .integer(now.startOfDay.milliseconds))
        return (known ?? 0) < Alert.maximumUnpricedModels
    }

    /// Deletes what nobody waits for any more, and the oldest beyond the most that are kept. What was told of a window is
    /// known as long as the window lasts, so that it is not told again.
    private func prune(at now: Timestamp) throws {
        try connection.run(
            "DELETE FROM alert WHERE ended_at < ? AND (budget IS NULL OR resets_at <= ?)",
            .integer(now.milliseconds - Alert.retentionMilliseconds), .integer(now.milliseconds))
        try connection.run(
            """
            DELETE FROM alert WHERE number <= (
                SELECT number FROM alert ORDER BY number DESC LIMIT 1 OFFSET ?)
            """, .integer(Int64(Alert.maximumKept)))
    }
}
