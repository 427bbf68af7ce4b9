internal import AWSSigning
package import Ledger
internal import LedgerReports
package import LosslessJSON
package import Pricing

extension GatewayKey {
    /// Writes the key with its state at a moment as a JSON object, without anything secret.
    package func write(at now: Timestamp, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("role", role.rawValue)
        writer.member("access_key_id", role == .caller ? accessKeyID : nil)
        writer.member("team", team)
        writer.member("callsite", callsite)
        writer.member("models", models)
        writer.member("state", state(at: now).rawValue)
        writer.member("created_at", createdAt)
        writer.member("created_by", createdBy)
        writer.member("expires_at", expiresAt)
        writer.member("revoked_at", revokedAt)
        writer.member("revoked_by", revokedBy)
        writer.endObject()
    }
}

extension KeyIssuer.IssuedKey {
    /// Writes the key with its secrets as a JSON object: a pair to sign with for a key that makes calls, a token for all.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", key.id)
        if key.role != .caller { writer.member("role", key.role.rawValue) }
        writer.member("team", key.team)
        if key.role == .caller {
            writer.member("access_key_id", credentials.accessKeyID)
            writer.member("secret_access_key", credentials.secretAccessKey.revealed())
        }
        writer.member("bearer_token", bearerToken.revealed())
        writer.member("expires_at", key.expiresAt)
        writer.endObject()
    }
}
