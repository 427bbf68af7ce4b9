internal import Ledger
internal import Pricing
internal import SQLite

extension PruningSurvey {
    /// The links of the chain that cannot be computed again once the rows have gone, with the hashes of what is left.
    ///
    /// - Throws: Where a link is not the hash of its rows.
    func links() throws -> [PrunedLinks] {
        let chain = Chain(connection: connection)
        let sealed = try database.prunedLinks()
        let lastCorrection = try newestLeavingCorrection()
        let covered = try chain.newestRows()
        var result: [PrunedLinks] = []
        var last = ChainLink.none
        while !isBehind(last, lastCorrection, sealed) {
            let group = try nextLinks(after: last)
            guard let end = group.last else { break }
            guard zip(end.newest, covered).allSatisfy({ $0 <= $1 }) else {
                throw try disagreement("link \(end.number) of table chain_link covers rows that are not there")
            }
            let known = sealed.filter { $0.last > last.number && $0.first <= end.number }
            var indices: [Int] = []
            var before = last
            for (index, link) in group.enumerated() {
                let isSealed = known.contains { $0.contains(link.number) }
                if try isSealed || loses(link, after: before) { indices.append(index) }
                before = link
                try pause(after: 10)
            }
            if let first = indices.first, let final = indices.last {
                let links = Array(group[first...final])
                let before = first == 0 ? last : group[first - 1]
                result.append(try self.sealed(links, after: before, as: known, in: chain))
            }
            last = end
        }
        return result
    }

    /// Whether no link after one loses a row.
    private func isBehind(_ link: ChainLink, _ lastCorrection: Int64, _ sealed: [PrunedLinks]) -> Bool {
        let table = ChainTable.allCases
        guard let call = table.firstIndex(of: .call), let correction = table.firstIndex(of: .correction) else {
            return true
        }
        return link.newest[call] >= range.lastCall && link.newest[correction] >= lastCorrection
            && link.number >= sealed.last?.last ?? 0
    }

    private func newestLeavingCorrection() throws -> Int64 {
        try connection.integer(
            """
            SELECT max(correction.sequence) FROM correction CROSS JOIN call ON call.sequence = correction.call
            WHERE call.at < ? AND call.sequence <= ?
            """, .integer(range.cut.milliseconds), .integer(range.lastCall)) ?? 0
    }

    /// The next links, as many as can be sealed together.
    private func nextLinks(after last: ChainLink) throws -> [ChainLink] {
        let links = try connection.all(
            "SELECT * FROM chain_link WHERE number > ? ORDER BY number LIMIT ?", .integer(last.number),
            .integer(PrunedLinks.maximumCount)
        ) { try ChainLink($0) }
        for (offset, link) in links.enumerated() where link.number != last.number + Int64(offset) + 1 {
            throw try disagreement("link \(last.number + Int64(offset) + 1) of table chain_link is missing")
        }
        return links
    }

    /// Whether rows that a link covers go.
    private func loses(_ link: ChainLink, after last: ChainLink) throws -> Bool {
        for (table, (start, end)) in zip(ChainTable.allCases, zip(last.newest, link.newest)) where start != end {
            let lost: Int64?
            switch table {
            case .call:
                lost = try connection.integer(
                    "SELECT 1 FROM call WHERE sequence > ? AND sequence <= ? AND +at < ? LIMIT 1", .integer(start),
                    .integer(min(end, range.lastCall)), .integer(range.cut.milliseconds))
            case .correction:
                lost = try connection.integer(
                    """
                    SELECT 1 FROM correction CROSS JOIN call ON call.sequence = correction.call
                    WHERE correction.sequence > ? AND correction.sequence <= ? AND call.at < ? AND call.sequence <= ?
                    LIMIT 1
                    """, .integer(start), .integer(end), .integer(range.cut.milliseconds), .integer(range.lastCall))
            default: lost = nil
            }
            if lost != nil { return true }
        }
        return false
    }

    /// Seals some links: those that can be computed are compared with their rows, of the others what was sealed before.
    private func sealed(
        _ links: [ChainLink], after before: ChainLink, as known: [PrunedLinks], in chain: Chain
    ) throws -> PrunedLinks {
        var digest = PrunedLinks.digest()
        var old: (row: PrunedLinks, digest: RowDigest)?
        var last = before
        for link in links {
            if let row = known.first(where: { $0.first == link.number }) { old = (row, PrunedLinks.digest()) }
            old?.digest.add(link)
            digest.add(link)
            var own = chain.header(of: link.number, at: link.at, through: link.newest, after: last)
            var seen: Int64 = 0
            func pauseAfterSeen() throws {
                try pause(after: seen)
                seen = 0
            }
            try chain.forEachRow(
                after: last, through: link.newest, piece: Self.page, pause: pauseAfterSeen,
                begin: { own.add($0.rawValue) }
            ) { row, table in
                seen += 1
                own.add(row)
                old?.digest.add(row, of: table)
                if try !range.takes(row, of: table, in: connection) { digest.add(row, of: table) }
            }
            try chain.addPrunings(of: link.number, to: &own)
            try chain.addPrunings(of: link.number, to: &digest)
            if let row = old?.row, var hashed = old?.digest {
                try chain.addPrunings(of: link.number, to: &hashed)
                old?.digest = hashed
                if row.last == link.number {
                    guard hashed.finish() == row.sha256 else {
                        throw try disagreement(Self.changed(row.first, row.last))
                    }
                    old = nil
                }
            } else if own.finish() != link.sha256 {
                throw try disagreement(Self.changed(link.number, link.number))
            }
            last = link
        }
        let first = links.first?.number ?? 0
        return PrunedLinks(first: first, last: last.number, sha256: digest.finish())
    }

    private static func changed(_ first: Int64, _ last: Int64) -> String {
        "rows that are covered by links \(first) to \(last) of table chain_link were changed, added or removed"
    }
}
