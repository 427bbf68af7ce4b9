internal import CSQLite

/// Tells SQLite to wait in short random naps while another connection holds a lock.
///
/// SQLite keeps a pointer to it, so it must outlive the connection.
final class BusyHandler {
    private let timeoutMilliseconds: Int
    private var backoff: Backoff

    init(timeoutMilliseconds: Int) {
        self.timeoutMilliseconds = timeoutMilliseconds
        backoff = Backoff(timeoutMilliseconds: timeoutMilliseconds, naps: 50...500)
    }

    /// Installs the handler in a connection.
    func install(in connection: OpaquePointer) {
        sqlite3_busy_handler(
            connection,
            { context, attempt in
                guard let context else { return 0 }
                return Unmanaged<BusyHandler>.fromOpaque(context).takeUnretainedValue().wait(attempt: attempt) ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func wait(attempt: Int32) -> Bool {
        if attempt == 0 { backoff = Backoff(timeoutMilliseconds: timeoutMilliseconds, naps: 50...500) }
        return backoff.nap()
    }
}
