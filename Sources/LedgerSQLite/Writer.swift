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
    private let damage: DamageReport
    private let headroom: Headroom
    /// The files that the session has open.
    private var files: DatabaseFiles?
    /// The mark that was left last.
    private var mark: CommitMark?
    private var session: WriteSession?
    /// Whether operations are done again after the headroom was given up for them.
    private var isRepeating = false

    private init(
        path: String, options: SQLiteLedger.Options, queue: JobQueue<WriteJob>, telemetry: WriterTelemetry,
        damage: DamageReport
    ) throws(SQLiteError) {
        self.damage = damage
        headroom = Headroom(besideDatabase: path, size: options.headroomBytes)
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
        damage: DamageReport, opened: @escaping @Sendable (LedgerError?) -> Void, closed: @escaping @Sendable () -> Void
    ) {
        BlockingThread.start(name: "ledger writer") {
            do {
                var writer = try Writer(
                    path: path, options: options, queue: queue, telemetry: telemetry, damage: damage)
                try writer.openAtFirst()
                opened(nil)
                writer.run()
            } catch {
                opened(LedgerError(error, path: path))
            }
            closed()
        }
    }

    private mutating func openAtFirst() throws {
        try gate.enter()
        defer { gate.leave() }
        try open()
    }

    /// Opens the database. The gate is held.
    private mutating func open() throws {
        // Only at first: a file that is gone later was not meant to be, and a new one would have no budgets.
        let creates = options.createsFile && files == nil
        let existed = FileStatus.exists(path)
        let connection = try Connection(
            path: path, access: creates ? .create : .readWrite,
            busyTimeoutMilliseconds: options.busyTimeoutMilliseconds)
        let isNew = try connection.integer("PRAGMA user_version") == 0
        if isNew, existed, files != nil || CommitMark(besideDatabase: path) != nil {
            throw LedgerError(
                .damaged, "\(path) is empty, and was a ledger before; restore the last good backup, or remove the file."
            )
        }
        try Migrator(connection: connection).migrate(at: options.clock())
        let present = try CommitMark(connection)
        if !isNew, let error = CommitMark(besideDatabase: path)?.missing(from: present, path: path) { throw error }
        if files == nil { headroom.prepare() }
        let session = WriteSession(connection: connection, leases: leases, headroom: headroom)
        try session.beginChain(at: options.clock())
        self.session = session
        files = DatabaseFiles(path)
        leaveMark(try CommitMark(connection))
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
                try gate.enter()
            } catch {
                fail(jobs[...], error)
                continue
            }
            do {
                try checkFiles()
                if session == nil { try open() }
                perform(jobs[...])
            } catch {
                fail(jobs[...], error)
            }
            gate.leave()
        }
        copyLog()
    }

    /// Gives the session up where its files are no longer those at the path.
    private mutating func checkFiles() throws {
        if let refusal = damage.refusal { throw refusal }
        guard let files, let session, try !files.areCurrent() else { return }
        // What only a removed log holds is copied into the database, if that is still there.
        try? session.connection.checkpoint()
        self.session = nil
    }

    private func fail(_ jobs: ArraySlice<WriteJob>, _ error: any Error) {
        damage.note(error)
        let error = LedgerError(error, path: path)
        for job in jobs { job.fail(error) }
    }

    /// Leaves a note beside the database of how far it has come.
    private mutating func leaveMark(_ reached: CommitMark?) {
        guard let reached, reached != mark else { return }
        gate.leave(note: reached.bytes)
        mark = reached
    }

    /// Performs operations together; where one fails half-way, all were undone, and the others succeed one by one.
    private mutating func perform(_ jobs: ArraySlice<WriteJob>) {
        switch commit(jobs) {
        case .answered: return
        case .refused(let error):
            for job in jobs { job.fail(error) }
        case .short(let error, let isUndone):
            // What is known by its id, and what changes nothing, can be done again; of the rest nobody knows.
            let repeatable = isUndone ? Array(jobs) : jobs.filter(\.isRepeatable)
            for job in jobs where !isUndone && !job.isRepeatable { job.fail(error) }
            guard !repeatable.isEmpty else { return }
            isRepeating = true
            defer { isRepeating = false }
            do {
                if session == nil { try open() }
                perform(repeatable[...])
            } catch {
                fail(repeatable[...], error)
            }
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
        /// The disk was full and now has the headroom free, and nobody was answered.
        case short(LedgerError, isUndone: Bool)
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
            return isShort(after: error)
                ? .short(LedgerError(error, path: path), isUndone: true) : .refused(LedgerError(error, path: path))
        }
        do {
            let before = session.changes
            if jobs.contains(where: \.needsExpiry) { try session.expireAbandoned() }
            for job in jobs {
                let start = session.changes
                do {
                    try job.attempt(session)
                } catch let error as LedgerError where session.changes == start {
                    damage.note(error)
                    job.note(LedgerError(error, path: path))
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
            return isShort(after: error)
                ? .short(LedgerError(error, path: path), isUndone: true) : .undone(LedgerError(error, path: path))
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
            if isShort(after: error) { return .short(unknown, isUndone: false) }
            for job in jobs { job.fail(unknown) }
            return .answered
        }
        leaveMark(session.mark)
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
        damage.note(error)
        // After a failure of the disk only a new connection knows what is there.
        let code = (error as? SQLiteError)?.code
        if code == .inputOutput || code == .readOnly || code == .cannotOpen { self.session = nil }
    }

    /// Whether the disk was full and the headroom has made some room.
    private mutating func isShort(after error: any Error) -> Bool {
        guard !isRepeating, (error as? SQLiteError)?.code == .full, headroom.release() else { return false }
        // The log is copied at once, so that its space is written over instead of growing.
        if let session { copyLog(of: session) }
        return true
    }

    /// Copies the log into the database once it is long, or space is short. The gate is held.
    private mutating func copyLog(of session: WriteSession) {
        guard session.connection.pagesInLog >= options.checkpointPages || headroom.isMissing else { return }
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
