import Ledger
import Pricing

extension DashboardPage {
    /// How many refused and failed calls are listed.
    private static let shownRefusals = 20

    /// What went wrong with one call.
    private struct Trouble {
        let at: Timestamp
        let word: String
        let attribution: Attribution
        let model: String
        let reason: String
    }

    private var troubles: [Trouble] {
        let refused = figures.refusals.prefix(Self.shownRefusals).map { refused in
            let refusal = refused.refusal
            let reason =
                refusal.cause == .unpriced
                ? "budget \(refusal.budget) refuses calls without a price"
                : "budget \(refusal.budget): \(refusal.requested.amount) asked"
                    + (figures.showsBudget(refusal.budget)
                        ? ", \(max(refusal.limit - refusal.spent - refusal.reserved, .zero).amount) left" : "")
            return Trouble(
                at: refused.at, word: "refused", attribution: refused.request.attribution, model: refused.request.model,
                reason: reason)
        }
        let failed = figures.failures.prefix(Self.shownRefusals).map { recorded in
            let call = recorded.call
            return Trouble(
                at: call.at, word: call.status.rawValue, attribution: call.attribution, model: call.cost.model,
                reason: Self.words(for: call.status))
        }
        return Array((refused + failed).sorted { $0.at > $1.at }.prefix(Self.shownRefusals))
    }

    private static func words(for status: CallStatus) -> String {
        switch status {
        case .failed: "the service refused or failed; nothing is billed"
        case .aborted: "the caller stopped listening; the whole answer is billed"
        case .ambiguous: "the answer was lost; the amount held stands as an estimate"
        case .succeeded: ""
        }
    }

    /// The newest calls that were refused, or that failed.
    var refusalSection: HTML {
        let troubles = troubles
        return section(
            "refusals", "Refused and failed calls", table: .refusals, note: troubles.isEmpty ? nil : "newest first"
        ) {
            if troubles.isEmpty {
                HTML("p", ["class": "empty"]) { "None in this period." }
            } else {
                scrolling("Refused and failed calls") {
                    HTML("table") {
                        HTML("caption", ["class": "visually-hidden"]) { "Refused and failed calls, newest first" }
                        HTML("thead") {
                            HTML("tr") {
                                for title in ["Time", "What", "Callsite", "Team", "Model", "Why"] {
                                    HTML("th", ["scope": "col"]) { title }
                                }
                            }
                        }
                        HTML("tbody") {
                            for trouble in troubles { row(trouble) }
                        }
                    }
                }
            }
        }
    }

    private func row(_ trouble: Trouble) -> HTML {
        HTML("tr") {
            HTML("th", ["scope": "row", "class": "time"]) { trouble.at.minute }
            HTML("td") {
                HTML("span", ["class": "state \(trouble.word == "refused" ? "bad" : "warn")"]) {
                    "\(trouble.word == "refused" ? "■" : "▲") \(trouble.word)"
                }
            }
            HTML("td") { HTML("bdi") { trouble.attribution.callsite } }
            HTML("td") { HTML("bdi") { trouble.attribution.team } }
            HTML("td", ["class": "model"]) { HTML("bdi") { trouble.model } }
            HTML("td") { trouble.reason }
        }
    }
}
