import Insights
import Ledger
import LedgerReports
import Pricing

extension DashboardPage {
    /// What somebody has to see to; nothing where there is nothing.
    @HTMLBuilder
    var alerts: HTML {
        let alerts = budgetAlerts + anomalyAlerts + unpricedAlert
        if !alerts.isEmpty {
            HTML("div", ["class": "alerts", "role": "status"]) {
                HTML("h2", ["class": "visually-hidden"]) { "Alerts" }
                HTML("ul") {
                    for alert in alerts { HTML("li", ["class": alert.tone]) { alert.content } }
                }
            }
        }
    }

    private typealias Alert = (tone: String, content: HTML)

    private func alert(_ tone: String, _ word: String, @HTMLBuilder content: () -> HTML) -> Alert {
        var html = HTML("strong") { "\(tone == "bad" ? "■" : "▲") \(word)" }
        html += HTML(text: " ")
        html += HTML("span") { content() }
        return (tone, html)
    }

    private var budgetAlerts: [Alert] {
        figures.forecasts.budgets.compactMap { budget in
            let status = budget.status
            let name = HTML("a", ["href": "#budgets"]) { status.budget.name }
            let figures = "\(status.spent.amount) of \(status.effectiveLimit.amount)"
            if status.tone == "bad" {
                return alert("bad", status.word == "blocked" ? "Blocked" : "Over") {
                    name
                    " has spent \(figures)"
                    if status.word == "blocked" { " and refuses calls" }
                    if let reset = status.resetsAt { " until \(reset.day)" }
                    "."
                }
            }
            guard let reached = budget.forecast?.reachesLimitAt else { return nil }
            return alert("warn", "Projected over") {
                name
                " reaches its limit of \(status.effectiveLimit.amount) on \(reached.day) at this rate."
            }
        }
    }

    private var anomalyAlerts: [Alert] {
        figures.anomalies.map { anomaly in
            alert("warn", "Unusual \(anomaly.slot.rawValue)") {
                let when = anomaly.slot == .day ? anomaly.start.day : anomaly.start.minute
                "\(when) cost \(anomaly.cost.amount), usually \(anomaly.usual.amount)"
                if let mover = anomaly.mover {
                    "; most of it from "
                    HTML(
                        "a",
                        [
                            "href": query.with {
                                $0.callsite = mover.callsite
                                if figures.access.team == nil { $0.team = mover.team }
                            }.link()
                        ]
                    ) { mover.callsite }
                    " of \(mover.team) (\(mover.cost.amount), usually \(mover.usual.amount))"
                }
                "."
            }
        }
    }

    private var unpricedAlert: [Alert] {
        let calls = figures.total.unpricedCalls
        guard calls > 0 else { return [] }
        return [
            alert("warn", "Unpriced") {
                "\(calls.grouped) \(calls == 1 ? "call has" : "calls have") no known price, and "
                "\(calls == 1 ? "is" : "are") not in any amount here."
            }
        ]
    }
}
