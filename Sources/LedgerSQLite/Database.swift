internal import Ledger
internal import SQLite

/// One connection to the ledger with what was learnt through it: the common ground of reading and writing.
///
/// It belongs to one thread. What it reads is checked against the rows' checksums before it becomes money.
final class Database {
    let connection: Connection
    let dimensions: Dimensions
    let outcomes: OutcomeCoding
    /// The newest pruning, as this transaction sees it; `nil` where nothing was ever pruned.
    private(set) var pruning: StoredPruning?
    private(set) lazy var templates = TemplateBook(dimensions: dimensions)
    /// The bounds of the last page of calls: see ``sequences(from:to:through:)``.
    var knownBounds: SequenceBounds?
    /// The groupings of the reports that were asked for last.
    private var groupings: [GroupingKey: Grouping] = [:]
    private struct GroupingKey: Hashable {
        var keys: [SpendKey]
        var grain: Grain
    }
    /// The most groupings that are kept, and the most numbers that one of them may have.
    private static let keptGroupings = (count: 16, numbers: 200_000)

    init(connection: Connection) {
        self.connection = connection
        dimensions = Dimensions(connection: connection)
        outcomes = OutcomeCoding(dimensions: dimensions)
    }

    /// How the numbers of a grain are grouped by some keys.
    func grouping(by keys: [SpendKey], of grain: Grain) -> Grouping {
        let key = GroupingKey(keys: keys, grain: grain)
        if let known = groupings[key], known.size <= Self.keptGroupings.numbers { return known }
        if groupings.count >= Self.keptGroupings.count { groupings = [:] }
        let made = Grouping(keys: keys, of: grain, dimensions: dimensions)
        groupings[key] = made
        return made
    }

    /// Reads in one transaction, so that all queries see the same state.
    func reading<Result>(_ body: () throws -> Result) throws -> Result {
        try connection.execute("BEGIN")
        // The end of a transaction that only read cannot lose anything.
        defer { try? connection.execute("ROLLBACK") }
        try beginTransaction()
        return try body()
    }

    /// Looks at what may have changed since the last transaction.
    func beginTransaction() throws {
        try checkVersion()
        pruning = try newestPruning()
    }

    /// Throws where another process brought the database to another schema since it was opened.
    func checkVersion() throws {
        let version = try connection.integer("PRAGMA user_version") ?? 0
        guard version == Int64(Migration.all.count) else {
            throw LedgerError(
                .incompatible,
                "\(connection.path) was brought to schema version \(version) by another version of bedrock-ledger, while "
                    + "this one knows \(Migration.all.count); restart with the newer version.")
        }
    }
}
