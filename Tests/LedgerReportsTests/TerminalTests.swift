import Ledger
import LedgerReports
import Pricing
import Testing

@Suite("Bars and trends on a terminal")
struct TerminalTests {
    private func dollars(_ count: Int128) -> Money { Money(picodollars: count * Money.picodollarsPerDollar) }

    @Test(
        "A bar is as long as the share, to an eighth; what is above nothing is seen",
        arguments: [(8, "████"), (4, "██"), (1, "▌"), (0, ""), (-3, ""), (9, "████"), (5, "██▌")])
    func bars(amount: Int128, bar: String) {
        #expect(BlockBar.bar(dollars(amount), of: dollars(8), width: 4) == bar)
        #expect(BlockBar.bar(Money(picodollars: 1), of: dollars(8), width: 4) == "▏")
    }

    @Test("A trend has the largest at full height and a blank for nothing")
    func trend() {
        #expect(BlockBar.trend([dollars(8), .zero, dollars(1), dollars(4), dollars(-2)]) == "█ ▂▅ ")
        #expect(BlockBar.trend([.zero, .zero]) == "  ")
    }

    private var report: SpendReport {
        let rows = [("search", Int128(8)), ("ads\u{1B}[31m", 2)].map { name, cost in
            var figures = SpendFigures()
            figures.calls = 1
            figures.breakdown.other = Money(picodollars: cost * Money.picodollarsPerDollar)
            return SpendReport.Row(key: [name], figures: figures)
        }
        return SpendReport(keys: [.team], filter: CallFilter(), groups: rows)
    }

    @Test(
        "The table gets a trend and a bar where there is room, then a bar, then nothing, then no tokens",
        arguments: [200, 80, 72, 60])
    func room(width: Int) {
        let trends: [[String?]: [Money]] = [["search"]: [dollars(1), dollars(8)]]
        let rendering = SpendRendering(report)
        let text = rendering.table(width: width, trends: trends)
        #expect(text.contains("▂█") == (width >= 80))
        #expect(text.contains("█████") == (width >= 72))
        #expect(!text.contains("\u{1B}"))
        #expect(text.contains("cache read") == (width > 60))
        #expect(text.contains("cost") && text.contains("$8"))
        for line in text.split(separator: "\n") { #expect(line.count <= width) }
        #expect(text.contains("total"))
    }
}
