public import Ledger
import LosslessJSON
import Pricing

/// Writes a spend report in the forms that people and scripts read. Money is exact everywhere but in the table.
public struct SpendRendering: Sendable {
    let report: SpendReport

    /// Names of the columns after the keys.
    static let columns =
        ["calls", "input_tokens", "cache_read_tokens", "cache_write_tokens", "output_tokens", "cost_usd"]
        + CostComponent.allCases.map { "\($0.rawValue)_usd" } + ["estimated_usd", "unpriced_calls"]

    /// A rendering of a report.
    public init(_ report: SpendReport) {
        self.report = report
    }

    /// One JSON document: `{"from","to","rows":[…],"total":{…}}`.
    public var json: String { json(omitting: 0) }

    /// One JSON document of the first rows, with the number of those left out as `omitted`; the total is that of all.
    package func json(first count: Int) -> String { json(omitting: max(0, report.rows.count - count)) }

    private func json(omitting omitted: Int) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("from")
        writer.string(orNull: report.from?.iso8601)
        writer.key("to")
        writer.string(orNull: report.to?.iso8601)
        writer.key("rows")
        writer.beginArray()
        for row in report.rows.dropLast(omitted) { write(row, into: &writer) }
        writer.endArray()
        if omitted > 0 {
            writer.key("omitted")
            writer.number(omitted)
        }
        writer.key("total")
        writer.beginObject()
        write(report.total, into: &writer)
        writer.endObject()
        writer.endObject()
        return writer.text + "\n"
    }

    /// One JSON object a row, without the total.
    public var jsonLines: String {
        var text = ""
        for row in report.rows {
            var writer = JSONWriter()
            write(row, into: &writer)
            text += writer.text + "\n"
        }
        return text
    }

    /// A header and one line a row, without the total: a sum in the data would be counted twice.
    public var csv: [UInt8] { Self.csvHeader(report.keys) + csvRows }

    static func csvHeader(_ keys: [SpendKey]) -> [UInt8] {
        var writer = CSVWriter()
        writer.row(keys.map(\.name) + Self.columns)
        return writer.bytes
    }

    var csvRows: [UInt8] {
        var writer = CSVWriter()
        for row in report.rows {
            for value in row.key { writer.text(value) }
            for value in Self.values(of: row.figures) { writer.number(value) }
            writer.endRow()
        }
        return writer.bytes
    }

    /// Columns for people, with a total and a word on what the amounts leave out.
    public var table: String { plainTable.text + notes }

    /// The columns for people.
    var plainTable: TextTable {
        var table = TextTable(Self.heads(of: report.keys))
        for row in report.rows { table.add(row.key.map { $0 ?? "-" } + cells(row.figures)) }
        table.setFooter(footer)
        return table
    }

    /// The row of the total.
    var footer: [String] { report.keys.indices.map { $0 == 0 ? "total" : "" } + cells(report.total) }

    static func heads(of keys: [SpendKey]) -> [TextTable.Column] {
        let counts = ["calls", "input", "cache read", "cache write", "output", "cost"]
        return keys.map { TextTable.Column($0.name) } + counts.map { TextTable.Column($0, .right) }
    }

    func cells(_ figures: SpendFigures) -> [String] {
        let estimate = figures.estimated == .zero ? "" : "~"
        return [
            figures.calls, figures.inputTokens, figures.cacheReadTokens, figures.cacheWriteTokens,
            figures.outputTokens,
        ].map(\.grouped) + [estimate + figures.cost.display]
    }

    var notes: String {
        var notes = ""
        if report.total.estimated != .zero {
            notes += "~ includes estimates of \(report.total.estimated.display), until the true cost is known\n"
        }
        if report.total.unpricedCalls > 0 {
            let calls = report.total.unpricedCalls
            notes +=
                calls == 1
                ? "1 call has no known price and is not in the cost\n"
                : "\(calls.grouped) calls have no known price and are not in the cost\n"
        }
        return notes
    }

    private func write(_ row: SpendReport.Row, into writer: inout JSONWriter) {
        writer.beginObject()
        for (key, value) in zip(report.keys, row.key) {
            writer.key(key.name)
            writer.string(orNull: value)
        }
        write(row.figures, into: &writer)
        writer.endObject()
    }

    private func write(_ figures: SpendFigures, into writer: inout JSONWriter) {
        for (column, value) in zip(Self.columns, Self.values(of: figures)) {
            writer.key(column)
            if column.hasSuffix("_usd") {
                writer.string(value)
            } else if let number = JSONNumber(value) {
                writer.number(number)
            }
        }
    }

    private static func values(of figures: SpendFigures) -> [String] {
        let counts = [
            figures.calls, figures.inputTokens, figures.cacheReadTokens, figures.cacheWriteTokens,
            figures.outputTokens,
        ]
        return counts.map { String($0) } + [figures.cost.usd]
            + CostComponent.allCases.map { figures.breakdown[$0].usd }
            + [figures.estimated.usd, String(figures.unpricedCalls)]
    }
}
