internal import Ledger
internal import Pricing
internal import SQLite

/// One link of the chain: up to where rows are covered, and the hash of them and of the link before.
struct ChainLink {
    var number: Int64
    var at: Timestamp
    /// The newest number of each table, in the order of ``ChainTable``.
    var newest: [Int64]
    var sha256: [UInt8]

    /// What stands before the first link.
    static let none = ChainLink(
        number: 0, at: Timestamp(milliseconds: 0), newest: ChainTable.allCases.map { _ in 0 },
        sha256: [UInt8](repeating: 0, count: 32))

    init(number: Int64, at: Timestamp, newest: [Int64], sha256: [UInt8]) {
        self.number = number
        self.at = at
        self.newest = newest
        self.sha256 = sha256
    }

    /// Reads a row of the table of links.
    init(_ row: borrowing Statement) throws {
        guard row.isSealed else { throw LedgerError.damagedRow("chain_link", "\(row.integer(0))") }
        self.init(stored: row)
    }

    /// Takes a row of the table of links as it is, damaged or not.
    init(stored row: borrowing Statement) {
        number = row.integer(0)
        at = Timestamp(milliseconds: row.integer(1))
        newest = []
        for column in 0..<Int32(ChainTable.allCases.count) { newest.append(row.integer(2 + column)) }
        sha256 = row.blob(2 + Int32(ChainTable.allCases.count))
    }

    /// The columns of the row.
    var columns: [SQLiteValue] {
        [.integer(number), .integer(at.milliseconds)] + newest.map { .integer($0) } + [.blob(sha256)]
    }

    /// The link as it is shown and kept elsewhere.
    var head: ChainHead {
        ChainHead(
            number: number, sha256: sha256.hexadecimal, at: at, lastCall: newest[3], corrections: newest[4])
    }
}
