import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Synchronization

/// A process with a ledger in a file, whose death leaves what `kill -9` leaves: the database and its log as they are, and
/// no index of the log, no lock and no lease. The next process finds them and recovers.
final class SQLiteProcess: SimulatedProcess {
    private struct State {
        var ledger: SQLiteLedger
        var generation: Int
    }

    private let directory: TemporaryDirectory
    private let options: SQLiteLedger.Options
    private let state: Mutex<State>

    init(clock: ManualClock) async throws {
        directory = try TemporaryDirectory(isInMemory: true)
        var options = SQLiteLedger.Options { clock.now }
        // Few pages, so that the log is copied and started over many times.
        options.checkpointPages = 60
        options.readers = 1
        self.options = options
        let ledger = try await Self.open(generation: 0, in: directory, options)
        state = Mutex(State(ledger: ledger, generation: 0))
    }

    var store: any LedgerStore { state.withLock { $0.ledger } }

    func die() async throws {
        let (old, generation) = state.withLock { ($0.ledger, $0.generation + 1) }
        let new = try Self.makeFolder(generation, in: directory)
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: old.path + suffix, toPath: new + "/ledger.db" + suffix)
        }
        let ledger = try await Self.open(generation: generation, in: directory, options)
        state.withLock { $0 = State(ledger: ledger, generation: generation) }
        // What the dead one does now is seen by nobody.
        await old.close()
        try FileManager.default.removeItem(atPath: directory.file("process-\(generation - 1)"))
    }

    func end() async { await state.withLock { $0.ledger }.close() }

    private static func makeFolder(_ generation: Int, in directory: TemporaryDirectory) throws -> String {
        let folder = directory.file("process-\(generation)")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func open(
        generation: Int, in directory: TemporaryDirectory, _ options: SQLiteLedger.Options
    ) async throws -> SQLiteLedger {
        try await SQLiteLedger.open(
            path: try makeFolder(generation, in: directory) + "/ledger.db", options: options)
    }
}
