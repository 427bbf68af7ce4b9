public import Ledger
internal import Pricing
internal import SQLite

extension SQLiteLedger: AlertStore {
    /// The alerts, newest first.
    public func alerts(limit: Int) async throws(LedgerError) -> [Alert] {
        try Self.checkPage(limit)
        return try await read { database in
            try database.connection.all(
                "SELECT * FROM alert ORDER BY number DESC LIMIT ?", .integer(Int64(limit))
            ) { try StoredAlert($0).alert }
        }
    }

    /// Takes alerts that were not yet given to anybody who logs them. Where there are none, nothing is written.
    public func takeUnloggedAlerts(limit: Int) async throws(LedgerError) -> [Alert] {
        try Self.checkPage(limit)
        let isAny = try await read {
            try $0.connection.integer("SELECT number FROM alert WHERE logged_at IS NULL LIMIT 1") != nil
        }
        guard isAny else { return [] }
        return try await write(expiring: false) { try $0.takeUnloggedAlerts(limit: limit) }
    }

    /// Claims alerts that are due for delivery. Where there are none, nothing is written.
    public func claimAlerts(limit: Int, forMilliseconds length: Int64) async throws(LedgerError) -> [Alert] {
        try Self.checkPage(limit)
        guard (1...86_400_000).contains(length) else {
            throw .invalidInput("length of the claim", "\(length) ms", "must be at most a day")
        }
        let now = clock().milliseconds
        let isAny = try await read {
            try $0.connection.integer(
                "SELECT number FROM alert WHERE state = 'pending' AND next_attempt_at <= ? LIMIT 1", .integer(now))
                != nil
        }
        guard isAny else { return [] }
        return try await write(expiring: false) { try $0.claimAlerts(limit: limit, forMilliseconds: length) }
    }

    /// Says how the delivery of a claimed alert ended.
    @discardableResult
    public func endDelivery(
        of alert: Alert, as outcome: AlertDelivery.Outcome
    ) async throws(LedgerError) -> Bool {
        try await write(expiring: false) { try $0.endDelivery(of: alert, as: outcome) }
    }

    private static func checkPage(_ limit: Int) throws(LedgerError) {
        guard Alert.pageSizes.contains(limit) else {
            throw .invalidInput("number of alerts", "\(limit)", "must be 1 to \(Alert.pageSizes.upperBound)")
        }
    }
}
