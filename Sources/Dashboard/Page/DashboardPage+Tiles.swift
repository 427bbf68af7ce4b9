import Insights
import Ledger
import LedgerReports
import Pricing

extension DashboardPage {
    /// The figures that are looked at first.
    var tiles: HTML {
        HTML("section", ["class": "tiles", "aria-labelledby": "tiles-title"]) {
            HTML("h2", ["id": "tiles-title", "class": "visually-hidden"]) { "Key figures" }
            spendTile
            forecastTile
            budgetTile
            callTile
            cacheTile
            averageTile
        }
    }

    private func tile(_ label: String, _ value: String, @HTMLBuilder note: () -> HTML) -> HTML {
        HTML("div", ["class": "tile"]) {
            HTML("h3") { label }
            HTML("p", ["class": "value"]) {
                // Cents are there, and do not shout.
                if let point = value.lastIndex(of: "."), value.hasPrefix("$") || value.hasPrefix("−$") {
                    String(value[..<point])
                    HTML("span", ["class": "cents"]) { String(value[point...]) }
                } else {
                    value
                }
            }
            HTML("p", ["class": "note"]) { note() }
        }
    }

    private var spendTile: HTML {
        let before = figures.previousTotal.cost
        let change = figures.total.cost.change(from: before)
        return tile("Spend", figures.total.cost.amount) {
            if change == "new" || change.isEmpty {
                "no spend in the period before"
            } else {
                HTML("strong") { "\(figures.total.cost >= before ? "▲" : "▼") \(change.filter { !"+−".contains($0) })" }
                " against \(before.amount) before"
            }
            if figures.total.estimated > .zero { "; \(figures.total.estimated.amount) of it estimated" }
        }
    }

    private var forecastTile: HTML {
        guard let forecast = figures.forecasts.forecast else {
            return tile("Month-end forecast", "–") { "needs three days of history" }
        }
        return tile("Month-end forecast", forecast.expected.amount) {
            "likely \(forecast.low.amount) to \(forecast.high.amount); \(forecast.spent.amount) so far"
        }
    }

    private var budgetTile: HTML {
        guard let fullest = figures.forecasts.budgets.first?.status else {
            return tile("Fullest budget", "–") { "no budget is set" }
        }
        return tile("Fullest budget", Tenths(tenths: fullest.usedPermille).percentage) {
            HTML("a", ["href": "#budgets"]) { fullest.budget.name }
            ", \(max(fullest.left, .zero).amount) left"
        }
    }

    private var callTile: HTML {
        let refused = figures.refusals.count
        let more = refused == DashboardFigures.maximumRefusals ? " or more" : ""
        return tile("Calls", figures.total.calls.brief) {
            if refused > 0 {
                HTML("a", ["href": "#refusals"]) { "\(Int64(refused).grouped)\(more) refused" }
                " by budgets"
            } else {
                "none refused by budgets"
            }
        }
    }

    private var cacheTile: HTML {
        let ratio = figures.total.cacheHitPermille.map { Tenths(tenths: $0).percentage } ?? "–"
        return tile("Cache hits", ratio) {
            let net = figures.savings.net
            net.isNegative ? "caching cost \((-net).amount) on top" : "caching saved \(net.amount)"
        }
    }

    private var averageTile: HTML {
        let calls = figures.total.calls
        let average =
            calls > 0 ? Money(picodollars: figures.total.cost.picodollars * 1000 / Int128(calls)) : .zero
        let tokens = calls > 0 ? figures.total.outputTokens / calls : 0
        return tile("Cost per 1,000 calls", average.amount) { "\(tokens.grouped) output tokens a call" }
    }
}
