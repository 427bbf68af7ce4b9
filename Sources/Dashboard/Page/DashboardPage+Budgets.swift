import Insights
import Ledger
import Pricing

extension DashboardPage {
    /// The most budgets that are shown, and those that are shown with their way through the window.
    private static let shownBudgets = 16
    private static let shownBurnDowns = 3

    /// The budgets, the fullest first.
    var budgetSection: HTML {
        let budgets = figures.forecasts.budgets
        let hidden = budgets.count - Self.shownBudgets
        return section("budgets", "Budgets", table: .budgets) {
            if budgets.isEmpty {
                HTML("p", ["class": "empty"]) {
                    "No budget covers what is shown. "
                    HTML("code") { "bedrock-ledger budget suggest" }
                    " proposes limits from what was spent."
                }
            } else {
                HTML("p", ["class": "key"]) {
                    HTML("span", ["class": "k-fill"]) { "spent" }
                    HTML("span", ["class": "k-held"]) { "reserved" }
                    HTML("span", ["class": "k-limit-tick"]) { "limit" }
                    HTML("span", ["class": "k-pace-tick"]) { "even pace" }
                    HTML("span", ["class": "k-range"]) { "forecast and range" }
                }
                HTML("ul", ["class": "budgets"]) {
                    for (index, budget) in budgets.prefix(Self.shownBudgets).enumerated() {
                        row(budget, hasBurnDown: index < Self.shownBurnDowns)
                    }
                }
                if hidden > 0 {
                    HTML("p", ["class": "muted"]) { "\(hidden) more, less full; the CSV has all of them." }
                }
            }
        }
    }

    private func row(_ budget: ForecastReport.BudgetForecast, hasBurnDown: Bool) -> HTML {
        let status = budget.status
        return HTML("li") {
            HTML("div", ["class": "budget-head"]) {
                HTML("h3") { HTML("bdi") { status.budget.name } }
                HTML("span", ["class": "state \(status.tone)"]) { "\(status.sign) \(status.word)" }
                HTML("span", ["class": "muted scope"]) { "\(status.coverage), \(status.periodWords)" }
                HTML("span", ["class": "figures"]) {
                    HTML("strong") { status.spent.amount }
                    " of \(status.effectiveLimit.amount)"
                }
            }
            BudgetBar(status: status, forecast: budget.forecast, now: figures.now).svg
            HTML("p", ["class": "outlook"]) {
                outlook(budget)
            }
            if hasBurnDown, let burnDown = BurnDown(budget, now: figures.now) {
                HTML("details") {
                    HTML("summary") {
                        "Day by day"
                        HTML("span", ["class": "visually-hidden"]) { ": \(status.budget.name)" }
                    }
                    burnDown.figure
                }
            }
        }
    }

    /// What will come of a budget, in a line.
    @HTMLBuilder
    private func outlook(_ budget: ForecastReport.BudgetForecast) -> HTML {
        let status = budget.status
        HTML("span") {
            status.left.isNegative ? "\((-status.left).amount) over" : "\(status.left.amount) left"
            if status.reserved > .zero { ", \(status.reserved.amount) reserved" }
        }
        if let forecast = budget.forecast, status.resetsAt != nil {
            HTML("span") { "forecast \(forecast.expected.amount) (\(forecast.low.amount) – \(forecast.high.amount))" }
        }
        if let reached = budget.forecast?.reachesLimitAt, status.tone != "bad" {
            HTML("span", ["class": "warn"]) { "▲ limit reached on \(reached.day)" }
        } else if let reached = budget.forecast?.mayReachLimitAt, status.tone != "bad" {
            HTML("span") { "limit may be reached on \(reached.day)" }
        }
        if let reset = status.resetsAt {
            HTML("span", ["class": "muted"]) { "resets \(Self.distance(from: figures.now, to: reset))" }
        }
    }

    private static func distance(from now: Timestamp, to later: Timestamp) -> String {
        let hours = (later.milliseconds - now.milliseconds + 3_599_999) / 3_600_000
        return hours < 48 ? "in \(hours) h" : "in \(hours / 24) days"
    }
}
