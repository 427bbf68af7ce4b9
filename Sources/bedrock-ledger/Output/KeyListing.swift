import AWSSigning
import Gateway
import Ledger
import LosslessJSON
import Pricing

extension ObjectListing<GatewayKey> {
    /// Keys with their state at a moment, without anything secret.
    static func keys(at now: Timestamp) -> ObjectListing {
        let columns: [Column] = [
            .text("id") { $0.id },
            .text("role") { $0.role.rawValue },
            .text("access_key_id") { $0.role == .caller ? $0.accessKeyID : nil },
            .text("team") { $0.team },
            .text("callsite") { $0.callsite },
            .text("models") { $0.models.isEmpty ? nil : $0.models.joined(separator: " ") },
            .text("state") { $0.state(at: now).rawValue },
            .number("created_at") { $0.createdAt.iso8601 },
            .text("created_by") { $0.createdBy },
            .number("expires_at") { $0.expiresAt?.iso8601 },
            .number("revoked_at") { $0.revokedAt?.iso8601 },
            .text("revoked_by") { $0.revokedBy },
        ]
        let shown: Set = ["id", "role", "team", "callsite", "models", "state", "created_at", "expires_at"]
        return ObjectListing(
            name: "keys", tableColumns: columns.filter { shown.contains($0.name) }, csvColumns: columns,
            write: { $0.write(at: now, to: &$1) })
    }
}

extension ObjectListing<KeyIssuer.IssuedKey> {
    /// A key that was just issued, with its secrets: the only place that shows them.
    static func issuedKeys(for role: KeyRole) -> ObjectListing {
        let columns: [Column] = [
            .text("id") { $0.key.id },
            role == .caller ? nil : .text("role") { $0.key.role.rawValue },
            role.needsTeam ? .text("team") { $0.key.team } : nil,
            role == .caller ? .text("access_key_id") { $0.credentials.accessKeyID } : nil,
            role == .caller ? .whole("secret_access_key") { $0.credentials.secretAccessKey.revealed() } : nil,
            .whole("bearer_token") { $0.bearerToken.revealed() },
            .number("expires_at") { $0.key.expiresAt?.iso8601 },
        ].compactMap { $0 }
        return ObjectListing(
            name: "keys", tableColumns: columns, csvColumns: columns, write: { $0.write(to: &$1) })
    }
}
