internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// Keeps a new key.
    func createKey(_ asked: GatewayKey) throws -> GatewayKey {
        let key = try asked.validated()
        guard try database.key(key.id) == nil else {
            throw LedgerError(.conflict, "key \(LedgerError.quoted(key.id)) is there already; make one with another id")
        }
        let number = (try connection.integer("SELECT max(number) FROM gateway_key") ?? 0) + 1
        try connection.runSealed(
            "INSERT INTO gateway_key VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            StoredKey(number: number, key: key).columns)
        guard key.role != .caller else { return key }
        try connection.runSealed(
            "INSERT INTO gateway_key_role VALUES (?, ?, ?)", [.integer(number), .text(key.role.rawValue)])
        return key
    }

    /// Revokes a key; one that is revoked already stays as it is.
    func revokeKey(_ id: String, actor: String) throws -> GatewayKey {
        let actor = try TextRule.name.validated(actor, as: "actor")
        guard var stored = try database.key(id) else {
            throw LedgerError(.notFound, "there is no key \(LedgerError.quoted(id))")
        }
        guard stored.key.revokedAt == nil else { return stored.key }
        stored.key.revokedAt = now
        stored.key.revokedBy = actor
        let checksum = Connection.checksum(of: stored.columns)
        try connection.run(
            "UPDATE gateway_key SET revoked_at = ?, revoked_by = ?, checksum = ? WHERE number = ?",
            .integer(now.milliseconds), .text(actor), .integer(checksum), .integer(stored.number))
        return stored.key
    }
}
