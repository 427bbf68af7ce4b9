/// Where the keys of a gateway are kept, beside the ledger that their calls are charged to.
///
/// It is a protocol of its own because most users of a ledger issue no keys. Every write is durable when it returns.
public protocol KeyStore: Sendable {
    /// Keeps a new key.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput``; ``LedgerError/Code/conflict`` where the id is taken.
    func createKey(_ key: GatewayKey) async throws(LedgerError) -> GatewayKey

    /// Revokes a key, from now on and for every gateway on the ledger. Once more changes nothing.
    ///
    /// - Throws: ``LedgerError/Code/notFound`` where there is no such key.
    func revokeKey(_ id: String, actor: String) async throws(LedgerError) -> GatewayKey

    /// A key by its id, in whatever state it is; `nil` where it was never issued.
    func key(_ id: String) async throws(LedgerError) -> GatewayKey?

    /// All keys, oldest first.
    func keys() async throws(LedgerError) -> [GatewayKey]

    /// Whether a key was ever issued, revoked ones included.
    func hasKeys() async throws(LedgerError) -> Bool
}
