package import Ledger
package import LosslessJSON

extension CallDetails {
    /// Writes the details as a JSON object.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("line")
        if let line { writer.number(line) } else { writer.null() }
        writer.member("callsite_origin", callsiteOrigin)
        writer.key("input_bytes")
        if let inputBytes { writer.number(inputBytes) } else { writer.null() }
        writer.member("adjustment", adjustment)
        writer.key("attempts")
        writer.beginArray()
        for attempt in attempts { attempt.write(to: &writer) }
        writer.endArray()
        writer.endObject()
    }
}

extension CallAttempt {
    /// Writes the attempt as a JSON object.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("number", number)
        writer.member("at", at)
        writer.member("latency_ms", latencyMilliseconds)
        writer.member("outcome", outcome.rawValue)
        writer.member("error_code", errorCode)
        writer.member("request_id", requestID)
        writer.member("billed_as", billedAs)
        writer.endObject()
    }
}
