import LedgerReports
import LosslessJSON

/// Rows of named cells, printed in whichever form was asked for.
struct Listing {
    /// One cell, by what it holds.
    enum Cell {
        /// A text, or nothing.
        case text(String?)
        /// A whole number, or nothing.
        case count(Int64?)
        /// An amount or a rate: exact text in data, `display` in tables.
        case amount(String?, display: String)
    }

    private let columns: [TextTable.Column]
    private var rows: [[Cell]] = []

    /// A listing without rows; the titles are the names of the members in JSON and of the columns in CSV.
    init(_ columns: [TextTable.Column]) {
        self.columns = columns
    }

    mutating func add(_ cells: [Cell]) {
        rows.append(cells)
    }

    /// Prints the rows on standard output.
    ///
    /// - Parameters:
    ///   - format: The form.
    ///   - name: The name of the list in the JSON document.
    /// - Throws: What standard output throws.
    func print(as format: OutputFormat, name: String) throws {
        switch format {
        case .table: try StandardOutput.write(Array(table.utf8))
        case .csv: try StandardOutput.write(csv)
        case .json:
            var writer = JSONWriter()
            writer.beginObject()
            writer.key(name)
            writer.beginArray()
            for row in rows { write(row, into: &writer) }
            writer.endArray()
            writer.endObject()
            try StandardOutput.print(writer.text)
        case .jsonl:
            for row in rows {
                var writer = JSONWriter()
                write(row, into: &writer)
                try StandardOutput.print(writer.text)
            }
        }
    }

    private var table: String {
        var table = TextTable(
            columns.map {
                .init($0.title.replacing("_", with: " "), $0.alignment, maximumWidth: $0.maximumWidth)
            })
        for row in rows {
            table.add(
                row.map { cell in
                    switch cell {
                    case .text(let text): text ?? "-"
                    case .count(let count): count?.grouped ?? "-"
                    case .amount(_, let display): display
                    }
                })
        }
        return table.text
    }

    private var csv: [UInt8] {
        var writer = CSVWriter()
        writer.row(columns.map(\.title))
        for row in rows {
            for cell in row {
                switch cell {
                case .text(let text): writer.text(text)
                case .count(let count?): writer.number(count)
                case .amount(let amount?, _): writer.number(amount)
                case .count(nil), .amount(nil, _): writer.empty()
                }
            }
            writer.endRow()
        }
        return writer.bytes
    }

    private func write(_ row: [Cell], into writer: inout JSONWriter) {
        writer.beginObject()
        for (column, cell) in zip(columns, row) {
            writer.key(column.title)
            switch cell {
            case .text(let text?), .amount(let text?, _): writer.string(text)
            case .count(let count?): writer.number(count)
            case .text(nil), .amount(nil, _), .count(nil): writer.null()
            }
        }
        writer.endObject()
    }
}
