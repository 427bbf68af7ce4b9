import Ledger
public import Pricing

extension SpendRendering {
    /// The narrowest and the widest bar.
    private static let barWidths = 6...32
    private static let trendHead = "trend"

    /// The table for a terminal: behind each row a bar of its cost, and its trend where there is one. Where the
    /// terminal has no room for a trend it is left out, and then the bar too, so that no line is longer for it.
    /// Where it is narrower than the columns, those of tokens are left out.
    ///
    /// - Parameters:
    ///   - width: The width of the terminal, in characters.
    ///   - trends: What the stretches of the time before cost, by the keys of a row.
    /// - Returns: The lines, each ended.
    public func table(width: Int, trends: [[String?]: [Money]] = [:]) -> String {
        let plain = plainTable.width
        let trendWidth = trends.isEmpty ? 0 : max(Self.trendHead.count, trends.values.map(\.count).max() ?? 0)
        let room = width - plain - 2
        let hasTrend = trendWidth > 0 && room >= trendWidth + 2 + Self.barWidths.lowerBound
        let barWidth = min(hasTrend ? room - trendWidth - 2 : room, Self.barWidths.upperBound)
        guard barWidth >= Self.barWidths.lowerBound else {
            return (plain <= width ? plainTable : narrowTable).text + notes
        }
        var decorated = TextTable(
            Self.heads(of: report.keys) + (hasTrend ? [TextTable.Column(Self.trendHead)] : []) + [TextTable.Column("")])
        let whole = report.rows.map(\.figures.cost).max() ?? .zero
        for row in report.rows {
            let trend = hasTrend ? [BlockBar.trend(trends[row.key] ?? [])] : []
            decorated.add(
                row.key.map { $0 ?? "-" } + cells(row.figures) + trend
                    + [BlockBar.bar(row.figures.cost, of: whole, width: barWidth)])
        }
        decorated.setFooter(footer)
        return decorated.text + notes
    }

    /// The keys, calls and cost.
    private var narrowTable: TextTable {
        let tokens = (report.keys.count + 1)..<(report.keys.count + 5)
        func narrow<Cell>(_ row: [Cell]) -> [Cell] { row.indices.filter { !tokens.contains($0) }.map { row[$0] } }
        var table = TextTable(narrow(Self.heads(of: report.keys)))
        for row in report.rows { table.add(narrow(row.key.map { $0 ?? "-" } + cells(row.figures))) }
        table.setFooter(narrow(footer))
        return table
    }
}
