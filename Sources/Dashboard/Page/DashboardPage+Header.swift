import Ledger
import Pricing

extension DashboardPage {
    /// The title, what is shown, and the form that changes it.
    var header: HTML {
        HTML("header", ["class": "top"]) {
            HTML("div", ["class": "title"]) {
                HTML("h1") {
                    HTML("span", ["class": "brand"]) { "Bedrock spend" }
                    " "
                    HTML("span", ["class": "range"]) { rangeTitle }
                }
                HTML("p", ["class": "muted"]) {
                    "Times in UTC. "
                    if let newest = figures.newestCall { "Newest call \(newest.ago(at: figures.now)). " }
                    "Estimates at list price; the AWS bill decides."
                }
            }
            periods
            filters
            HTML("p", ["class": "print-only"]) { query.link() }
        }
    }

    private var periods: HTML {
        HTML("nav", ["class": "periods", "aria-label": "Period"]) {
            for period in DashboardPeriod.named {
                HTML(
                    "a",
                    [
                        "href": query.with { $0.period = period }.link(),
                        "aria-current": period == query.period ? "true" : nil,
                    ]
                ) { period.title }
            }
        }
    }

    private var filters: HTML {
        let first = String(figures.range.lowerBound.iso8601.prefix(10))
        let last = String(figures.range.upperBound.advanced(byMilliseconds: -1).iso8601.prefix(10))
        return HTML("form", ["class": "filters", "action": "/dashboard", "method": "get", "aria-label": "Filters"]) {
            field("Period", "period") {
                HTML("select", ["id": "period", "name": "period"]) {
                    for period in DashboardPeriod.named {
                        HTML(
                            "option", ["value": period.name, "selected": period == query.period ? "" : nil]
                        ) { period.title }
                    }
                    HTML("option", ["value": "custom", "selected": isCustom ? "" : nil]) { "The dates given" }
                }
            }
            field("From", "from") {
                HTML("input", ["id": "from", "name": "from", "type": "date", "value": first])
            }
            field("Through", "to") {
                HTML("input", ["id": "to", "name": "to", "type": "date", "value": last])
            }
            // By these it shows whether somebody has changed the dates.
            HTML("input", ["name": "dates", "type": "hidden", "value": "\(first)..\(last)"])
            if figures.access.team == nil {
                field("Team", "team") { choices("team", figures.teams, chosen: query.team) }
            }
            field("Model", "model") { choices("model", figures.models.map(\.name), chosen: query.model) }
            field("Callsite", "callsite") { input("callsite", query.callsite) }
            field("Tag env", "env") { input("env", query.environment) }
            field("Stacked by", "by") {
                HTML("select", ["id": "by", "name": "by"]) {
                    for grouping in DashboardGrouping.allCases {
                        HTML(
                            "option",
                            ["value": grouping.rawValue, "selected": grouping == query.grouping ? "" : nil]
                        ) { grouping.rawValue }
                    }
                }
            }
            HTML("div", ["class": "actions"]) {
                HTML("button", ["type": "submit"]) { "Show" }
                HTML("a", ["href": "/dashboard"]) { "Reset" }
            }
        }
    }

    private var isCustom: Bool {
        if case .custom = query.period { true } else { false }
    }

    private func field(_ label: String, _ id: String, @HTMLBuilder control: () -> HTML) -> HTML {
        HTML("div", ["class": "field"]) {
            HTML("label", ["for": id]) { label }
            control()
        }
    }

    private func input(_ name: StaticString, _ value: String?) -> HTML {
        HTML("input", ["id": "\(name)", "name": "\(name)", "value": value, "maxlength": "512", "placeholder": "any"])
    }

    /// A choice of names; the chosen one is among them even where it has no calls.
    private func choices(_ name: StaticString, _ names: [String], chosen: String?) -> HTML {
        let extra = chosen.flatMap { names.contains($0) ? nil : $0 }
        return HTML("select", ["id": "\(name)", "name": "\(name)"]) {
            HTML("option", ["value": ""]) { "any" }
            for option in ([extra].compactMap { $0 } + names.prefix(200)) {
                HTML("option", ["value": option, "selected": option == chosen ? "" : nil]) { option }
            }
        }
    }

    /// What stands below everything.
    var footer: HTML {
        HTML("footer") {
            HTML("p") {
                if let version = figures.ratesVersion { "Price table of \(version). " }
                "Amounts are exact sums of the ledger's calls, shown to the cent; CSV has every digit. "
                "No prompt and no answer is kept."
            }
            if hasSession {
                HTML("form", ["method": "post", "action": "/dashboard/logout"]) {
                    HTML("button", ["type": "submit"]) { "Log out" }
                }
            }
        }
    }
}
