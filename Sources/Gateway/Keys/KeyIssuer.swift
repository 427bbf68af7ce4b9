public import AWSSigning
public import Ledger
public import Pricing

/// Issues keys: it keeps them in the ledger and hands their secrets out, once.
public struct KeyIssuer: Sendable {
    private let store: any KeyStore
    private let file: KeyFile

    /// An issuer for a ledger and the key file beside it.
    public init(store: any KeyStore, file: KeyFile) {
        self.store = store
        self.file = file
    }

    /// A key with what its holder needs; nothing of it can be had again.
    public struct IssuedKey: Sendable {
        /// The key.
        public let key: GatewayKey
        /// The pair to sign requests with, as with credentials of AWS.
        public let credentials: Credentials
        /// The token to send instead where requests are not signed.
        public let bearerToken: Secret
    }

    /// Issues a key.
    ///
    /// - Parameters:
    ///   - role: What the key is for.
    ///   - team: The team that pays, or whose figures the key shows; `nil` for a role without a team.
    ///   - callsite: The callsite of calls that name none.
    ///   - models: The models that may be called; any where it is empty.
    ///   - expiresAt: When it ceases to be valid; `nil` for never.
    ///   - actor: Who issues it.
    ///   - now: The time.
    /// - Returns: The key with its secrets.
    /// - Throws: `LedgerError`, ``KeyFileError``.
    public func issue(
        role: KeyRole = .caller, team: String?, callsite: String? = nil, models: [String] = [],
        expiresAt: Timestamp? = nil, actor: String,
        at now: Timestamp
    ) async throws -> IssuedKey {
        let key = try GatewayKey(
            id: KeyName.makeID(), role: role, team: team, callsite: callsite, models: models, createdAt: now,
            createdBy: actor, expiresAt: expiresAt
        ).validated()
        let master = try await masterKey()
        let kept = try await store.createKey(key)
        return IssuedKey(
            key: kept, credentials: master.credentials(of: kept.id), bearerToken: Secret(master.token(of: kept.id)))
    }

    /// A new master key would make all keys before it worthless without a word, so it is made for the first key only.
    private func masterKey() async throws -> MasterKey {
        if let key = try file.load() { return key }
        guard try await !store.hasKeys() else {
            throw KeyFileError(
                path: file.path, reason: "is missing, and keys were made with it; restore it from where it was kept")
        }
        return try file.loadOrCreate()
    }
}
