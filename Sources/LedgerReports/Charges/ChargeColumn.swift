import Ledger
import Pricing

/// One column of an export of charges.
struct ChargeColumn: Sendable {
    /// One cell, by what it holds.
    enum Cell: Sendable {
        case text(String)
        /// A number or a time: nothing that a spreadsheet could run.
        case number(String)
        /// Not known, or not applicable.
        case null
    }

    let name: String
    let cell: @Sendable (ChargeRow) -> Cell

    /// A column of texts; `nil` is a null.
    static func text(_ name: String, _ value: @escaping @Sendable (ChargeRow) -> String?) -> ChargeColumn {
        ChargeColumn(name: name) { row in value(row).map(Cell.text) ?? .null }
    }

    /// A column of numbers or times; `nil` is a null.
    static func number(_ name: String, _ value: @escaping @Sendable (ChargeRow) -> String?) -> ChargeColumn {
        ChargeColumn(name: name) { row in value(row).map(Cell.number) ?? .null }
    }

    /// A column that is null in every row.
    static func null(_ name: String) -> ChargeColumn {
        ChargeColumn(name: name) { _ in .null }
    }

    func write(_ row: ChargeRow, into writer: inout CSVWriter) {
        switch cell(row) {
        case .text(let text): writer.text(text)
        case .number(let number): writer.number(number)
        case .null: writer.empty()
        }
    }
}
