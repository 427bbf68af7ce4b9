internal import Ledger
internal import SQLite

/// A row of the table of histories: what one month adds to the history of a model and a callsite.
struct StoredInputHistory {
    /// The row's number.
    var id: Int64
    /// What was counted.
    var history: InputHistory

    init(id: Int64, history: InputHistory) {
        self.id = id
        self.history = history
    }

    /// Reads a row of the table.
    init(_ row: borrowing Statement) throws {
        guard row.isSealed else { throw LedgerError.damagedRow("input_history", "\(row.integer(0))") }
        id = row.integer(0)
        history = InputHistory(samples: row.integer(4), tokensPerMillionBytes: row.integer(5))
    }
}
