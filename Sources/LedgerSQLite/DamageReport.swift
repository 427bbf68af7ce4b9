internal import Ledger
internal import SQLite
internal import Synchronization

/// What damage was found in a ledger since it was opened. From then on nothing more is written to it.
///
/// Sums that build on a damaged row would be wrong for ever, and a repair would have to tell them apart. What can be read
/// is still read: every row answers for itself.
final class DamageReport: Sendable {
    private let path: String
    private let first = Mutex<String?>(nil)

    init(path: String) { self.path = path }

    /// Takes note of a failure, if it tells of damage.
    func note(_ error: any Error) {
        switch error {
        case let error as LedgerError where error.code == .damaged: note(error.message)
        case let error as SQLiteError where error.code == .corrupt || error.code == .notADatabase:
            note(error.message)
        default: break
        }
    }

    /// Takes note of damage, but for that of the chain's links and of alerts, on which no figure is built.
    func note(_ message: String) {
        guard !["chain_link", "alert"].contains(where: { message.contains("of table \($0)") }) else { return }
        first.withLock { if $0 == nil { $0 = message } }
    }

    /// Why nothing is written; `nil` where nothing was found.
    var refusal: LedgerError? {
        guard let message = first.withLock({ $0 }) else { return nil }
        return LedgerError(
            .damaged,
            "\(path) is only read since damage was found (\(message)). Verify the ledger, restore the last good backup or "
                + "export what verifies, and open it again.")
    }
}
