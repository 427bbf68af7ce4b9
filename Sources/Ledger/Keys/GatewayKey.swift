public import Pricing

/// What a gateway knows of a key that it issued: everything but its secrets, which no ledger holds.
///
/// The key decides which team pays, or what its holder may see and change of the ledger. A key is never changed and never
/// deleted; it ends by its expiry or by being revoked.
public struct GatewayKey: Sendable, Hashable {
    /// The key's name: 16 lower-case letters and digits, from which the names that callers use are made.
    public var id: String
    /// What the key is for.
    public var role: KeyRole
    /// The team that pays for what is called with the key, or whose figures it shows; `nil` for a role without a team.
    public var team: String?
    /// The callsite of calls that name none.
    public var callsite: String?
    /// The models that may be called, as callers or reports name them; any where it is empty.
    public var models: [String]
    /// When the key was made.
    public var createdAt: Timestamp
    /// Who made it.
    public var createdBy: String
    /// When it ceases to be valid; `nil` for never.
    public var expiresAt: Timestamp?
    /// When it was revoked.
    public var revokedAt: Timestamp?
    /// Who revoked it.
    public var revokedBy: String?

    /// What a gateway knows of a key.
    public init(
        id: String, role: KeyRole = .caller, team: String?, callsite: String? = nil, models: [String] = [],
        createdAt: Timestamp,
        createdBy: String, expiresAt: Timestamp? = nil, revokedAt: Timestamp? = nil, revokedBy: String? = nil
    ) {
        self.id = id
        self.role = role
        self.team = team
        self.callsite = callsite
        self.models = models
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.revokedBy = revokedBy
    }

    /// Whether calls may be made with a key.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// They may.
        case active
        /// No longer, since its time has passed.
        case expired
        /// No longer, since somebody said so.
        case revoked
    }

    /// The state at a moment.
    public func state(at now: Timestamp) -> State {
        if revokedAt != nil { return .revoked }
        return expiresAt.map { $0 <= now } == true ? .expired : .active
    }
}
