package import Ledger
package import LosslessJSON
import Pricing

extension RecordedCall {
    /// Writes the call in full as a JSON object: the columns of an export, with `lines` and `details`.
    package func write(with details: CallDetails?, to writer: inout JSONWriter) {
        writer.beginObject()
        CallRow(self).writeMembers(into: &writer)
        call.cost.writeLines(into: &writer)
        writer.key("details")
        if let details { details.write(to: &writer) } else { writer.null() }
        writer.endObject()
    }
}
