import Insights
import Ledger
import LedgerReports
import Pricing

/// The dashboard as one page of HTML: a pure function of its figures.
///
/// It needs no script and asks no other host for anything. Everything that comes from outside is escaped by ``HTML``.
public struct DashboardPage: Sendable {
    let figures: DashboardFigures
    /// Whether the page offers to log out.
    let hasSession: Bool

    /// A page of figures.
    ///
    /// - Parameters:
    ///   - figures: What it shows.
    ///   - hasSession: Whether somebody is logged in, and may log out.
    public init(_ figures: DashboardFigures, hasSession: Bool = false) {
        self.figures = figures
        self.hasSession = hasSession
    }

    var query: DashboardQuery { figures.query }

    /// The page.
    public var html: String {
        Self.frame(title: "Bedrock spend · \(rangeTitle)") {
            HTML("a", ["class": "skip", "href": "#content"]) { "Skip to the figures" }
            Self.hatch
            header
            HTML("main", ["id": "content"]) {
                alerts
                tiles
                spendSection
                budgetSection
                callsiteSection
                modelSection
                refusalSection
            }
            footer
        }.markup
    }

    /// A whole page around its body.
    static func frame(title: String, @HTMLBuilder body: () -> HTML) -> HTML {
        .document(
            HTML("html", ["lang": "en"]) {
                HTML("head") {
                    HTML("meta", ["charset": "utf-8"])
                    HTML("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                    HTML("meta", ["name": "color-scheme", "content": "light dark"])
                    HTML("title") { title }
                    HTML("link", ["rel": "icon", "href": "/dashboard/icon.svg", "type": "image/svg+xml"])
                    HTML("link", ["rel": "stylesheet", "href": "/dashboard/style.css"])
                }
                HTML("body") { body() }
            })
    }

    /// The pattern of what is held, which other drawings refer to.
    private static var hatch: HTML {
        HTML("svg", ["class": "defs", "width": "0", "height": "0", "aria-hidden": "true", "focusable": "false"]) {
            HTML("defs") {
                HTML(
                    "pattern",
                    [
                        "id": "hatch", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
                        "patternTransform": "rotate(45)",
                    ]
                ) {
                    HTML("line", ["class": "hatch-line", "y2": "6", "x1": "1", "x2": "1"])
                }
            }
        }
    }

    /// The dates that are shown, for people.
    var rangeTitle: String {
        let last = figures.range.upperBound.advanced(byMilliseconds: -1)
        let first = figures.range.lowerBound
        if first.startOfDay == last.startOfDay { return "\(first.day), \(first.iso8601.prefix(4))" }
        let sameYear = first.iso8601.prefix(4) == last.iso8601.prefix(4)
        return "\(first.day)\(sameYear ? "" : ", \(first.iso8601.prefix(4))") – \(last.day), \(last.iso8601.prefix(4))"
    }

    /// A section with its heading and a link to its figures as CSV.
    func section(
        _ id: String, _ title: String, table: DashboardTable? = nil, note: String? = nil,
        @HTMLBuilder content: () -> HTML
    ) -> HTML {
        HTML("section", ["id": id, "aria-labelledby": "\(id)-title", "class": "card"]) {
            HTML("div", ["class": "section-head"]) {
                HTML("h2", ["id": "\(id)-title"]) { title }
                if let note { HTML("p", ["class": "muted"]) { note } }
                if let table {
                    HTML("a", ["class": "csv", "href": query.link(to: table), "download": ""]) {
                        "CSV"
                        HTML("span", ["class": "visually-hidden"]) { " of \(title.lowercased())" }
                    }
                }
            }
            content()
        }
    }
}
