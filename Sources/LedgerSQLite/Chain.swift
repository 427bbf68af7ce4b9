internal import Crypto
internal import Ledger
internal import Pricing
internal import SQLite

/// The chain over what was recorded: adds links as rows are committed, and computes them again from the rows.
///
/// A link is hashed from the rows as they are read back from the tables, so that writing and verifying are one way, and
/// no way of adding rows can be forgotten.
struct Chain {
    private static let domain = Array("bedrock-ledger chain 1\n".utf8)
    /// About how many bytes are hashed at once.
    private static let pieceSize = 1 << 16

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
        guard rows != last.newest else { return }
        guard last.number < .max else { throw LedgerError.damagedRow("chain_link", "\(last.number)") }
        let number = last.number + 1
        let hash = try hash(after: last, number: number, at: now, through: rows)
        let link = ChainLink(number: number, at: now, newest: rows, sha256: hash)
        try connection.runSealed("INSERT INTO chain_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", link.columns)
    }

    /// The hash of a link, from the rows that it covers and the link before it.
    func hash(after last: ChainLink, number: Int64, at: Timestamp, through rows: [Int64]) throws -> [UInt8] {
        var hasher = SHA256()
        var bytes = Self.domain + last.sha256
        for value in [number, at.milliseconds] + rows {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        for (position, table) in ChainTable.allCases.enumerated() where rows[position] != last.newest[position] {
            bytes.append(table.rawValue)
            try connection.forEach(table.rows, .integer(last.newest[position]), .integer(rows[position])) { row in
                row.encodeRow(into: &bytes)
                guard bytes.count >= Self.pieceSize else { return }
                hasher.update(data: bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        hasher.update(data: bytes)
        return Array(hasher.finalize())
    }
}
