internal import Ledger
internal import Pricing
internal import SQLite

/// Recomputes every total of a ledger from its rows and compares, in one pass in the order of time.
///
/// Its memory is bounded by what one day holds, and by the numbers of budgets and of corrected calls.
final class Verifier {
    let database: Database
    private(set) var result = Verification()

    init(_ database: Database) {
        self.database = database
    }

    /// Makes all checks. What one of them cannot read is a finding, and the others go on.
    ///
    /// - Parameter mark: How far the ledger had come at least.
    /// - Returns: What was checked, and what was found.
    func verify(against mark: CommitMark? = nil) -> Verification {
        attempt("integrity") { try checkFile() }
        attempt("schema") { try checkSchema() }
        attempt("row_checksum") { try checkRows() }
        attempt("call") { try checkSums() }
        attempt("reservation") { try checkReservations() }
        attempt("call_detail") { try checkDetails() }
        attempt("chain") { try checkChain(against: nil) }
        attempt("log") { try checkLog(against: mark) }
        return result
    }

    func attempt(_ name: String, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            report(name, "\(error)")
        }
    }

    /// Whether all sums are those of the calls, and of those that were pruned.
    private func checkSums() throws {
        let pruned = try database.newestPruning()?.range
        var windows: WindowAudit?
        attempt("budget_window") { windows = try WindowAudit(database) }
        let (audits, prunedMonths) = rollupAudits(windows, pruned)
        var examined: Int64 = 0
        // Most calls have none, and a set is quicker to ask than the table.
        let corrected = Set(try database.connection.all("SELECT DISTINCT call FROM correction") { $0.integer(0) })
        try database.connection.forEach("SELECT * FROM call ORDER BY at") { row in
            examined += 1
            // What goes is in the sums of what went, whether it has gone yet or not.
            if pruned?.takes(call: row.integer(0), at: row.integer(2)) == true { return }
            guard let entry = entry(row, isCorrected: corrected.contains(row.integer(0))) else { return }
            for audit in audits { try audit.add(entry, report: report) }
            try windows?.add(entry)
        }
        check("call", examined)
        for audit in audits {
            try audit.finish(report: report)
            check(audit.name, audit.examined)
        }
        if pruned != nil { attempt("pruned_month") { try checkPrunedMonths(prunedMonths()) } }
        guard let windows else { return }
        attempt("budget_window") { try windows.finish(report: report) }
        check("budget_window", windows.examined)
    }

    /// Whether the log still had what was committed.
    private func checkLog(against mark: CommitMark?) throws {
        check("log", mark == nil ? 0 : 1)
        let present = try CommitMark(database.connection)
        if let error = mark?.missing(from: present, path: database.connection.path) { report("log", error.message) }
    }

    func check(_ name: String, _ examined: Int64) {
        result.checks.append(Verification.Check(name: name, examined: examined))
    }

    func report(_ check: String, _ message: String) {
        guard result.findings.count < Verification.maximumFindings else { return }
        result.findings.append(Verification.Finding(check: check, message: message))
    }

    /// The call of a row as it stands; `nil`, with a finding, where it cannot be read.
    private func entry(_ row: borrowing Statement, isCorrected: Bool) -> Entry? {
        do {
            let entry = try database.originalEntry(row)
            return isCorrected ? try database.corrected(entry) : entry
        } catch {
            report("call", "row \(row.integer(0)): \(error)")
            return nil
        }
    }

    /// Whether every reservation has the call that its state asks for, and no other.
    private func checkReservations() throws {
        var examined: Int64 = 0
        try database.connection.forEach(
            """
            SELECT r.id, r.state, c.sequence, c.reservation = r.number, e.id FROM reservation AS r
            LEFT JOIN call AS c ON c.id = r.id LEFT JOIN counted_elsewhere AS e ON e.id = r.id
            """
        ) { row in
            examined += 1
            let hasCall = !row.isNull(2)
            let isOwn = hasCall && row.integer(3) == 1
            let isElsewhere = !row.isNull(4)
            let isRight =
                switch row.text(1) {
                case "open": !hasCall && !isElsewhere
                case "settled": isOwn || isElsewhere
                case "expired": isOwn
                default: true
                }
            if isRight { return }
            // Its call may have been recorded under another id, from a log that tells another time, and be pruned.
            if row.text(1) == "settled", try isPruned(row.text(0)) { return }
            let id = LedgerError.quoted(row.text(0))
            report("reservation", "reservation \(id) is \(row.text(1)), but \(hasCall ? "has a" : "has no") call")
        }
        check("reservation", examined)
    }
}
