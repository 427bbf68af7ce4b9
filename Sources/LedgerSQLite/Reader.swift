internal import Ledger
internal import SQLite

/// A question that waits for a reading thread.
struct ReadJob: Sendable {
    /// Answers the question from a database, or tells why there is none.
    let perform: @Sendable (Result<Database, LedgerError>) -> Void
}

/// A thread that reads, on a connection of its own.
enum Reader {
    /// Starts the thread.
    static func start(
        path: String, busyTimeoutMilliseconds: Int, queue: JobQueue<ReadJob>, closed: @escaping @Sendable () -> Void
    ) {
        BlockingThread.start(name: "ledger reader") {
            var database: Database?
            while let jobs = queue.take(upTo: 1, weight: { _ in 1 }) {
                for job in jobs {
                    do throws(SQLiteError) {
                        if database == nil {
                            database = Database(
                                connection: try Connection(
                                    path: path, access: .readOnly, busyTimeoutMilliseconds: busyTimeoutMilliseconds))
                        }
                    } catch {
                        job.perform(.failure(LedgerError(error, path: path)))
                    }
                    if let database { job.perform(.success(database)) }
                }
            }
            closed()
        }
    }
}
