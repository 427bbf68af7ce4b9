internal import Crypto
internal import Ledger
internal import Pricing
internal import SQLite

/// The ids and request ids of what was pruned, as hashes of 16 bytes: 12 of the id, and 4 of model and usage.
///
/// Among 10⁹ pruned ids, a new one is taken for one of them once in 10¹⁹ times: 10⁹ / 2⁹⁶.
struct PrunedIDs {
    private static let idBytes = 12
    private static let billBytes = 4
    private static let domain = Array("bedrock-ledger pruned ids 1\n".utf8)
    /// How many are hashed between two looks at the state of the ledger.
    private static let page: Int64 = 50_000

    /// What is remembered of the bill of a call: a hash of its model and usage.
    struct Bill: Hashable {
        fileprivate let bytes: [UInt8]

        /// That of an id without a call: of a request that was refused, or given back.
        static let none = Bill(bytes: [UInt8](repeating: 0, count: billBytes))

        /// That of a call.
        init(of cost: Cost) {
            self.init(model: cost.model, usage: cost.usage)
        }

        /// That of a call to a model.
        init(model: String, usage: Usage) {
            var text = model
            for item in usage.items { text += "\n\(item.rawValue)=\(usage[item].millionths)" }
            var bytes = Array(SHA256.hash(data: Array(text.utf8)).prefix(billBytes))
            // Never that of no call.
            bytes[0] |= 1
            self.bytes = bytes
        }

        fileprivate init(bytes: [UInt8]) {
            self.bytes = bytes
        }
    }

    /// An id with a bill, as it is kept.
    struct Key: Comparable {
        private let high: UInt64
        private let low: UInt64

        init(_ id: String, _ bill: Bill) {
            let bytes = PrunedIDs.prefix(of: id) + bill.bytes
            high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
            low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
        }

        /// The order of the rows.
        static func < (left: Key, right: Key) -> Bool { (left.high, left.low) < (right.high, right.low) }

        fileprivate var bytes: [UInt8] {
            [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
        }
    }

    let connection: Connection

    /// The bills that are remembered under an id; none where it was never pruned.
    func bills(of id: String) throws -> [Bill] {
        let prefix = Self.prefix(of: id)
        return try connection.all(
            "SELECT key FROM pruned_id WHERE key >= ? AND key <= ?",
            .blob(prefix + [UInt8](repeating: 0, count: Self.billBytes)),
            .blob(prefix + [UInt8](repeating: 255, count: Self.billBytes))
        ) { Bill(bytes: Array($0.blob(0).suffix(Self.billBytes))) }
    }

    /// Remembers an id.
    func add(_ key: Key) throws {
        try connection.run("INSERT OR IGNORE INTO pruned_id VALUES (?)", .blob(key.bytes))
    }

    /// How many are remembered, and the hash of them; `pause` is called now and then, when no row is being looked at.
    func seal(pausing pause: () throws -> Void = {}) throws -> (count: Int64, seal: [UInt8]) {
        var digest = RowDigest(Self.domain)
        var count: Int64 = 0
        var last: [UInt8] = []
        while true {
            var looked: Int64 = 0
            try connection.forEach(
                "SELECT key FROM pruned_id WHERE key > ? ORDER BY key LIMIT ?", .blob(last), .integer(Self.page)
            ) { row in
                last = row.blob(0)
                digest.add(last)
                looked += 1
            }
            count += looked
            guard looked == Self.page else { return (count, digest.finish()) }
            try pause()
        }
    }

    private static func prefix(of id: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(id.utf8)).prefix(idBytes))
    }
}
