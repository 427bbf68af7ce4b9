import Ledger
import LedgerReports
import Pricing

extension DashboardPage {
    /// How many parts of the chart have a colour of their own.
    private static let colours = 6

    /// Spend over time.
    var spendSection: HTML {
        let chart = chart
        let word = figures.bucket.name
        return section("spend", "Spend by \(word)", table: .spend) {
            if figures.total.calls == 0 {
                HTML("p", ["class": "empty"]) { "No calls in this period." }
            } else {
                HTML("ul", ["class": "legend"]) {
                    for part in chart.series {
                        HTML("li", ["class": "swatch c\(part.colour)"]) {
                            HTML("bdi") { part.name }
                            " "
                            HTML("span", ["class": "muted"]) { part.amounts.reduce(.zero, +).amount }
                        }
                    }
                    HTML("li", ["class": "k-previous"]) {
                        "period before "
                        HTML("span", ["class": "muted"]) { figures.previous.reduce(.zero, +).amount }
                    }
                }
                chart.svg
                table(of: chart)
            }
        }
    }

    private var chart: StackedBars {
        var amounts: [String: [Money]] = [:]
        let labels = figures.starts.map { figures.bucket.text(of: $0) ?? "" }
        let positions = Dictionary(zip(labels, labels.indices)) { first, _ in first }
        for row in figures.spend.rows {
            guard let label = row.key[0], let position = positions[label] else { continue }
            amounts[row.key[1] ?? "none", default: Array(repeating: .zero, count: labels.count)][position] +=
                row.figures.cost
        }
        let parts = amounts.sorted { left, right in
            let sums = (left.value.reduce(.zero, +), right.value.reduce(.zero, +))
            return sums.0 == sums.1 ? left.key < right.key : sums.0 > sums.1
        }
        var series = parts.prefix(Self.colours).enumerated().map { index, part in
            StackedBars.Series(name: part.key, amounts: part.value, colour: index + 1)
        }
        if parts.count > Self.colours {
            let rest = parts.dropFirst(Self.colours).reduce(Array(repeating: Money.zero, count: labels.count)) {
                zip($0, $1.value).map(+)
            }
            series.append(
                StackedBars.Series(name: "\(parts.count - Self.colours) others", amounts: rest, colour: 0))
        }
        return StackedBars(
            title: "Spend by \(figures.bucket.name), stacked by \(query.grouping.rawValue)",
            summary: "\(figures.total.cost.amount) in all, \(figures.previousTotal.cost.amount) in the period before.",
            labels: figures.starts.map { name(of: $0, isShort: false) },
            shortLabels: figures.starts.map { name(of: $0, isShort: true) }, series: series, line: figures.previous)
    }

    private func name(of start: Timestamp, isShort: Bool) -> String {
        switch figures.bucket {
        case .hour: isShort ? start.clock : start.minute
        case .month: start.month
        default: isShort ? start.day : "\(start.weekday) \(start.day)"
        }
    }

    private func table(of chart: StackedBars) -> HTML {
        HTML("details") {
            HTML("summary") { "The same as a table" }
            scrolling("Spend by \(figures.bucket.name)") {
                HTML("table") {
                    HTML("caption", ["class": "visually-hidden"]) { chart.title }
                    HTML("thead") {
                        HTML("tr") {
                            HTML("th", ["scope": "col"]) { "Time" }
                            for part in chart.series { HTML("th", ["scope": "col", "class": "n"]) { part.name } }
                            HTML("th", ["scope": "col", "class": "n"]) { "Total" }
                            HTML("th", ["scope": "col", "class": "n"]) { "Before" }
                        }
                    }
                    HTML("tbody") {
                        for index in chart.labels.indices { row(index, of: chart) }
                    }
                }
            }
        }
    }

    private func row(_ index: Int, of chart: StackedBars) -> HTML {
        HTML("tr") {
            HTML("th", ["scope": "row"]) { chart.labels[index] }
            for part in chart.series { HTML("td", ["class": "n"]) { part.amounts[index].amount } }
            HTML("td", ["class": "n"]) { chart.series.reduce(.zero) { $0 + $1.amounts[index] }.amount }
            HTML("td", ["class": "n muted"]) { chart.line[index].amount }
        }
    }

    /// A table that scrolls by itself where it is wider than the screen.
    func scrolling(_ name: String, @HTMLBuilder table: () -> HTML) -> HTML {
        HTML("div", ["class": "scroll", "role": "region", "aria-label": name, "tabindex": "0"]) { table() }
    }
}
