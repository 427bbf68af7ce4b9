public import Ledger
public import Pricing
internal import SQLite

/// A ledger in a SQLite file, shared by any number of processes of one machine.
///
/// Every write is on disk when it returns (`synchronous=FULL`), together with the budgets and sums that depend on it.
/// Operations that wait at the same time are committed together.
///
/// ```swift
/// let ledger = try await SQLiteLedger.open(path: "ledger.db")
/// let outcomes = try await ledger.record(calls)
/// await ledger.close()
/// ```
/// Beside the file stand `-wal` and `-shm` (SQLite's log and its index), `.gate` (who may commit), `.headroom` (space for
/// when the disk is full) and `.lease-…` (which processes are alive). Do not write to the file with other tools while it
/// is in use: they do not know the gate.
public final class SQLiteLedger: LedgerStore {
    /// How a ledger is opened.
    public struct Options: Sendable {
        /// Whether a missing file is made.
        public var createsFile = true
        /// Whether the ledger is only read: no writer is started, and what would write is refused. Nothing is made beside
        /// the file but SQLite's index of its log, where that is missing. Reservations that are abandoned stay reserved in
        /// what is read.
        public var isReadOnly = false
        /// How long to wait for other processes, in milliseconds, before the answer is ``LedgerError/Code/busy``.
        public var busyTimeoutMilliseconds = 10_000
        /// How many questions are answered at the same time; 1 to 16.
        public var readers = 2
        /// How many operations may wait for the writer; more are refused as ``LedgerError/Code/busy``.
        public var maximumWaitingWrites = 65_536
        /// How many pages the write-ahead log may have before it is copied into the database.
        public var checkpointPages = 1000
        /// How many bytes of the disk are kept free for settlements, in `.headroom` beside the file; none where it is zero.
        /// When the disk is full they are given up, and nothing new is reserved until they can be had again.
        public var headroomBytes = 4 << 20
        /// Tells the time.
        public var clock: @Sendable () -> Timestamp

        /// The usual options.
        ///
        /// - Parameter clock: Tells the time; inject one that stands still in tests.
        public init(clock: @escaping @Sendable () -> Timestamp = { .now() }) {
            self.clock = clock
        }
    }

    /// The path of the file.
    public let path: String
    private let writes: JobQueue<WriteJob>
    private let reads: JobQueue<ReadJob>
    /// Questions that calls wait for, which reports must not hold up.
    private let lookups: JobQueue<ReadJob>
    private let threads: ThreadCount
    private let telemetry: WriterTelemetry
    let damage: DamageReport
    let isReadOnly: Bool
    let clock: @Sendable () -> Timestamp

    private init(
        path: String, options: Options, writes: JobQueue<WriteJob>, reads: JobQueue<ReadJob>,
        lookups: JobQueue<ReadJob>, threads: ThreadCount, telemetry: WriterTelemetry, damage: DamageReport
    ) {
        self.damage = damage
        self.telemetry = telemetry
        self.path = path
        isReadOnly = options.isReadOnly
        clock = options.clock
        self.writes = writes
        self.reads = reads
        self.lookups = lookups
        self.threads = threads
    }

    deinit {
        writes.close()
        reads.close()
        lookups.close()
    }

    /// Opens a ledger, makes it where it is missing, and brings it to the newest schema; one that is only read has to be
    /// there and to have it.
    ///
    /// - Throws: ``LedgerError/Code/unavailable`` where the file cannot be opened, ``LedgerError/Code/damaged`` where
    ///   it is no ledger, ``LedgerError/Code/incompatible`` where a newer version wrote it.
    public static func open(path: String, options: Options = Options()) async throws(LedgerError) -> SQLiteLedger {
        // SQLite takes these for databases without a file, of which every connection would get its own.
        guard !path.isEmpty, path != ":memory:", !path.utf8.contains(0) else {
            throw .invalidInput("path of the ledger", path, "must name a file")
        }
        let path = FileStatus.resolved(path)
        // A look before anything is made beside the file: it may be missing, or somebody else's.
        if !options.createsFile || options.isReadOnly || FileStatus.exists(path) {
            let status = try schemaStatus(path: path, recovers: !options.isReadOnly)
            if options.isReadOnly, !status.pending.isEmpty { throw .outdated(path, status) }
        }
        let writes = JobQueue<WriteJob>(capacity: max(options.maximumWaitingWrites, 1))
        let reads = JobQueue<ReadJob>(capacity: max(options.maximumWaitingWrites, 1))
        let lookups = JobQueue<ReadJob>(capacity: max(options.maximumWaitingWrites, 1))
        let readers = min(max(options.readers, 1), 16)
        let threads = ThreadCount(options.isReadOnly ? readers + 1 : readers + 2)
        let telemetry = WriterTelemetry()
        let damage = DamageReport(path: path)
        if !options.isReadOnly {
            let failure: LedgerError? = await withCheckedContinuation { continuation in
                Writer.start(
                    path: path, options: options, queue: writes, telemetry: telemetry, damage: damage,
                    opened: { continuation.resume(returning: $0) }, closed: { threads.countDown() })
            }
            if let failure { throw failure }
        }
        for queue in [lookups] + Array(repeating: reads, count: readers) {
            Reader.start(
                path: path, busyTimeoutMilliseconds: options.busyTimeoutMilliseconds, queue: queue, damage: damage,
                closed: { threads.countDown() })
        }
        return SQLiteLedger(
            path: path, options: options, writes: writes, reads: reads, lookups: lookups, threads: threads,
            telemetry: telemetry, damage: damage)
    }

    /// Whether what would write is refused.
    var refusesWrites: Bool { isReadOnly || damage.refusal != nil }

    /// Closes the ledger once everything that waits is done. Later operations are ``LedgerError/Code/unavailable``.
    ///
    /// Open reservations of this process count as abandoned from now on.
    public func close() async {
        writes.close()
        reads.close()
        lookups.close()
        await threads.allEnded()
    }

    /// Performs an operation on the writer's thread, and answers once it is durable.
    func write<Answer: Sendable>(
        expiring: Bool = true, repeatable: Bool = false, weight: Int = 1,
        _ operation: @escaping @Sendable (WriteSession) throws -> Answer
    ) async throws(LedgerError) -> Answer {
        guard !isReadOnly else {
            throw LedgerError(.unavailable, "\(path) was opened for reading only; open it without that to change it")
        }
        if let refusal = damage.refusal { throw refusal }
        let outcome = WriteOutcome<Answer>()
        await withCheckedContinuation { continuation in
            let job = WriteJob(
                needsExpiry: expiring, weight: weight, isRepeatable: repeatable, continuation: continuation,
                attempt: { outcome.keep(.success(try operation($0))) }, note: { outcome.keep(.failure($0)) })
            // Before the writer may take it, so that the number never falls below zero.
            telemetry.noteArrival()
            if let refusal = writes.push(job) {
                telemetry.noteDeparture()
                job.fail(refused(isClosed: refusal == .closed))
            }
        }
        return try outcome.get()
    }

    /// Answers a question on a reading thread, from one consistent state.
    func read<Answer: Sendable>(
        _ question: @escaping @Sendable (Database) throws -> Answer
    ) async throws(LedgerError) -> Answer { try await read(reads, question) }

    /// As ``read(_:)``, for what a call waits for: an answer by an index, on a thread that no report keeps busy.
    func look<Answer: Sendable>(
        _ question: @escaping @Sendable (Database) throws -> Answer
    ) async throws(LedgerError) -> Answer { try await read(lookups, question) }

    private func read<Answer: Sendable>(
        _ queue: JobQueue<ReadJob>, _ question: @escaping @Sendable (Database) throws -> Answer
    ) async throws(LedgerError) -> Answer {
        let (path, damage) = (path, damage)
        let result: Result<Answer, LedgerError> = await withCheckedContinuation { continuation in
            let job = ReadJob { database in
                let answer = database.flatMap { database -> Result<Answer, LedgerError> in
                    do {
                        return .success(try database.reading { try question(database) })
                    } catch {
                        damage.note(error)
                        return .failure(LedgerError(error, path: path))
                    }
                }
                continuation.resume(returning: answer)
            }
            if let refusal = queue.push(job) {
                continuation.resume(returning: .failure(refused(isClosed: refusal == .closed)))
            }
        }
        return try result.get()
    }

    private func refused(isClosed: Bool) -> LedgerError {
        isClosed
            ? LedgerError(.unavailable, "\(path) was closed")
            : LedgerError(.busy, "\(path): too many operations are waiting; try again later, or send fewer at once.")
    }
}
