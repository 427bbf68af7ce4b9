package import Ledger
package import LosslessJSON

extension Reservation {
    /// Writes the reservation as a JSON object.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("reservation", id)
        writer.member("amount_usd", amount)
        writer.member("expires_at", expiresAt)
        writer.member("budgets", budgets)
        writer.member("state", state.rawValue)
        writer.member("created_at", createdAt)
        writer.member("team", request.attribution.team)
        writer.member("callsite", request.attribution.callsite)
        writer.member("user", request.attribution.user)
        writer.member("model", request.model)
        writer.member("region", request.region)
        writer.member("tags", request.attribution.tags)
        if case .unpriced(let reason) = request.amount { writer.member("unpriced", reason) }
        writer.endObject()
    }
}
