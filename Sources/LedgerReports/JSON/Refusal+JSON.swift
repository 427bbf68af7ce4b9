package import Ledger
package import LosslessJSON

extension Refusal {
    /// Writes the refusal as a JSON object with one member, `refused`.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("refused")
        writer.beginObject()
        writeMembers(to: &writer)
        writer.endObject()
        writer.endObject()
    }

    /// Writes what stood in the way as members of an object that is open.
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("budget", budget)
        writer.member("cause", cause.rawValue)
        writer.member("limit_usd", limit)
        writer.member("spent_usd", spent)
        writer.member("reserved_usd", reserved)
        writer.member("requested_usd", requested)
        writer.member("resets_at", resetsAt)
        if let reason { writer.member("reason", reason) }
    }
}
