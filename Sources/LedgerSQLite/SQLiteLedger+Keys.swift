public import Ledger
internal import SQLite

extension SQLiteLedger: KeyStore {
    /// Keeps a new key.
    public func createKey(_ key: GatewayKey) async throws(LedgerError) -> GatewayKey {
        try await write(expiring: false) { try $0.createKey(key) }
    }

    /// Revokes a key, from now on and for every gateway on the ledger.
    public func revokeKey(_ id: String, actor: String) async throws(LedgerError) -> GatewayKey {
        try await write(expiring: false) { try $0.revokeKey(id, actor: actor) }
    }

    /// A key by its id, in whatever state it is.
    public func key(_ id: String) async throws(LedgerError) -> GatewayKey? {
        try await look { try $0.key(id)?.key }
    }

    /// All keys, oldest first.
    public func keys() async throws(LedgerError) -> [GatewayKey] {
        try await read { try $0.keys().map(\.key) }
    }

    /// Whether a key was ever issued.
    public func hasKeys() async throws(LedgerError) -> Bool {
        try await look { try $0.connection.integer("SELECT number FROM gateway_key LIMIT 1") != nil }
    }
}
