internal import Ledger
internal import SQLite

/// Which files a connection has open.
///
/// A file that is removed stays open, and what is written to it is lost with the process. So whoever uses a connection
/// looks first whether its files are still the ones that stand at their paths.
struct DatabaseFiles {
    private let path: String
    private let database: FileStatus.Identity?
    private let log: FileStatus.Identity?

    /// The files of a database that was just opened and read.
    init(_ path: String) {
        self.path = path
        database = FileStatus.identity(path)
        log = FileStatus.identity(path + "-wal")
    }

    /// Whether they are still there; otherwise the connection is to be opened anew.
    ///
    /// - Throws: ``LedgerError/Code/unavailable`` where there is no database any more.
    func areCurrent() throws(LedgerError) -> Bool {
        guard let present = FileStatus.identity(path) else {
            throw LedgerError(
                .unavailable,
                "\(path) was removed while it was open. Put the file back, with \(path)-wal, and work goes on; to begin "
                    + "a new ledger, restart.")
        }
        return present == database && (log == nil || FileStatus.identity(path + "-wal") == log)
    }
}
