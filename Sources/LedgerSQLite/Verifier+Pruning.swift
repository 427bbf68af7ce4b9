internal import Ledger
internal import Pricing
internal import SQLite

extension Verifier {
    /// The audits of the sums in order of their length, and what the sums of pruned calls come to once they are through.
    ///
    /// What an hourly sum before the cut holds beyond the calls that are there, pruned calls have brought: it has to be in
    /// the longer sums and the windows too.
    func rollupAudits(
        _ windows: WindowAudit?, _ range: PrunedRange?
    ) -> (audits: [RollupAudit], months: () -> [PrunedMonth]) {
        guard let range else { return (Rollup.allCases.map { RollupAudit($0, database) }, { [] }) }
        let longer = Rollup.allCases.filter { $0 != .hour }.map { RollupAudit($0, database) }
        var sums = PrunedSums()
        let hourly = RollupAudit(.hour, database, prunedBefore: range.cut) { [self] figures, series, hour in
            sums.add(figures, series: series, at: hour)
            for audit in longer { try audit.add(figures, series: series, at: hour, report: report) }
            try windows?.add(figures, series: series, at: hour)
        }
        return (
            [hourly] + longer,
            {
                sums.finish()
                return sums.months
            }
        )
    }

    /// Whether the sums of pruned calls are what they were when these went.
    func checkPrunedMonths(_ found: [PrunedMonth]) throws {
        let sealed = try database.prunedMonths()
        let starts = Set((sealed + found).map(\.start)).sorted()
        for start in starts {
            let before = sealed.first { $0.start == start } ?? PrunedMonth(start: start)
            let now = found.first { $0.start == start } ?? PrunedMonth(start: start)
            guard before != now else { continue }
            report(
                "pruned_month",
                "\(start.iso8601.prefix(7)): the calls that were pruned are \(before.words), the sums by hour say "
                    + "\(now.words)"
                    + (before.words == now.words ? ", in other hours, series, tokens or components" : ""))
        }
        check("pruned_month", Int64(sealed.count))
    }

    /// Whether a call or a reservation of an id was pruned.
    func isPruned(_ id: String) throws -> Bool {
        try !PrunedIDs(connection: database.connection).bills(of: id).isEmpty
    }

    /// Whether every pruning is in the chain, what is kept of pruned rows is what it was when they went, and nothing that
    /// went is there again.
    func checkPrunings(upTo newestLink: Int64, _ links: PrunedLinkAudit) throws {
        links.finish(report: report)
        guard let newest = try database.newestPruning() else { return }
        if newest.link > newestLink || newest.link < 1 {
            report("chain", "pruning \(newest.number) is covered by no link")
        }
        if try database.prunedSeal() != newest.seal {
            report("chain", "what is kept of the calls of pruning \(newest.number) is not what it was")
        }
        guard newest.step == .finished else { return }
        let again = try database.connection.integer(
            "SELECT sequence FROM call INDEXED BY call_at WHERE at < ? AND sequence <= ? LIMIT 1",
            .integer(newest.range.cut.milliseconds), .integer(newest.range.lastCall))
        if let again { report("chain", "row \(again) of table call was pruned, and is there again") }
        let ids = try PrunedIDs(connection: database.connection).seal()
        if ids.count != newest.ids?.count || ids.seal != newest.ids?.seal {
            report("chain", "the ids of pruned calls are not those that were remembered")
        }
    }
}

/// Computes the hashes of links that rows were pruned of, as the chain is walked along.
struct PrunedLinkAudit {
    private let rows: [PrunedLinks]
    private let range: PrunedRange?
    private var position = 0
    private var digest: RowDigest?

    init(_ database: Database) throws {
        rows = try database.prunedLinks()
        range = try database.newestPruning()?.range
    }

    /// Takes the next link, if it is one that cannot be computed by itself.
    mutating func take(
        _ link: ChainLink, after last: ChainLink, in chain: Chain, report: (String, String) -> Void
    ) throws -> Bool {
        while position < rows.count, rows[position].last < link.number { position += 1 }
        guard position < rows.count, rows[position].contains(link.number), let range else { return false }
        if link.number == rows[position].first { digest = PrunedLinks.digest() }
        var hashed = digest ?? PrunedLinks.digest()
        digest = nil
        hashed.add(link)
        try chain.forEachRow(after: last, through: link.newest, begin: { _ in }) { row, table in
            if try !range.takes(row, of: table, in: chain.connection) { hashed.add(row, of: table) }
        }
        try chain.addPrunings(of: link.number, to: &hashed)
        digest = hashed
        guard link.number == rows[position].last else { return true }
        digest = nil
        if hashed.finish() != rows[position].sha256 {
            report(
                "chain",
                "links \(rows[position].first) to \(link.number): rows that were left when others were pruned were "
                    + "changed, added or removed, or the links were")
        }
        return true
    }

    /// Tells of links that are missing.
    func finish(report: (String, String) -> Void) {
        guard digest != nil || position < rows.count - 1 else { return }
        report(
            "chain", "links from \(rows[min(position, rows.count - 1)].first) on are missing, of which rows were pruned"
        )
    }
}
