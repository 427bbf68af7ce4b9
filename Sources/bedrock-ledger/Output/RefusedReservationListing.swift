import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ObjectListing<RefusedReservation> {
    /// Refused reservations, with what stood in the way and for whom they were asked.
    static var refusedReservations: ObjectListing {
        ObjectListing(
            name: "refused",
            tableColumns: [
                .text("refused at") { $0.at.iso8601 },
                .text("reservation") { $0.request.id },
                .text("budget") { $0.refusal.budget },
                .text("cause") { $0.refusal.cause.rawValue },
                .number("requested") { $0.refusal.requested.display },
                .number("spent") { $0.refusal.spent.display },
                .number("reserved") { $0.refusal.reserved.display },
                .number("limit") { $0.refusal.limit.display },
                .text("team") { $0.request.attribution.team },
                .text("callsite") { $0.request.attribution.callsite },
                .text("model") { $0.request.model },
            ],
            csvColumns: [
                .text("reservation") { $0.request.id },
                .number("at") { $0.at.iso8601 },
                .text("budget") { $0.refusal.budget },
                .text("cause") { $0.refusal.cause.rawValue },
                .number("limit_usd") { $0.refusal.limit.usd },
                .number("spent_usd") { $0.refusal.spent.usd },
                .number("reserved_usd") { $0.refusal.reserved.usd },
                .number("requested_usd") { $0.refusal.requested.usd },
                .number("resets_at") { $0.refusal.resetsAt?.iso8601 },
                .text("reason") { $0.refusal.reason },
                .text("team") { $0.request.attribution.team },
                .text("callsite") { $0.request.attribution.callsite },
                .text("user") { $0.request.attribution.user },
                .text("model") { $0.request.model },
                .text("region") { $0.request.region },
                .text("operation") { $0.request.operation.rawValue },
            ],
            write: { $0.write(to: &$1) })
    }
}
