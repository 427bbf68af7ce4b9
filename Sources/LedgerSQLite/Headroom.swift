internal import Ledger
internal import SQLite

/// Space that is kept free for settlements, in a file beside the database.
///
/// When the disk is full the file is removed, so that what calls cost can still be recorded; new reservations are refused
/// until it can be made again. The file is the state: every process sees whether it is there. Use it within the gate.
final class Headroom {
    private let path: String
    private let size: Int64
    /// Whether the disk has no space for it.
    private(set) var isMissing = false
    /// Whether its presence is known in this transaction.
    private var isKnown = false

    init(besideDatabase database: String, size: Int) {
        path = database + ".headroom"
        self.size = Int64(clamping: size)
    }

    /// Makes the file where it is missing.
    func prepare() {
        isKnown = true
        isMissing = false
        guard size > 0, (FileStatus.size(path) ?? 0) < size else { return }
        isMissing = FileSpace.keep(size, at: path) == .full
    }

    /// Another process may have removed or made it since the last transaction.
    func forget() { isKnown = false }

    /// Removes the file.
    ///
    /// - Returns: Whether that gave some space.
    func release() -> Bool {
        guard size > 0, FileStatus.exists(path) else { return false }
        FileStatus.remove(path)
        isKnown = true
        isMissing = true
        return true
    }

    /// Throws where something new is to be begun and the disk has no space to end it.
    func require() throws(LedgerError) {
        if !isKnown { prepare() }
        guard isMissing else { return }
        throw LedgerError(
            .full,
            "\(path): the disk is nearly full, and the \(size) bytes that are kept free for settlements cannot be had, so "
                + "nothing new is reserved. Free some space on the disk; what calls cost is still recorded.")
    }
}
