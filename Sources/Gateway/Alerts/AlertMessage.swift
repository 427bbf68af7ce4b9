import Ledger
import LosslessJSON
import Pricing

/// An alert as it is posted: its parts for programs, and `text` for chat services.
struct AlertMessage {
    let alert: Alert

    /// The body of the request.
    var body: [UInt8] {
        var writer = JSONWriter()
        func member(_ name: String, _ value: String?) {
            writer.key(name)
            if let value { writer.string(value) } else { writer.null() }
        }
        writer.beginObject()
        member("id", alert.id)
        member("type", alert.fact.kind.rawValue)
        member("at", alert.at.iso8601)
        member("text", text)
        writer.key("count")
        writer.number(alert.count)
        if let figures = alert.fact.figures {
            writer.key("budget")
            writer.beginObject()
            member("name", figures.budget)
            if let threshold = alert.fact.threshold {
                writer.key("threshold_percent")
                writer.number(threshold)
            }
            member("limit_usd", figures.limit.usd)
            member("spent_usd", figures.spent.usd)
            member("reserved_usd", figures.reserved.usd)
            member("window_start", figures.resetsAt == nil ? nil : figures.windowStart.iso8601)
            member("resets_at", figures.resetsAt?.iso8601)
            writer.endObject()
        }
        if let model = alert.fact.model { member("model", model) }
        writer.endObject()
        return writer.bytes
    }

    /// The summary, in which no name can call for anybody's attention or lead anywhere: chat services take `<…>` and `@…`
    /// for that.
    private var text: String {
        alert.fact.summary.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("@", with: "(at)")
    }
}
