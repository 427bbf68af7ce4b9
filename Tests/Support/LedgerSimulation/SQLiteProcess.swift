import Foundation
public import Ledger
import LedgerSQLite
import Synchronization

/// A process with a ledger in a file, whose death leaves what `kill -9` leaves: the database and its log as they are, and
/// no index of the log, no lock and no lease. The next process finds them and recovers.
///
/// It may have the file open more than once, as several processes have, and asks one after the other: what one remembers
/// must never hide what another did. All of them die together.
public final class SQLiteProcess: SimulatedProcess {
    private struct State {
        var ledgers: [SQLiteLedger]
        var generation = 0
        var turn = 0
    }

    private let folder: String
    private let options: SQLiteLedger.Options
    private let count: Int
    private let state: Mutex<State>

    /// A process.
    ///
    /// - Parameters:
    ///   - folder: Where its files go, a folder for each of its lives. Best one in memory: it loses no power.
    ///   - clock: The clock of the ledger.
    ///   - count: How often it has the file open.
    /// - Throws: `LedgerError`, and what making a folder throws.
    public init(in folder: String, clock: ManualClock, ledgers count: Int = 1) async throws {
        self.folder = folder
        var options = SQLiteLedger.Options { clock.now }
        // Few pages, so that the log is copied and started over many times.
        options.checkpointPages = 60
        options.readers = 1
        self.options = options
        self.count = count
        state = Mutex(State(ledgers: try await Self.open(count, generation: 0, in: folder, options)))
    }

    /// By turns one ledger has the file for itself, and two share it.
    public static func ledgers(ofSeed seed: UInt64) -> Int { seed % 2 == 0 ? 2 : 1 }

    /// The ledger; of several, each by turns.
    public var store: any LedgerStore {
        state.withLock { state in
            state.turn += 1
            return state.ledgers[state.turn % state.ledgers.count]
        }
    }

    /// Starts anew on what is in the files, as they are.
    public func die() async throws {
        let (old, generation) = state.withLock { ($0.ledgers, $0.generation + 1) }
        let new = try Self.makeFolder(generation, in: folder)
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: old[0].path + suffix, toPath: new + "/ledger.db" + suffix)
        }
        let ledgers = try await Self.open(count, generation: generation, in: folder, options)
        state.withLock { $0 = State(ledgers: ledgers, generation: generation) }
        // What the dead do now is seen by nobody.
        for ledger in old { await ledger.close() }
        try FileManager.default.removeItem(atPath: folder + "/process-\(generation - 1)")
    }

    /// Closes the files.
    public func end() async {
        for ledger in state.withLock({ $0.ledgers }) { await ledger.close() }
    }

    private static func makeFolder(_ generation: Int, in folder: String) throws -> String {
        let folder = folder + "/process-\(generation)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func open(
        _ count: Int, generation: Int, in folder: String, _ options: SQLiteLedger.Options
    ) async throws -> [SQLiteLedger] {
        let path = try makeFolder(generation, in: folder) + "/ledger.db"
        var ledgers: [SQLiteLedger] = []
        for _ in 0..<count { ledgers.append(try await SQLiteLedger.open(path: path, options: options)) }
        return ledgers
    }
}
