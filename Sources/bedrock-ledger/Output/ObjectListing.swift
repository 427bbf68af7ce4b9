import LedgerReports
import LosslessJSON

/// Objects that are listed: nested in JSON, flat and exact in CSV, in few columns for people.
struct ObjectListing<Element> {
    /// One column of a table or of CSV.
    struct Column {
        /// The name at the head of the column.
        let name: String
        /// Whether the column holds numbers, which tables align on the right and CSV does not guard.
        let isNumber: Bool
        /// The cell of an element; `nil` leaves it empty.
        let value: (Element) -> String?

        /// A column of texts.
        static func text(_ name: String, _ value: @escaping (Element) -> String?) -> Column {
            Column(name: name, isNumber: false, value: value)
        }

        /// A column of numbers, amounts or times.
        static func number(_ name: String, _ value: @escaping (Element) -> String?) -> Column {
            Column(name: name, isNumber: true, value: value)
        }
    }

    /// The member of the JSON document that holds the list, such as `budgets`.
    let name: String
    /// What people see: few columns, rounded amounts.
    let tableColumns: [Column]
    /// What spreadsheets get: everything, exact.
    let csvColumns: [Column]
    /// Writes one element as a JSON object.
    let write: (Element, inout JSONWriter) -> Void

    /// Prints a list.
    func print(_ elements: [Element], as format: OutputFormat) throws {
        var writer = JSONWriter()
        guard format == .json else { return try printRows(elements, as: format) }
        writer.beginObject()
        writer.key(name)
        writer.beginArray()
        for element in elements { write(element, &writer) }
        writer.endArray()
        writer.endObject()
        try StandardOutput.print(writer.text)
    }

    /// Prints one element: in JSON as an object of its own, else as a list of one.
    func print(_ element: Element, as format: OutputFormat) throws {
        try printRows([element], as: format == .json ? .jsonl : format)
    }

    private func printRows(_ elements: [Element], as format: OutputFormat) throws {
        switch format {
        case .table: try StandardOutput.write(Array(table(elements).utf8))
        case .csv: try StandardOutput.write(csv(elements))
        case .json, .jsonl:
            for element in elements {
                var writer = JSONWriter()
                write(element, &writer)
                try StandardOutput.print(writer.text)
            }
        }
    }

    private func table(_ elements: [Element]) -> String {
        var table = TextTable(
            tableColumns.map { column in
                // A name is cut where it is too long; a checksum is worth nothing without its end.
                TextTable.Column(
                    column.name, column.isNumber ? .right : .left, maximumWidth: column.name == "sha256" ? 64 : 60)
            })
        for element in elements { table.add(tableColumns.map { $0.value(element) ?? "-" }) }
        return table.text
    }

    private func csv(_ elements: [Element]) -> [UInt8] {
        var writer = CSVWriter()
        writer.row(csvColumns.map(\.name))
        for element in elements {
            for column in csvColumns {
                let cell = column.value(element)
                if let cell, column.isNumber { writer.number(cell) } else { writer.text(cell) }
            }
            writer.endRow()
        }
        return writer.bytes
    }
}
