internal import Ledger
internal import Pricing
internal import SQLite

/// The chain over what was recorded: adds links as rows are committed, and computes them again from the rows.
///
/// A link is hashed from the rows as they are read back from the tables, so that writing and verifying are one way, and
/// no way of adding rows can be forgotten.
struct Chain {
    private static let domain = Array("bedrock-ledger chain 1\n".utf8)
    /// What stands before a row of the table of prunings.
    private static let pruningMark: UInt8 = 7

    let connection: Connection

    /// The newest link; ``ChainLink/none`` where there is none.
    func newest() throws -> ChainLink {
        try newest { try ChainLink($0) }
    }

    private func newest(_ read: (borrowing Statement) throws -> ChainLink) throws -> ChainLink {
        try connection.first("SELECT * FROM chain_link ORDER BY number DESC LIMIT 1", read: read) ?? .none
    }

    /// A link by its number.
    func link(_ number: Int64) throws -> ChainLink? {
        try connection.first("SELECT * FROM chain_link WHERE number = ?", .integer(number)) { try ChainLink($0) }
    }

    /// The newest number of each table that the chain covers.
    func newestRows() throws -> [Int64] { try numbers(ChainTable.newest) }

    /// The lowest number of each table that the chain covers; 1 where a table is empty.
    func oldestRows() throws -> [Int64] { try numbers(ChainTable.oldest) }

    private func numbers(_ sql: StaticString) throws -> [Int64] {
        try connection.first(sql) { row in ChainTable.allCases.indices.map { row.integer(Int32($0)) } } ?? []
    }

    /// Adds a link for the rows that are not in the chain yet, within the transaction that adds them.
    ///
    /// It goes on from the newest link as it is stored: no operation fails because a link is damaged, and verifying tells
    /// of the damage.
    func extend(at now: Timestamp) throws {
        let last = try newest { ChainLink(stored: $0) }
        let rows = try newestRows()
        guard try rows != last.newest || hasPruning(after: last) else { return }
        guard last.number < .max else { throw LedgerError.damagedRow("chain_link", "\(last.number)") }
        let number = last.number + 1
        let hash = try hash(after: last, number: number, at: now, through: rows)
        let link = ChainLink(number: number, at: now, newest: rows, sha256: hash)
        try connection.runSealed("INSERT INTO chain_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", link.columns)
    }

    /// Whether a row of the table of prunings waits for its link.
    private func hasPruning(after last: ChainLink) throws -> Bool {
        try connection.integer("SELECT max(link) FROM pruning") ?? 0 > last.number
    }

    /// The hash of a link, from the rows that it covers and the link before it.
    func hash(after last: ChainLink, number: Int64, at: Timestamp, through rows: [Int64]) throws -> [UInt8] {
        var digest = header(of: number, at: at, through: rows, after: last)
        try forEachRow(after: last, through: rows, begin: { digest.add($0.rawValue) }) { row, _ in
            digest.add(row)
        }
        try addPrunings(of: number, to: &digest)
        return digest.finish()
    }

    /// The beginning of what a link's hash is taken of.
    func header(of number: Int64, at: Timestamp, through rows: [Int64], after last: ChainLink) -> RowDigest {
        var digest = RowDigest(Self.domain + last.sha256)
        for value in [number, at.milliseconds] + rows { digest.add(value) }
        return digest
    }

    /// The end of what a link's hash is taken of: the rows of the table of prunings that it covers.
    func addPrunings(of number: Int64, to digest: inout RowDigest) throws {
        try connection.forEach("SELECT * FROM pruning WHERE link = ?", .integer(number)) { row in
            digest.add(Self.pruningMark)
            digest.add(row)
        }
    }

    /// Looks at the rows that a link covers, in the order in which they are hashed.
    ///
    /// `begin` is told each table that has some. With a piece of a size, `pause` is called after so many rows, when none is
    /// being looked at.
    func forEachRow(
        after last: ChainLink, through rows: [Int64], piece: Int64? = nil, pause: () throws -> Void = {},
        begin: (ChainTable) throws -> Void, body: (borrowing Statement, ChainTable) throws -> Void
    ) throws {
        for (position, table) in ChainTable.allCases.enumerated() where rows[position] != last.newest[position] {
            try begin(table)
            var start = last.newest[position]
            let end = rows[position]
            while start < end {
                let stop = piece.map { min(end, start + $0) } ?? end
                try connection.forEach(table.rows, .integer(start), .integer(stop)) { try body($0, table) }
                start = stop
                if piece != nil { try pause() }
            }
        }
    }
}
