internal import Ledger
internal import Pricing
internal import SQLite

/// A key with the number of its row.
struct StoredKey {
    var number: Int64
    var key: GatewayKey

    init(number: Int64, key: GatewayKey) {
        self.number = number
        self.key = key
    }

    /// Reads a row of the table of keys.
    init(_ row: borrowing Statement) throws {
        guard row.isSealed else { throw LedgerError.damagedRow("gateway_key", "\(row.integer(0))") }
        number = row.integer(0)
        key = GatewayKey(
            id: row.text(1), team: row.text(2).isEmpty ? nil : row.text(2), callsite: row.optionalText(3),
            models: row.text(4).split(separator: " ").map(String.init),
            createdAt: Timestamp(milliseconds: row.integer(5)), createdBy: row.text(6),
            expiresAt: row.optionalInteger(7).map { Timestamp(milliseconds: $0) },
            revokedAt: row.optionalInteger(8).map { Timestamp(milliseconds: $0) }, revokedBy: row.optionalText(9))
    }

    /// The columns of the row.
    var columns: [SQLiteValue] {
        [
            .integer(number), .text(key.id), .text(key.team ?? ""), SQLiteValue(key.callsite),
            .text(key.models.joined(separator: " ")), .integer(key.createdAt.milliseconds), .text(key.createdBy),
            SQLiteValue(key.expiresAt?.milliseconds), SQLiteValue(key.revokedAt?.milliseconds),
            SQLiteValue(key.revokedBy),
        ]
    }
}

extension Database {
    /// A key by its id.
    func key(_ id: String) throws -> StoredKey? {
        let stored = try connection.first("SELECT * FROM gateway_key WHERE id = ?", .text(id)) { try StoredKey($0) }
        return try stored.map(withRole)
    }

    /// All keys, oldest first.
    func keys() throws -> [StoredKey] {
        try connection.all("SELECT * FROM gateway_key ORDER BY number") { try StoredKey($0) }.map(withRole)
    }

    /// A key with its role; most have none of their own and make calls.
    private func withRole(_ stored: StoredKey) throws -> StoredKey {
        var stored = stored
        let damage = LedgerError.damagedRow("gateway_key_role", "\(stored.number)")
        let role = try connection.first("SELECT * FROM gateway_key_role WHERE key = ?", .integer(stored.number)) {
            row in
            guard row.isSealed, let role = KeyRole(rawValue: row.text(1)), role != .caller else { throw damage }
            return role
        }
        stored.key.role = role ?? .caller
        // A key that lost its role must not pass for another one.
        guard stored.key.role.needsTeam == (stored.key.team != nil) else { throw damage }
        return stored
    }
}
