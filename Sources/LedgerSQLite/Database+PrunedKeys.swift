internal import Ledger
internal import Pricing
internal import SQLite

/// The ids of some calls that go, in the order in which they are kept: written so, they touch each page once and not once
/// for each id.
struct PrunedKeys {
    /// Of how many calls they are at most; the more, the fewer pages are written, and the more memory is used.
    private static let calls = 250_000
    /// How many rows are looked at from one state of the ledger.
    private static let page = 10_000

    /// The ids.
    private(set) var keys: [PrunedIDs.Key] = []
    /// Where to go on; `nil` where no call is left.
    private(set) var next: PruningPosition?

    /// Collects the ids of the next calls, in the order of time.
    init(_ database: Database, _ range: PrunedRange, from moment: Int64, after sequence: Int64) throws {
        var position = (at: moment, sequence: sequence)
        let corrected = Set(
            try database.connection.all("SELECT DISTINCT call FROM correction") { $0.integer(0) })
        var taken = 0
        while taken < Self.calls {
            var looked = 0
            try database.connection.forEach(
                """
                SELECT sequence, at, id, request_id, series, input, cache_read, cache_write_5m, cache_write_1h, output,
                other_usage FROM call INDEXED BY call_at
                WHERE (at, sequence) > (?, ?) AND at < ? AND sequence <= ? ORDER BY at, sequence LIMIT ?
                """, .integer(position.at), .integer(position.sequence), .integer(range.cut.milliseconds),
                .integer(range.lastCall), .integer(Int64(Self.page))
            ) { row in
                looked += 1
                position = (row.integer(1), row.integer(0))
                if corrected.contains(row.integer(0)) {
                    try addAll(of: row.integer(0), in: database)
                } else {
                    try add(row, database.dimensions)
                }
            }
            taken += looked
            guard looked == Self.page else {
                position.at = .max
                break
            }
            try database.renew()
        }
        keys.sort()
        if position.at < .max { next = .ids(from: position.at, after: position.sequence) }
    }

    /// Adds the ids of a call that was never corrected.
    private mutating func add(_ row: borrowing Statement, _ dimensions: Dimensions) throws {
        guard let usage = UsageCoding.usage(row, at: 5) else {
            throw LedgerError.damagedRow("call", "\(row.integer(0))")
        }
        let bill = PrunedIDs.Bill(model: try dimensions.series(row.integer(4)).model, usage: usage)
        keys.append(PrunedIDs.Key(row.text(2), bill))
        if let requestID = row.optionalText(3) { keys.append(PrunedIDs.Key(requestID, bill)) }
    }

    /// Adds all ids that a corrected call ever had.
    private mutating func addAll(of sequence: Int64, in database: Database) throws {
        guard let entry = try database.storedEntry(sequence: sequence) else { return }
        var names = Set(
            try database.connection.all(
                """
                SELECT request_id FROM call WHERE sequence = ?1 AND request_id IS NOT NULL
                UNION SELECT request_id FROM correction WHERE call = ?1 AND request_id IS NOT NULL
                """, .integer(sequence)
            ) { $0.text(0) })
        names.insert(entry.recorded.call.id)
        for bill in try database.bills(of: entry) {
            for name in names { keys.append(PrunedIDs.Key(name, bill)) }
        }
    }
}
