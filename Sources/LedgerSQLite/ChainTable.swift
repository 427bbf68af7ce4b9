internal import SQLite

/// A table whose rows are in the chain: only ever added to, under numbers that rise.
///
/// Texts, series and prices are what calls refer to; without them a call would say nothing.
enum ChainTable: UInt8, CaseIterable {
    case text = 1
    case series = 2
    case price = 3
    case call = 4
    case correction = 5
    case budgetChange = 6

    /// The rows after a number, up to another one.
    var rows: StaticString {
        switch self {
        case .text: "SELECT * FROM text WHERE id > ? AND id <= ? ORDER BY id"
        case .series: "SELECT * FROM series WHERE id > ? AND id <= ? ORDER BY id"
        case .price: "SELECT * FROM price WHERE id > ? AND id <= ? ORDER BY id"
        case .call: "SELECT * FROM call WHERE sequence > ? AND sequence <= ? ORDER BY sequence"
        case .correction: "SELECT * FROM correction WHERE sequence > ? AND sequence <= ? ORDER BY sequence"
        case .budgetChange: "SELECT * FROM budget_change WHERE id > ? AND id <= ? ORDER BY id"
        }
    }

    /// The name of the table.
    var name: String { self == .budgetChange ? "budget_change" : "\(self)" }

    /// The lowest number of each table, in the order of the cases. Rows count from 1.
    static let oldest: StaticString = """
        SELECT (SELECT coalesce(min(id), 1) FROM text), (SELECT coalesce(min(id), 1) FROM series),
        (SELECT coalesce(min(id), 1) FROM price), (SELECT coalesce(min(sequence), 1) FROM call),
        (SELECT coalesce(min(sequence), 1) FROM correction), (SELECT coalesce(min(id), 1) FROM budget_change)
        """

    /// The newest number of each table, in the order of the cases, also where the row was pruned.
    static let newest: StaticString = """
        SELECT (SELECT max(id) FROM text), (SELECT max(id) FROM series), (SELECT max(id) FROM price),
        max(coalesce((SELECT max(sequence) FROM call), 0), coalesce((SELECT max(last_call) FROM pruning), 0)),
        max(coalesce((SELECT max(sequence) FROM correction), 0),
            coalesce((SELECT max(last_correction) FROM pruning), 0)),
        (SELECT max(id) FROM budget_change)
        """
}
