import Ledger
import LedgerReports
import Pricing

extension DashboardPage {
    /// The most models that are listed.
    private static let shownModels = 12

    /// Models, what their tokens were and cost, and what caches saved.
    var modelSection: HTML {
        section("models", "Models and tokens", table: .models) {
            if figures.models.isEmpty {
                HTML("p", ["class": "empty"]) { "No calls in this period." }
            } else {
                scrolling("Models") { modelTable }
                HTML("div", ["class": "mixes"]) {
                    tokenMix.figure
                    costMix.figure
                    cache
                }
            }
        }
    }

    private var modelTable: HTML {
        HTML("table") {
            HTML("caption", ["class": "visually-hidden"]) { "Models, the dearest first" }
            HTML("thead") {
                HTML("tr") {
                    HTML("th", ["scope": "col"]) { "Model" }
                    for title in ["Cost", "Calls", "A call", "Tokens in", "Tokens out", "Cached"] {
                        HTML("th", ["scope": "col", "class": "n"]) { title }
                        if title == "Cost" { HTML("th", ["scope": "col"]) { "Share" } }
                    }
                }
            }
            HTML("tbody") {
                for model in figures.models.prefix(Self.shownModels) {
                    modelRow(CallsiteFigures(team: "", callsite: "", model: model.name, figures: model.figures))
                }
            }
        }
    }

    private func modelRow(_ row: CallsiteFigures) -> HTML {
        HTML("tr") {
            HTML("th", ["scope": "row", "class": "model"]) {
                HTML("a", ["href": query.with { $0.model = row.model }.link()]) { HTML("bdi") { row.model } }
            }
            HTML("td", ["class": "n"]) { row.figures.cost.amount }
            HTML("td", ["class": "share"]) { share(of: row.figures.cost) }
            HTML("td", ["class": "n"]) { row.figures.calls.grouped }
            HTML("td", ["class": "n"]) { row.average.display }
            HTML("td", ["class": "n"]) { row.figures.allInputTokens.brief }
            HTML("td", ["class": "n"]) { row.figures.outputTokens.brief }
            HTML("td", ["class": "n"]) { row.figures.cacheHitPermille.map { Tenths(tenths: $0).percentage } ?? "–" }
        }
    }

    private var tokenMix: MixBar {
        let total = figures.total
        let parts = [
            ("input", total.inputTokens), ("cache write", total.cacheWriteTokens),
            ("cache read", total.cacheReadTokens),
            ("output", total.outputTokens),
        ]
        return MixBar(
            title: "Tokens",
            parts: parts.enumerated().map { index, part in
                MixBar.Part(name: part.0, weight: Int128(part.1), figure: part.1.brief, colour: index + 1)
            })
    }

    private var costMix: MixBar {
        let breakdown = figures.total.breakdown
        let parts = [
            ("input", breakdown.freshInput), ("cache write", breakdown.cacheWrite),
            ("cache read", breakdown.cachedInput),
            ("output", breakdown.output), ("other", breakdown.other),
        ]
        return MixBar(
            title: "Cost",
            parts: parts.enumerated().filter { $0.offset < 4 || $0.element.1 != .zero }.map { index, part in
                MixBar.Part(
                    name: part.0, weight: part.1.picodollars, figure: part.1.amount, colour: index == 4 ? 0 : index + 1)
            })
    }

    private var cache: HTML {
        let savings = figures.savings
        return HTML("div", ["class": "mix"]) {
            HTML("h3") { "Caching" }
            HTML("p", ["class": "value"]) {
                HTML("strong", ["class": savings.net.isNegative ? "bad" : "ok"]) {
                    savings.net.isNegative ? "cost \((-savings.net).amount)" : "saved \(savings.net.amount)"
                }
            }
            HTML("dl") {
                HTML("div") {
                    HTML("dt") { "reads saved" }
                    HTML("dd") { savings.saved.amount }
                }
                HTML("div") {
                    HTML("dt") { "writes cost on top" }
                    HTML("dd") { savings.surcharge.amount }
                }
            }
            HTML("p", ["class": "muted"]) {
                "Against the average price of each model's fresh input"
                if savings.unknownModels > 0 { "; \(savings.unknownModels) without any are left out" }
                "."
            }
        }
    }
}
