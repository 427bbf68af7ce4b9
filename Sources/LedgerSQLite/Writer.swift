internal import Dispatch
internal import Ledger
internal import Pricing
internal import SQLite

/// The one thread that writes. It takes what waits in the queue and commits it together, because a commit waits
/// milliseconds for the disk and a row costs microseconds.
///
/// Everything it has lives on its own thread; the queue is the only way in.
struct Writer {
    /// The most operations of one transaction, so that no one waits too long for the others.
    private static let maximumBatch = 1024

    private let path: String
    private let options: SQLiteLedger.Options
    private let queue: JobQueue<WriteJob>
    private let gate: CommitGate
    private let leases: Leases
    private var session: WriteSession?

    private init(path: String, options: SQLiteLedger.Options, queue: JobQueue<WriteJob>) throws(SQLiteError) {
        self.path = path
        self.options = options
        self.queue = queue
        gate = try CommitGate(besideDatabase: path, timeoutMilliseconds: options.busyTimeoutMilliseconds)
        leases = Leases(database: path)
    }

    /// Starts the thread, which opens the database and brings it to the newest schema.
    ///
    /// - Parameters:
    ///   - opened: Told once whether that succeeded.
    ///   - closed: Told when the thread ends, after the queue was closed.
    static func start(
        path: String, options: SQLiteLedger.Options, queue: JobQueue<WriteJob>,
        opened: @escaping @Sendable (LedgerError?) -> Void, closed: @escaping @Sendable () -> Void
    ) {
        // A serial queue of its own, whose one block lives as long as the ledger: a thread that may block.
        DispatchQueue(label: "ledger.writer").async {
            do {
                var writer = try Writer(path: path, options: options, queue: queue)
                try writer.open()
                opened(nil)
                writer.run()
            } catch {
                opened(LedgerError(error, path: path))
            }
            closed()
        }
    }

    private mutating func open() throws {
        try gate.enter()
        defer { gate.leave() }
        let connection = try Connection(
            path: path, access: options.createsFile ? .create : .readWrite,
            busyTimeoutMilliseconds: options.busyTimeoutMilliseconds)
        try Migrator(connection: connection).migrate(at: options.clock())
        session = WriteSession(connection: connection, leases: leases)
    }

    private mutating func run() {
        while let jobs = queue.take(atMost: Self.maximumBatch) {
            if session == nil {
                do {
                    try open()
                } catch {
                    let error = LedgerError(error, path: path)
                    for job in jobs { job.fail(error) }
                    continue
                }
            }
            perform(jobs)
        }
    }

    private mutating func perform(_ jobs: [WriteJob]) {
        do {
            try gate.enter()
        } catch {
            for job in jobs { job.fail(LedgerError(error, path: path)) }
            return
        }
        defer { gate.leave() }
        if commit(jobs) { return }
        // One of them failed half-way, and all were undone. One by one, the others succeed.
        for job in jobs {
            guard session != nil else {
                job.fail(LedgerError(.unavailable, "\(path) was closed after a failed commit; try again."))
                continue
            }
            _ = commit([job])
        }
    }

    /// Performs operations in one transaction and answers them.
    ///
    /// - Returns: `false` where one of several failed half-way; then none was answered.
    private mutating func commit(_ jobs: [WriteJob]) -> Bool {
        guard let session else { return true }
        var answers: [@Sendable () -> Void] = []
        var refusals: [@Sendable () -> Void] = []
        let before: Int64
        do {
            try session.begin(at: options.clock())
            before = session.changes
            if jobs.contains(where: \.needsExpiry) { try session.expireAbandoned() }
            for job in jobs {
                let start = session.changes
                do {
                    answers.append(try job.attempt(session))
                } catch let error as LedgerError where session.changes == start {
                    refusals.append { job.fail(error) }
                }
            }
            try session.flush()
        } catch {
            session.rollBack()
            guard jobs.count == 1 else { return false }
            jobs[0].fail(LedgerError(error, path: path))
            return true
        }
        if session.changes == before {
            session.rollBack()
        } else if let error = finish(session) {
            for job in jobs { job.fail(error) }
            return true
        }
        for answer in answers + refusals { answer() }
        return true
    }

    /// Commits.
    ///
    /// - Returns: What to tell everyone, where the commit failed.
    private mutating func finish(_ session: WriteSession) -> LedgerError? {
        do throws(SQLiteError) {
            try session.commit()
        } catch {
            // The transaction may come back after a crash. Only a new connection sees what is on disk.
            self.session = nil
            return LedgerError(
                .unknownOutcome,
                "\(path): the commit failed (\(error.message)), and may or may not be on disk. "
                    + "Offer the same id again: it is recorded once.")
        }
        if session.connection.pagesInLog >= options.checkpointPages {
            // What could not be copied now is copied the next time; the log holds it until then.
            try? session.connection.checkpoint()
        }
        return nil
    }
}
