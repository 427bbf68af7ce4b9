import CStalledCheckpoint
import Dispatch
import Foundation
import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import SQLite
import Synchronization
import Testing

/// SQLite up to 3.51.2 loses commits that restart the log while a checkpoint stands between its look at the log's index
/// and its copying. A disk that makes checkpoints stall there turns that from rare to sure.
@Suite("No commit ever overlaps a checkpoint", .serialized)
struct StalledCheckpointTests {
    private static let rounds = TestLength.number("CHECKPOINT_ROUNDS") ?? 300

    init() {
        #expect(stalled_checkpoint_install() == 0)
        stalled_checkpoint_set_stall(200, 2000, false)
    }

    private func folder(_ directory: TemporaryDirectory) throws -> String {
        let path = directory.file("stalled-checkpoint-0")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// What came of a round: rows that were committed and are gone, or a file that is broken.
    private struct Round: Sendable {
        var lost = 0
        var counts = stalled_checkpoint_counts()
    }

    @Test("With the gate, hundreds of rounds of commits and stalled checkpoints lose nothing")
    func gated() throws {
        var sum = Round()
        for number in 0..<Self.rounds {
            let round = try round(isGated: true)
            try #require(round.lost == 0, "round \(number)")
            sum.counts.overlaps += round.counts.overlaps
            sum.counts.stalls += round.counts.stalls
            sum.counts.checkpoints += round.counts.checkpoints
            sum.counts.log_writes += round.counts.log_writes
        }
        print("checkpoints with the gate: \(Self.rounds) rounds, \(sum.counts)")
        #expect(sum.counts.overlaps == 0)
        #expect(sum.counts.stalls > Self.rounds)
    }

    @Test("Without the gate the same work loses commits within a few rounds", .enabled(if: SQLiteVersion.hasResetFault))
    func ungated() throws {
        // The long run tells how many rounds of all; one is enough to show that the rounds would notice.
        let rounds = TestLength.isReliabilityRun ? Self.rounds : 20
        var lossy = 0
        var overlaps: Int64 = 0
        for _ in 0..<rounds where lossy == 0 || TestLength.isReliabilityRun {
            let round = try round(isGated: false)
            overlaps += round.counts.overlaps
            lossy += round.lost > 0 ? 1 : 0
        }
        print("checkpoints without the gate: \(lossy) rounds of \(rounds) at most lost rows, \(overlaps) overlaps")
        #expect(lossy > 0)
    }

    /// Two threads commit rows and copy the log, a third one only copies it, then everything is counted. The third has to
    /// look at the log's index anew each time, and stalls there.
    private func round(isGated: Bool) throws -> Round {
        let directory = try TemporaryDirectory(isInMemory: true)
        let path = try folder(directory) + "/rows.db"
        defer { stalled_checkpoint_forget(path) }
        let setUp = try Connection(path: path, access: .create, busyTimeoutMilliseconds: 10_000)
        try setUp.enableWriteAheadLog()
        try setUp.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, filler BLOB) STRICT")
        let committed = Mutex(0)
        inThreads(3) { worker in
            do {
                let gate = try CommitGate(besideDatabase: path, timeoutMilliseconds: 10_000)
                let connection = try Connection(path: path, access: .readWrite, busyTimeoutMilliseconds: 10_000)
                for _ in 0..<12 {
                    let rows = worker < 2 ? Int.random(in: 1...4) : 0
                    if isGated { try gate.enter() }
                    defer { usleep(UInt32.random(in: 0...300)) }
                    defer { if isGated { gate.leave() } }
                    if rows > 0 {
                        try commit(rows, connection)
                        committed.withLock { $0 += rows }
                    }
                    try connection.checkpoint()
                }
            } catch {
                // A file that is broken already answers so.
            }
        }
        var round = Round()
        round.lost = committed.withLock { $0 } - count(path)
        round.counts = stalled_checkpoint_count(path)
        withExtendedLifetime((directory, setUp)) {}
        return round
    }

    private func commit(_ rows: Int, _ connection: Connection) throws {
        try connection.execute("BEGIN IMMEDIATE")
        for _ in 0..<rows { try connection.run("INSERT INTO row (filler) VALUES (randomblob(900))") }
        try connection.execute("COMMIT")
    }

    /// The rows that are there, to a connection that knows nothing yet; none in a file that is broken.
    private func count(_ path: String) -> Int {
        do {
            let fresh = try Connection(path: path, access: .readWrite, busyTimeoutMilliseconds: 10_000)
            // To the file, where what was counted as copied and was not is missing.
            try fresh.checkpoint()
            guard try fresh.first("PRAGMA integrity_check", read: { $0.text(0) }) == "ok" else { return 0 }
            return Int(try fresh.integer("SELECT count(*) FROM row") ?? 0)
        } catch {
            return 0
        }
    }

    @Test("The ledger itself, open three times, never writes to the log while a checkpoint is under way")
    func ledgers() async throws {
        let directory = try TemporaryDirectory(isInMemory: true)
        let path = try folder(directory) + "/ledger.db"
        defer { stalled_checkpoint_forget(path) }
        stalled_checkpoint_set_stall(200, 2000, true)
        var options = SQLiteLedger.Options()
        options.checkpointPages = 10
        var ledgers: [SQLiteLedger] = []
        for _ in 0..<3 { ledgers.append(try await SQLiteLedger.open(path: path, options: options)) }
        _ = try await ledgers[0].setBudget(
            Budget(name: "all", limit: .dollars(100_000), period: .total), actor: "test")
        let calls = TestLength.number("CHECKPOINT_CALLS") ?? 120
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (worker, ledger) in ledgers.enumerated() {
                group.addTask {
                    for number in 0..<calls {
                        let id = "w\(worker)-\(number)"
                        _ = try await ledger.reserve(.sample(id, dollars: 2))
                        _ = try await ledger.settle(reservation: id, with: .sample(id))
                    }
                }
            }
            try await group.waitForAll()
        }
        for ledger in ledgers.dropFirst() { await ledger.close() }
        #expect(try await ledgers[0].budget("all")?.spent == .dollars(Int64(3 * calls)))
        #expect(try await ledgers[0].verify().findings == [])
        await ledgers[0].close()
        let counts = stalled_checkpoint_count(path)
        print("checkpoints of ledgers: \(counts)")
        #expect(counts.stalls > 20)
        #expect(counts.log_writes > Int64(3 * calls))
        #expect(counts.overlaps == 0)
        withExtendedLifetime(directory) {}
    }

    /// Runs a body in threads of their own, all at the same time, and waits for them.
    private func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            Thread {
                body(number)
                group.leave()
            }.start()
        }
        group.wait()
    }
}
