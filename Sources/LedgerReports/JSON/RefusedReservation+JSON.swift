package import Ledger
package import LosslessJSON
import Pricing

extension RefusedReservation {
    /// Writes the refused reservation as a JSON object.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("reservation", request.id)
        writer.member("at", at)
        refusal.writeMembers(to: &writer)
        writer.member("team", request.attribution.team)
        writer.member("callsite", request.attribution.callsite)
        writer.member("user", request.attribution.user)
        writer.member("model", request.model)
        writer.member("region", request.region)
        writer.member("operation", request.operation.rawValue)
        writer.member("tags", request.attribution.tags)
        writer.endObject()
    }
}
