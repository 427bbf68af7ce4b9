internal import Ledger
internal import Pricing
internal import SQLite

/// The writing connection and what it does within a transaction. It belongs to the writer's thread.
///
/// Operations are methods, in the extensions of this type. The writer runs many of them in one transaction: an operation
/// that throws a ``LedgerError`` before it changed anything leaves the others alone, any other failure undoes all.
final class WriteSession {
    let database: Database
    let book: BudgetBook
    let rollups: RollupBuffer
    let histories: InputHistoryBook
    let alerts: AlertBook
    let leases: Leases
    let headroom: Headroom
    /// How often the mark of the file was written.
    private var marks: Int64 = 0
    /// The newest number of the reservations, once it was asked for in this transaction; whoever adds one sets it.
    var lastReservation: Int64?
    /// The newest number of the calls, likewise.
    var lastSequence: Int64?
    private var keepsManyPages = false
    /// The time of the transaction.
    private(set) var now = Timestamp(milliseconds: 0)
    /// How far the ledger has come with this transaction.
    private(set) var mark: CommitMark?

    var connection: Connection { database.connection }
    var dimensions: Dimensions { database.dimensions }

    init(connection: Connection, leases: Leases, headroom: Headroom) {
        database = Database(connection: connection)
        rollups = RollupBuffer(database)
        alerts = AlertBook(connection)
        book = BudgetBook(database, rollups: rollups, alerts: alerts)
        histories = InputHistoryBook(database)
        self.leases = leases
        self.headroom = headroom
    }

    /// Grows with every change, whether it is written yet or not.
    var changes: Int64 {
        connection.totalChanges + Int64(book.changes + rollups.changes + histories.changes + alerts.changes) + marks
    }

    /// Starts a transaction.
    func begin(at moment: Timestamp) throws {
        now = moment
        lastReservation = nil
        lastSequence = nil
        headroom.forget()
        try connection.run("BEGIN IMMEDIATE")
        try database.beginTransaction()
        try book.begin(at: moment)
        histories.forget()
    }

    /// Writes the file's mark as it is, so that the transaction has to reach the disk although nothing is new.
    func writeMark() throws {
        marks += 1
        try connection.execute("PRAGMA application_id = \(Migrator.applicationID)")
    }

    /// Writes what operations only noted.
    func flush() throws {
        try rollups.flush()
        try book.flush()
        try histories.flush()
        try alerts.flush(at: now)
        try Chain(connection: connection).extend(at: now)
        mark = try CommitMark(connection)
    }

    /// Makes the transaction durable.
    func commit() throws(SQLiteError) {
        try connection.run("COMMIT")
    }

    /// Ends a transaction that changed nothing.
    func end() throws(SQLiteError) {
        try connection.run("ROLLBACK")
    }

    /// The number of the next reservation, which is to be written.
    func nextReservation() throws -> Int64 {
        let last = try lastReservation ?? database.lastReservation()
        lastReservation = last
        return last + 1
    }

    /// The number of the next call, which is to be written.
    func nextSequence() throws -> Int64 {
        let last = try lastSequence ?? database.lastSequence()
        lastSequence = last
        return last + 1
    }

    /// Keeps more pages in memory from now on: the ids of many calls lie all over the indices.
    func keepManyPages() throws {
        guard !keepsManyPages else { return }
        try connection.execute("PRAGMA cache_size = -64000")
        keepsManyPages = true
    }

    /// Undoes the transaction and everything that was remembered from it.
    func rollBack() {
        // A failed statement may have ended the transaction already; what matters is that none is open.
        if connection.isInTransaction { try? connection.execute("ROLLBACK") }
        dimensions.forget()
        rollups.forget()
        book.forget()
        histories.forget()
        alerts.forget()
        leases.forgetRow()
    }
}
