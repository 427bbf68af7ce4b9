import Insights
import LedgerReports
import LosslessJSON
import Pricing

extension ObjectListing<SpendAnomaly> {
    /// Anomalies with the callsites that moved.
    static var anomalies: ObjectListing {
        ObjectListing(
            name: "anomalies",
            tableColumns: [
                .text("slot") { $0.slot.rawValue },
                .text("from") { $0.start.iso8601 },
                .number("cost") { $0.cost.display },
                .number("usual") { $0.usual.display },
                .number("threshold") { $0.threshold.display },
                .text("team") { $0.mover?.team },
                .text("callsite") { $0.mover?.callsite },
                .number("its cost") { $0.mover?.cost.display },
                .number("its usual") { $0.mover?.usual.display },
            ],
            csvColumns: [
                .text("slot") { $0.slot.rawValue },
                .number("from") { $0.start.iso8601 },
                .number("to") { $0.end.iso8601 },
                .number("cost_usd") { $0.cost.usd },
                .number("usual_usd") { $0.usual.usd },
                .number("threshold_usd") { $0.threshold.usd },
                .text("team") { $0.mover?.team },
                .text("callsite") { $0.mover?.callsite },
                .number("callsite_cost_usd") { $0.mover?.cost.usd },
                .number("callsite_usual_usd") { $0.mover?.usual.usd },
            ],
            write: { $0.write(to: &$1) })
    }
}

extension SpendAnomaly {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("slot", slot.rawValue)
        writer.member("from", start)
        writer.member("to", end)
        writer.member("cost_usd", cost)
        writer.member("usual_usd", usual)
        writer.member("threshold_usd", threshold)
        writer.member("team", mover?.team)
        writer.member("callsite", mover?.callsite)
        writer.member("callsite_cost_usd", mover?.cost.usd)
        writer.member("callsite_usual_usd", mover?.usual.usd)
        writer.endObject()
    }
}
