internal import Ledger
internal import SQLite

extension LedgerError {
    /// A failure of SQLite in the ledger's terms, with what to do about it.
    init(_ error: SQLiteError, path: String) {
        let what = "\(path): \(error.message)"
        switch error.code {
        case .busy, .locked:
            self.init(.busy, "\(what). Another process holds the ledger; try again.")
        case .full:
            self.init(.full, "\(what). Free some space on the disk; what was acknowledged before is safe.")
        case .corrupt:
            self.init(.damaged, "\(what). Verify the ledger, and restore the last good backup.")
        case .notADatabase:
            self.init(.damaged, "\(what). Name a ledger's file; this one is no database.")
        case .readOnly, .permission:
            self.init(.unavailable, "\(what). Give this user write permission to the file and its directory.")
        case .cannotOpen:
            self.init(.unavailable, "\(what). Check that the directory exists and can be written by this user.")
        case .inputOutput:
            self.init(.unavailable, "\(what) (code \(error.extendedCode)). Check the disk, then verify the ledger.")
        case .constraint:
            self.init(.damaged, "\(what). A row contradicts the ledger's rules; verify the ledger.")
        default:
            self.init(.unavailable, "\(what) (code \(error.extendedCode))")
        }
    }

    /// Any failure within an operation, in the ledger's terms.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as LedgerError where error.code == .damaged && !error.message.contains(path):
            self.init(.damaged, "\(path): \(error.message)")
        case let error as LedgerError: self = error
        case let error as SQLiteError: self.init(error, path: path)
        default: self.init(.unavailable, "\(path): \(error)")
        }
    }

    /// A row that does not agree with its own checksum.
    static func damagedRow(_ table: String, _ key: String) -> LedgerError {
        LedgerError(
            .damaged,
            "row \(key) of table \(table) does not agree with its checksum: the file was damaged or edited. "
                + "Verify the ledger, and restore the last good backup.")
    }
}
