internal import Ledger
internal import Pricing
internal import SQLite

/// The histories of input tokens as one transaction sees and changes them, written once at its end.
final class InputHistoryBook {
    private struct Key: Hashable {
        var month: Timestamp
        var model: Int64
        var callsite: Int64
    }

    private let database: Database
    private var rows: [Key: StoredInputHistory] = [:]
    private var changed: Set<Key> = []
    /// How often something was changed.
    private(set) var changes = 0

    init(_ database: Database) {
        self.database = database
    }

    /// Forgets everything, so that it is read anew: at the start of a transaction, and after one was undone.
    func forget() {
        rows = [:]
        changed = []
    }

    /// Counts a call, and returns the number of the row that it was counted in.
    func add(tokens: Int64, bytes: Int64, of call: Call) throws -> Int64 {
        let key = Key(
            month: InputHistory.month(of: call.at), model: try database.dimensions.id(ofText: call.cost.model),
            callsite: try database.dimensions.id(ofText: call.attribution.callsite))
        var row = try rows[key] ?? stored(key) ?? StoredInputHistory(id: try nextID(), history: InputHistory())
        row.history.add(tokens: tokens, bytes: bytes)
        rows[key] = row
        changed.insert(key)
        changes += 1
        return row.id
    }

    /// Writes what was changed.
    func flush() throws {
        for key in changed {
            guard let row = rows[key] else { continue }
            try database.connection.runSealed(
                "INSERT OR REPLACE INTO input_history VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(row.id), .integer(key.month.milliseconds), .integer(key.model), .integer(key.callsite),
                    .integer(row.history.samples), .integer(row.history.tokensPerMillionBytes),
                ])
        }
        changed = []
    }

    private func stored(_ key: Key) throws -> StoredInputHistory? {
        try database.connection.first(
            "SELECT * FROM input_history WHERE model = ? AND callsite = ? AND starts_at = ?", .integer(key.model),
            .integer(key.callsite), .integer(key.month.milliseconds)
        ) { try StoredInputHistory($0) }
    }

    /// A number above those of all rows, written or not.
    private func nextID() throws -> Int64 {
        let written = try database.connection.integer("SELECT max(id) FROM input_history") ?? 0
        return max(written, rows.values.map(\.id).max() ?? 0) + 1
    }
}
