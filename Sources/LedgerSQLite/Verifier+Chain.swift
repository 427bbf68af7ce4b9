internal import Ledger
internal import Pricing
internal import SQLite

extension Verifier {
    /// Whether every link of the chain is what its rows and the link before it make, whether all rows are covered, and
    /// whether a link that was kept elsewhere is still the one of its number.
    func checkChain(against kept: ChainHead?) throws {
        let chain = Chain(connection: database.connection)
        var pruned = try PrunedLinkAudit(database)
        var last = ChainLink.none
        var examined: Int64 = 0
        var keptHash: [UInt8]?
        try database.connection.forEach("SELECT * FROM chain_link ORDER BY number") { row in
            examined += 1
            let link = ChainLink(stored: row)
            if !row.isSealed { report("chain", "link \(link.number) does not agree with its checksum") }
            if last.number == .max || link.number != last.number + 1 {
                report("chain", "link \(link.number) follows link \(last.number); those between are missing")
            }
            if zip(link.newest, last.newest).contains(where: { $0 < $1 }) {
                report("chain", "link \(link.number) covers less than the link before it")
            }
            var hash = link.sha256
            if try !pruned.take(link, after: last, in: chain, report: report) {
                hash = try chain.hash(after: last, number: link.number, at: link.at, through: link.newest)
            }
            if hash != link.sha256 {
                let time = "\(last.at.iso8601) and \(link.at.iso8601)"
                report("chain", "link \(link.number): rows recorded between \(time) were changed, added or removed")
            }
            if link.number == kept?.number { keptHash = hash }
            last = link
        }
        for (table, (row, covered)) in zip(ChainTable.allCases, zip(try chain.newestRows(), last.newest))
        where row != covered {
            report(
                "chain",
                "table \(table.name) ends at row \(row), the chain covers it up to row \(covered)")
        }
        for (table, row) in zip(ChainTable.allCases, try chain.oldestRows()) where row < 1 {
            report("chain", "table \(table.name) has row \(row), which the chain cannot cover: rows count from 1")
        }
        try checkPrunings(upTo: last.number, pruned)
        if let kept { compare(kept, keptHash, end: last) }
        check("chain", examined)
    }

    private func compare(_ kept: ChainHead, _ hash: [UInt8]?, end: ChainLink) {
        guard let hash else {
            return report(
                "chain", "the chain ends at link \(end.number), before link \(kept.number) that was kept elsewhere")
        }
        var link = end
        link.sha256 = hash
        guard link.head.sha256 != kept.sha256.lowercased() else { return }
        report(
            "chain",
            "link \(kept.number) is not the one that was kept elsewhere: what was recorded up to "
                + "\(kept.at.iso8601) is not what it was")
    }

    /// Makes only the checks of the chain.
    func verifyChain(against kept: ChainHead?) -> Verification {
        attempt("chain") { try checkChain(against: kept) }
        return result
    }
}
