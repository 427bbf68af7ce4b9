import Ledger
import LedgerReports
import Pricing

extension DashboardPage {
    /// How many callsites a page has.
    static let callsitesOnPage = 20

    private var pages: Int { max(1, (figures.callsites.count + Self.callsitesOnPage - 1) / Self.callsitesOnPage) }
    private var page: Int { min(query.page, pages) }

    /// The callsites, a page at a time.
    var callsiteSection: HTML {
        let first = (page - 1) * Self.callsitesOnPage
        let rows = figures.callsites.dropFirst(first).prefix(Self.callsitesOnPage)
        let count = figures.callsites.count
        let note = count == 0 ? nil : "\(first + 1) – \(first + rows.count) of \(Int64(count).grouped)"
        return section("callsites", "Callsites", table: .callsites, note: note) {
            if rows.isEmpty {
                HTML("p", ["class": "empty"]) { "No calls in this period." }
            } else {
                scrolling("Callsites") {
                    HTML("table") {
                        HTML("caption", ["class": "visually-hidden"]) {
                            "Callsites by \(query.sort.rawValue), with what they cost"
                        }
                        HTML("thead") { HTML("tr") { callsiteHeads } }
                        HTML("tbody") {
                            for row in rows { callsiteRow(row) }
                        }
                    }
                }
                if pages > 1 { pageLinks }
            }
        }
    }

    @HTMLBuilder
    private var callsiteHeads: HTML {
        head("Callsite", .callsite, isNumber: false)
        head("Cost", .cost)
        HTML("th", ["scope": "col"]) { "Share" }
        HTML("th", ["scope": "col"]) { "Team" }
        HTML("th", ["scope": "col"]) { "Model" }
        head("Change", .change)
        head("Calls", .calls)
        head("A call", .average)
        head("Tokens in", .input)
        head("Tokens out", .output)
        head("Cached", .cache)
    }

    private func head(_ title: String, _ sort: DashboardSort, isNumber: Bool = true) -> HTML {
        let isSorted = query.sort == sort
        let order = sort == .callsite ? "ascending" : "descending"
        return HTML(
            "th", ["scope": "col", "class": isNumber ? "n" : nil, "aria-sort": isSorted ? order : nil]
        ) {
            HTML("a", ["href": query.with { $0.sort = sort }.link() + "#callsites"]) {
                title
                if isSorted { HTML("span", ["aria-hidden": "true"]) { sort == .callsite ? " ↑" : " ↓" } }
            }
        }
    }

    private func callsiteRow(_ row: CallsiteFigures) -> HTML {
        let figures = row.figures
        return HTML("tr") {
            HTML("th", ["scope": "row"]) {
                HTML("a", ["href": query.with { $0.callsite = row.callsite }.link()]) { HTML("bdi") { row.callsite } }
            }
            HTML("td", ["class": "n"]) {
                if figures.estimated > .zero { HTML("span", ["title": "includes estimates"]) { "~" } }
                figures.cost.amount
            }
            HTML("td", ["class": "share"]) { share(of: figures.cost) }
            HTML("td") {
                if self.figures.access.team == nil {
                    HTML("a", ["href": query.with { $0.team = row.team }.link()]) { HTML("bdi") { row.team } }
                } else {
                    HTML("bdi") { row.team }
                }
            }
            HTML("td", ["class": "model"]) {
                HTML("a", ["href": query.with { $0.model = row.model }.link()]) { HTML("bdi") { row.model } }
            }
            HTML("td", ["class": "n"]) { row.previousCost.map { figures.cost.change(from: $0) } ?? "new" }
            HTML("td", ["class": "n"]) { figures.calls.grouped }
            HTML("td", ["class": "n"]) { row.average.display }
            HTML("td", ["class": "n"]) { figures.allInputTokens.brief }
            HTML("td", ["class": "n"]) { figures.outputTokens.brief }
            HTML("td", ["class": "n"]) { figures.cacheHitPermille.map { Tenths(tenths: $0).percentage } ?? "–" }
        }
    }

    /// The share of the total as a small bar and a number.
    func share(of cost: Money) -> HTML {
        let place = Scale(upTo: figures.total.cost).place(cost, on: 100)
        return HTML("span", ["class": "share"]) {
            HTML("svg", ["width": "44", "height": "8", "aria-hidden": "true"]) {
                HTML("rect", ["class": "track", "width": "44", "height": "8", "rx": "2"])
                HTML("rect", ["class": "s1", "width": place.percent, "height": "8", "rx": "2"])
            }
            HTML("span") { place.tenths == 0 && cost > .zero ? "< 0.1 %" : place.percentage }
        }
    }

    private var pageLinks: HTML {
        HTML("nav", ["class": "pages", "aria-label": "Pages of callsites"]) {
            if page > 1 {
                HTML("a", ["href": query.with { $0.page = page - 1 }.link() + "#callsites", "rel": "prev"]) {
                    "← Previous"
                }
            }
            HTML("span") { "Page \(page) of \(pages)" }
            if page < pages {
                HTML("a", ["href": query.with { $0.page = page + 1 }.link() + "#callsites", "rel": "next"]) { "Next →" }
            }
        }
    }
}
