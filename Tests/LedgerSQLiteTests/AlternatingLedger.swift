import Ledger
import LedgerSQLite
import LedgerSimulation
import Synchronization

/// Two ledgers on one file, which are asked in turn: what one has remembered must never hide what the other did.
final class AlternatingLedger: ForwardingStore {
    private let ledgers: [SQLiteLedger]
    private let turn = Mutex(0)

    init(path: String, options: SQLiteLedger.Options) async throws {
        ledgers = [
            try await SQLiteLedger.open(path: path, options: options),
            try await SQLiteLedger.open(path: path, options: options),
        ]
    }

    /// The one whose turn it is.
    var store: any LedgerStore {
        turn.withLock { turn in
            turn += 1
            return ledgers[turn % ledgers.count]
        }
    }
}
