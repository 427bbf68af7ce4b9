internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// The newest row of the table of prunings.
    func newestPruning() throws -> StoredPruning? {
        try connection.first("SELECT * FROM pruning ORDER BY link DESC LIMIT 1") { try StoredPruning($0) }
    }

    /// The prunings, oldest first.
    func prunings() throws -> [Pruning] {
        let rows = try connection.all("SELECT * FROM pruning ORDER BY link") { try StoredPruning($0) }
        return rows.filter { $0.step == .begun }.map { begun in
            begun.pruning(finishedAt: rows.first { $0.number == begun.number && $0.step == .finished }?.at)
        }
    }

    /// The months whose calls were pruned, in order.
    func prunedMonths() throws -> [PrunedMonth] {
        try connection.all("SELECT * FROM pruned_month ORDER BY starts_at") { try PrunedMonth($0) }
    }

    /// The links that cannot be computed again, in order.
    func prunedLinks() throws -> [PrunedLinks] {
        try connection.all("SELECT * FROM pruned_links ORDER BY first_link") { PrunedLinks($0) }
    }

    /// The hash over the tables of pruned months and links.
    func prunedSeal() throws -> [UInt8] {
        var digest = RowDigest(Array("bedrock-ledger pruning 1\n".utf8))
        try connection.forEach("SELECT * FROM pruned_month ORDER BY starts_at") { digest.add($0) }
        digest.add(UInt8(0))
        try connection.forEach("SELECT * FROM pruned_links ORDER BY first_link") { digest.add($0) }
        return digest.finish()
    }

    /// What is remembered of a pruned id or request id; `nil` where there is none.
    func prunedBills(of id: String) throws -> [PrunedIDs.Bill]? {
        guard let pruning else { return nil }
        var bills = try PrunedIDs(connection: connection).bills(of: id)
        if pruning.step == .begun { bills += try leavingBills(of: id, pruning.range) }
        return bills.isEmpty ? nil : bills
    }

    /// What is to be remembered of rows that go and are still there.
    private func leavingBills(of id: String, _ range: PrunedRange) throws -> [PrunedIDs.Bill] {
        var bills: [PrunedIDs.Bill] = []
        let entries = [
            try storedEntry(id: id), try storedEntry(requestID: id),
            try sequenceCountedElsewhere(id: id).flatMap { try storedEntry(sequence: $0) },
        ]
        for entry in entries.compactMap({ $0 }) where range.takes(entry) { bills += try self.bills(of: entry) }
        if let stored = try storedReservation(id: id), range.takes(stored) { bills.append(.none) }
        return bills
    }

    /// The bills of a call, as it was first recorded and as it stands.
    func bills(of entry: Entry) throws -> Set<PrunedIDs.Bill> {
        var bills: Set = [PrunedIDs.Bill(of: entry.recorded.call.cost)]
        if entry.recorded.corrections > 0,
            let original = try originalCall(sequence: entry.recorded.sequence)
        {
            bills.insert(PrunedIDs.Bill(of: original.cost))
        }
        return bills
    }

    /// Throws where a page of calls would need some that were pruned.
    func requireUnpruned(_ filter: CallFilter, after sequence: Int64 = 0) throws {
        guard let range = pruning?.range, sequence < range.lastCall, filter.since ?? .earliest < range.cut else {
            return
        }
        throw LedgerError.callsPruned(before: range.cut)
    }

    /// Throws where the calls of an hour would be needed, and were pruned.
    func requireUnpruned(hourOf moment: Timestamp) throws {
        guard let range = pruning?.range, moment < range.cut else { return }
        let any = try connection.integer(
            "SELECT 1 FROM rollup_hour WHERE starts_at = ? LIMIT 1", .integer(moment.startOfHour.milliseconds))
        if any != nil { throw LedgerError.hourPruned(moment, before: range.cut) }
    }

    /// Goes on with a newer state of the ledger, so that the log can be started over. No row may be being looked at.
    func renew() throws {
        try connection.execute("ROLLBACK")
        try connection.execute("BEGIN")
        try beginTransaction()
    }
}
