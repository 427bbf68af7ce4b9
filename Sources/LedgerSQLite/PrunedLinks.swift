internal import Ledger
internal import Pricing
internal import SQLite

/// A row of the table of links that cannot be computed again, because rows that they cover were pruned.
struct PrunedLinks: Equatable {
    private static let domain = Array("bedrock-ledger pruned links 1\n".utf8)
    /// How many links one row covers at most.
    static let maximumCount: Int64 = 1024

    var first: Int64
    var last: Int64
    /// The hash of the links as they are, and of the rows that are left.
    var sha256: [UInt8]

    init(first: Int64, last: Int64, sha256: [UInt8]) {
        self.first = first
        self.last = last
        self.sha256 = sha256
    }

    /// Takes a row of the table, damaged or not: its hash shows that by itself.
    init(_ row: borrowing Statement) {
        first = row.integer(0)
        last = row.integer(1)
        sha256 = row.blob(2)
    }

    /// The columns of the row.
    var columns: [SQLiteValue] { [.integer(first), .integer(last), .blob(sha256)] }

    /// Whether a link is one of them.
    func contains(_ link: Int64) -> Bool { link >= first && link <= last }

    /// Starts to hash such links.
    static func digest() -> RowDigest { RowDigest(domain) }
}

extension RowDigest {
    /// Adds a link as it is stored.
    mutating func add(_ link: ChainLink) {
        add(UInt8(0))
        for number in [link.number, link.at.milliseconds] + link.newest { add(number) }
        add(link.sha256)
    }

    /// Adds a row that a link covers.
    mutating func add(_ row: borrowing Statement, of table: ChainTable) {
        add(table.rawValue)
        add(row)
    }
}
