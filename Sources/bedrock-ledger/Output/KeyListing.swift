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
            .text("access_key_id") { $0.accessKeyID },
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
        let shown: Set = ["id", "team", "callsite", "models", "state", "created_at", "expires_at"]
        return ObjectListing(
            name: "keys", tableColumns: columns.filter { shown.contains($0.name) }, csvColumns: columns,
            write: { key, writer in
                writer.beginObject()
                for column in columns {
                    if column.name == "models" {
                        writer.member("models", key.models)
                    } else {
                        writer.member(column.name, column.value(key))
                    }
                }
                writer.endObject()
            })
    }
}

extension ObjectListing<KeyIssuer.IssuedKey> {
    /// A key that was just issued, with its secrets: the only place that shows them.
    static var issuedKeys: ObjectListing {
        let columns: [Column] = [
            .text("id") { $0.key.id },
            .text("team") { $0.key.team },
            .text("access_key_id") { $0.credentials.accessKeyID },
            .text("secret_access_key") { $0.credentials.secretAccessKey.revealed() },
            .text("bearer_token") { $0.bearerToken.revealed() },
            .number("expires_at") { $0.key.expiresAt?.iso8601 },
        ]
        return ObjectListing(
            name: "keys", tableColumns: columns, csvColumns: columns,
            write: { issued, writer in
                writer.beginObject()
                for column in columns { writer.member(column.name, column.value(issued)) }
                writer.endObject()
            })
    }
}
