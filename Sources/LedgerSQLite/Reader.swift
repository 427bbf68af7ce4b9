internal import Ledger
internal import SQLite

/// A question that waits for a reading thread.
struct ReadJob: Sendable {
    /// Answers the question from a database, or tells why there is none.
    let perform: @Sendable (Result<Database, LedgerError>) -> Void
}

/// A thread that reads, on a connection of its own.
struct Reader {
    private let path: String
    private let busyTimeoutMilliseconds: Int
    private var database: Database?
    private var files: DatabaseFiles?

    /// Starts the thread.
    static func start(
        path: String, busyTimeoutMilliseconds: Int, queue: JobQueue<ReadJob>, damage: DamageReport,
        closed: @escaping @Sendable () -> Void
    ) {
        BlockingThread.start(name: "ledger reader") {
            var reader = Reader(path: path, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
            while let jobs = queue.take(upTo: 1, weight: { _ in 1 }) {
                for job in jobs {
                    do {
                        job.perform(.success(try reader.current()))
                        reader.noteFiles()
                    } catch {
                        damage.note(error)
                        job.perform(.failure(LedgerError(error, path: path)))
                    }
                }
            }
            closed()
        }
    }

    private init(path: String, busyTimeoutMilliseconds: Int) {
        self.path = path
        self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
    }

    /// The connection to the file that stands at the path now.
    private mutating func current() throws -> Database {
        if let files, try !files.areCurrent() {
            database = nil
            self.files = nil
        }
        if let database { return database }
        let opened = Database(
            connection: try Connection(
                path: path, access: .readOnly, busyTimeoutMilliseconds: busyTimeoutMilliseconds))
        database = opened
        return opened
    }

    /// Notes which files the connection has open. The first question opens the log.
    private mutating func noteFiles() {
        if files == nil { files = DatabaseFiles(path) }
    }
}
