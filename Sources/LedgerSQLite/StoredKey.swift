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
            id: row.text(1), team: row.text(2), callsite: row.optionalText(3),
            models: row.text(4).split(separator: " ").map(String.init),
            createdAt: Timestamp(milliseconds: row.integer(5)), createdBy: row.text(6),
            expiresAt: row.optionalInteger(7).map { Timestamp(milliseconds: $0) },
            revokedAt: row.optionalInteger(8).map { Timestamp(milliseconds: $0) }, revokedBy: row.optionalText(9))
    }

    /// The columns of the row.
    var columns: [SQLiteValue] {
        [
            .integer(number), .text(key.id), .text(key.team), SQLiteValue(key.callsite),
            .text(key.models.joined(separator: " ")), .integer(key.createdAt.milliseconds), .text(key.createdBy),
            SQLiteValue(key.expiresAt?.milliseconds), SQLiteValue(key.revokedAt?.milliseconds),
            SQLiteValue(key.revokedBy),
        ]
    }
}

extension Database {
    /// A key by its id.
    func key(_ id: String) throws -> StoredKey? {
        try connection.first("SELECT * FROM gateway_key WHERE id = ?", .text(id)) { try StoredKey($0) }
    }
}
