import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ObjectListing<Alert> {
    /// Alerts with what became of their delivery.
    static var alerts: ObjectListing {
        ObjectListing(
            name: "alerts",
            tableColumns: [
                .text("at") { $0.at.iso8601 },
                .text("type") { $0.fact.kind.rawValue },
                .number("count") { String($0.count) },
                .text("delivery") { $0.delivery.state.rawValue },
                .number("attempts") { String($0.delivery.attempts) },
                .text("what happened") { $0.fact.summary },
                .text("last error") { $0.delivery.lastError },
            ],
            csvColumns: [
                .text("id") { $0.id },
                .text("type") { $0.fact.kind.rawValue },
                .number("at") { $0.at.iso8601 },
                .number("last_at") { $0.lastAt.iso8601 },
                .number("count") { String($0.count) },
                .text("text") { $0.fact.summary },
                .text("budget") { $0.fact.figures?.budget },
                .number("threshold_percent") { $0.fact.threshold.map { String($0) } },
                .number("limit_usd") { $0.fact.figures?.limit.usd },
                .number("spent_usd") { $0.fact.figures?.spent.usd },
                .number("reserved_usd") { $0.fact.figures?.reserved.usd },
                .number("resets_at") { $0.fact.figures?.resetsAt?.iso8601 },
                .text("model") { $0.fact.model },
                .text("state") { $0.delivery.state.rawValue },
                .number("attempts") { String($0.delivery.attempts) },
                .text("last_error") { $0.delivery.lastError },
            ],
            write: { $0.write(to: &$1) })
    }
}

extension Alert {
    /// Writes the alert as a JSON object.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("type", fact.kind.rawValue)
        writer.member("at", at)
        writer.member("last_at", lastAt)
        writer.member("count", count)
        writer.member("text", fact.summary)
        writer.member("budget", fact.figures?.budget)
        writer.key("threshold_percent")
        if let threshold = fact.threshold { writer.number(threshold) } else { writer.null() }
        writer.member("limit_usd", fact.figures?.limit.usd)
        writer.member("spent_usd", fact.figures?.spent.usd)
        writer.member("reserved_usd", fact.figures?.reserved.usd)
        writer.member("resets_at", fact.figures?.resetsAt)
        writer.member("model", fact.model)
        writer.member("logged_at", loggedAt)
        writer.member("state", delivery.state.rawValue)
        writer.member("attempts", delivery.attempts)
        writer.member("next_attempt_at", delivery.state == .pending ? delivery.nextAttemptAt : nil)
        writer.member("last_error", delivery.lastError)
        writer.member("ended_at", delivery.endedAt)
        writer.endObject()
    }
}
