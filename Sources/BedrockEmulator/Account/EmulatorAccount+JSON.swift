import LosslessJSON
import Pricing

extension EmulatorAccount {
    /// The most calls of one answer.
    static let pageLimit = 10_000

    /// A page of the account as `GET /emulator/account` gives it.
    func page(after sequence: Int64) -> [UInt8] {
        let page = calls(after: sequence, limit: Self.pageLimit)
        return JSONWriter.object { writer in
            writer.key("calls")
            writer.beginArray()
            for call in page { call.write(to: &writer) }
            writer.endArray()
            writer.object("totals") { writer in
                writer.member("calls", callCount)
                writer.member("unpriced", unpricedCount)
                totalTokens.writeMembers(to: &writer)
                writer.member("cost_usd", totalCost.usd)
            }
            writer.member("dropped", droppedCount)
            writer.key("next")
            if let last = page.last, last.sequence < callCount {
                writer.number(last.sequence)
            } else {
                writer.null()
            }
        }
    }
}

extension BilledCall {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("sequence", sequence)
        writer.member("at", time.iso8601)
        writer.member("request_id", requestID)
        writer.key("invocation_id")
        writer.string(orNull: invocationID)
        writer.member("operation", operation.rawValue)
        writer.member("model", modelID)
        writer.member("region", region)
        writer.key("access_key_id")
        writer.string(orNull: accessKeyID)
        usage.writeMembers(to: &writer)
        writer.member("tier", cost.tier.rawValue)
        writer.member("status", cost.status.rawValue)
        writer.key("cost_usd")
        writer.string(orNull: cost.total?.usd)
        writer.member("delivery", delivery.rawValue)
        writer.endObject()
    }
}

extension BilledTokens {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("input_tokens", input)
        writer.member("cache_read_tokens", cacheRead)
        writer.member("cache_write_5m_tokens", cacheWriteFiveMinutes)
        writer.member("cache_write_1h_tokens", cacheWriteOneHour)
        writer.member("output_tokens", output)
    }
}
