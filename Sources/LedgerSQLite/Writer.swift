internal import Dispatch
internal import Ledger
internal import Pricing
internal import SQLite

/// The one thread that writes. It takes what waits in the queue and commits it together, because a commit waits
/// milliseconds for the disk and a row costs microseconds.
///
/// Everything it has lives on its own thread; the queue is the only way in.
struct Writer {
    /// About how many calls and reservations go into one transaction, so that nobody waits too long at the gate.
    private static let maximumBatch = 1024

    private let path: String
    private let options: SQLiteLedger.Options
    private let queue: JobQueue<WriteJob>
    private let gate: CommitGate
    private let leases: Leases
    private let telemetry: WriterTelemetry
    /// Wakes the many who were committed together, while the next commit is made.
    private let answering = DispatchQueue(label: "ledger answers")
    private var session: WriteSession?

    private init(
        path: String, options: SQLiteLedger.Options, queue: JobQueue<WriteJob>, telemetry: WriterTelemetry
    ) throws(SQLiteError) {
        self.telemetry = telemetry
        self.path = path
        self.options = options
        self.queue = queue
        gate = try CommitGate(besideDatabase: path, timeoutMilliseconds: options.busyTimeoutMilliseconds)
        leases = Leases(database: path)
    }

    /// Starts the thread, which opens the database and brings it to the newest schema.
    ///
    /// `opened` is told once whether that succeeded, `closed` when the thread ends, after the queue was closed.
    static func start(
        path: String, options: SQLiteLedger.Options, queue: JobQueue<WriteJob>, telemetry: WriterTelemetry,
        opened: @escaping @Sendable (LedgerError?) -> Void, closed: @escaping @Sendable () -> Void
    ) {
        BlockingThread.start(name: "ledger writer") {
            do {
                var writer = try Writer(path: path, options: options, queue: queue, telemetry: telemetry)
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
        let session = WriteSession(connection: connection, leases: leases)
        try session.beginChain(at: options.clock())
        self.session = session
    }

    private mutating func run() {
        var patience = Patience()
        while let jobs = patience.take(from: queue, upTo: Self.maximumBatch) {
            telemetry.noteStart(of: jobs.count)
            let start = ContinuousClock.now
            defer {
                let duration = start.duration(to: .now)
                telemetry.noteEnd(after: duration)
                patience.noteAnswers(jobs.count, after: duration)
            }
            do {
                if session == nil { try open() }
                try gate.enter()
            } catch {
                let error = LedgerError(error, path: path)
                for job in jobs { job.fail(error) }
                continue
            }
            perform(jobs[...])
            gate.leave()
        }
        copyLog()
    }

    /// Performs operations together; where one fails half-way, all were undone, and the others succeed one by one.
    private mutating func perform(_ jobs: ArraySlice<WriteJob>) {
        switch commit(jobs) {
        case .answered: return
        case .refused(let error):
            for job in jobs { job.fail(error) }
        case .undone(let error):
            guard jobs.count > 1, session != nil else {
                for job in jobs { job.fail(error) }
                return
            }
            for index in jobs.indices { perform(jobs[index...index]) }
        }
    }

    /// What became of a transaction.
    private enum Outcome {
        /// Everybody was answered.
        case answered
        /// There is no transaction to be had, for this reason, and nobody was answered.
        case refused(LedgerError)
        /// Nothing happened, because one of the operations failed half-way, and nobody was answered.
        case undone(LedgerError)
    }

    /// Performs operations in one transaction.
    private mutating func commit(_ jobs: ArraySlice<WriteJob>) -> Outcome {
        guard let session else {
            return .refused(LedgerError(.unavailable, "\(path) was closed after a failure of the disk; try again."))
        }
        do {
            try session.begin(at: options.clock())
        } catch {
            undo(session, after: error)
            return .refused(LedgerError(error, path: path))
        }
        do {
            let before = session.changes
            if jobs.contains(where: \.needsExpiry) { try session.expireAbandoned() }
            for job in jobs {
                let start = session.changes
                do {
                    try job.attempt(session)
                } catch let error as LedgerError where session.changes == start {
                    job.note(error)
                }
            }
            try session.flush()
            if session.changes == before {
                try session.end()
                answer(jobs)
                return .answered
            }
        } catch {
            undo(session, after: error)
            return .undone(LedgerError(error, path: path))
        }
        do throws(SQLiteError) {
            try session.commit()
        } catch {
            // The transaction may come back after a crash. Only a new connection sees what is on disk.
            session.rollBack()
            self.session = nil
            let unknown = LedgerError(
                .unknownOutcome,
                "\(path): the commit failed (\(error.message)), and may or may not be on disk. "
                    + (error.code == .full ? "Free some space on the disk. " : "")
                    + "Offer the same id again: it is recorded once.")
            for job in jobs { job.fail(unknown) }
            return .answered
        }
        answer(jobs)
        copyLog(of: session)
        return .answered
    }

    /// Tells the outcomes; a few at once, many from another thread.
    private func answer(_ jobs: ArraySlice<WriteJob>) {
        guard jobs.count >= Patience.crowd else {
            for job in jobs { job.answer() }
            return
        }
        answering.async {
            for job in jobs { job.answer() }
        }
    }

    /// Undoes a transaction in which something failed.
    private mutating func undo(_ session: WriteSession, after error: any Error) {
        session.rollBack()
        // After a failure of the disk only a new connection knows what is there.
        if (error as? SQLiteError)?.code == .inputOutput { self.session = nil }
    }

    /// Copies the log into the database once it is long. The gate is held.
    private mutating func copyLog(of session: WriteSession) {
        guard session.connection.pagesInLog >= options.checkpointPages else { return }
        do {
            try session.connection.checkpoint()
        } catch {
            // The log still holds everything, and the next checkpoint starts over. But after a failure of the disk
            // only a new connection knows what is there.
            self.session = nil
        }
    }

    /// Copies the log into the database at the end, so that the file is whole by itself.
    private func copyLog() {
        guard let session, (try? gate.enter()) != nil else { return }
        try? session.connection.checkpoint()
        gate.leave()
    }
}
