internal import Ledger
internal import SQLite

/// How far a ledger had come with a commit, kept in the file of the gate.
///
/// A log that was damaged, cut off or taken away looks to SQLite as if its last transactions had never been. The mark is
/// written after a commit is on disk, so a database that is behind it has lost something that was acknowledged.
struct CommitMark: Hashable {
    private static let magic: Int64 = 0x424C_4447_4D41_524B
    /// How long a mark is, in bytes.
    static let byteCount = 40

    /// When the ledger was made: a mark says nothing of another one.
    var madeAt: Int64
    /// The newest link of the chain.
    var links: Int64
    /// The newest reservation.
    var reservations: Int64

    /// How far a database has come.
    init(_ connection: Connection) throws {
        let row = try connection.first(
            """
            SELECT (SELECT applied_at FROM migration WHERE version = 1), (SELECT max(number) FROM chain_link),
            max(coalesce((SELECT max(number) FROM reservation), 0),
                coalesce((SELECT max(last_reservation) FROM pruning), 0))
            """
        ) { ($0.optionalInteger(0), $0.optionalInteger(1), $0.optionalInteger(2)) }
        madeAt = row?.0 ?? 0
        links = row?.1 ?? 0
        reservations = row?.2 ?? 0
    }

    /// The mark beside a database; `nil` where there is none that can be read.
    init?(besideDatabase path: String) {
        let bytes = CommitGate.note(besideDatabase: path, upTo: Self.byteCount)
        guard bytes.count == Self.byteCount else { return nil }
        let words = stride(from: 0, to: Self.byteCount, by: 8).map { start in
            bytes[start..<(start + 8)].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
        }
        (madeAt, links, reservations) = (words[1], words[2], words[3])
        guard words[0] == Self.magic, words[4] == checksum else { return nil }
    }

    /// The mark as it is kept.
    var bytes: [UInt8] {
        [Self.magic, madeAt, links, reservations, checksum].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
    }

    private var checksum: Int64 {
        Connection.checksum(of: [.integer(madeAt), .integer(links), .integer(reservations)])
    }

    /// What is missing from a database whose commits had come as far as this mark; `nil` where nothing is.
    func missing(from present: CommitMark, path: String) -> LedgerError? {
        guard madeAt == present.madeAt, links > present.links || reservations > present.reservations else { return nil }
        return LedgerError(
            .damaged,
            "\(path): commits that were acknowledged are missing (\(max(links - present.links, 0)) links of the chain, "
                + "\(max(reservations - present.reservations, 0)) reservations): \(path)-wal was damaged, cut off or "
                + "removed. Put it back, or restore the last good backup; where that is what you did, remove "
                + "\(path).gate and open the ledger again.")
    }
}
