import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ObjectListing<Reservation> {
    /// Reservations, with what they hold and for whom.
    static var reservations: ObjectListing {
        ObjectListing(
            name: "reservations",
            tableColumns: [
                .text("reservation") { $0.id },
                .number("amount") { $0.amount.display },
                .text("team") { $0.request.attribution.team },
                .text("callsite") { $0.request.attribution.callsite },
                .text("model") { $0.request.model },
                .text("expires at") { $0.expiresAt.iso8601 },
                .text("budgets") { $0.budgets.joined(separator: " ") },
            ],
            csvColumns: [
                .text("reservation") { $0.id },
                .number("amount_usd") { $0.amount.usd },
                .text("state") { $0.state.rawValue },
                .number("created_at") { $0.createdAt.iso8601 },
                .number("expires_at") { $0.expiresAt.iso8601 },
                .text("team") { $0.request.attribution.team },
                .text("callsite") { $0.request.attribution.callsite },
                .text("user") { $0.request.attribution.user },
                .text("model") { $0.request.model },
                .text("region") { $0.request.region },
                .text("budgets") { $0.budgets.joined(separator: " ") },
            ],
            write: { $0.write(to: &$1) })
    }
}
