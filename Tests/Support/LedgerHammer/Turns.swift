import CSQLite
import Foundation
import Ledger
import LedgerSQLite

/// How a process fared among others: how many calls it got done, and how long it waited for one answer at most.
struct Turns: Sendable {
    var count = 0
    var longestWaitMicroseconds = 0

    /// Reserves and settles calls from a moment on, for some seconds.
    static func take(path: String, name: String, start: Double, seconds: Double, tasks: Int) async throws -> Turns {
        let ledger = try await SQLiteLedger.open(path: path)
        await sleep(until: start)
        let end = start + seconds
        let turns = try await withThrowingTaskGroup(of: Turns.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var turns = Turns()
                    while Date().timeIntervalSince1970 < end {
                        let request = LedgerHammer.request(
                            "\(name)-\(task)-\(turns.count)", amount: LedgerHammer.amount(of: 1))
                        try await turns.time { _ = try await ledger.reserve(request) }
                        let call = LedgerHammer.call(of: request, cost: LedgerHammer.cost(of: 1))
                        try await turns.time { _ = try await ledger.settle(reservation: request.id, with: call) }
                        turns.count += 1
                    }
                    return turns
                }
            }
            return try await group.reduce(into: Turns()) { sum, turns in
                sum.count += turns.count
                sum.longestWaitMicroseconds = max(sum.longestWaitMicroseconds, turns.longestWaitMicroseconds)
            }
        }
        await ledger.close()
        return turns
    }

    /// Commits two rows for each call by SQLite alone, with the handler by which it waits for other connections.
    static func waitLikeSQLite(path: String, start: Double, seconds: Double) throws -> Turns {
        var connection: OpaquePointer?
        guard sqlite3_open(path, &connection) == SQLITE_OK else { throw CocoaError(.fileReadUnknown) }
        defer { sqlite3_close_v2(connection) }
        sqlite3_busy_timeout(connection, 60_000)
        func execute(_ sql: String) throws {
            guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw CocoaError(.fileWriteUnknown) }
        }
        try execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS row (filler)")
        Thread.sleep(forTimeInterval: max(start - Date().timeIntervalSince1970, 0))
        var turns = Turns()
        while Date().timeIntervalSince1970 < start + seconds {
            for _ in 0..<2 {
                let clock = ContinuousClock.now
                try execute("BEGIN IMMEDIATE; INSERT INTO row VALUES (randomblob(300)); COMMIT")
                turns.note(clock.duration(to: .now))
            }
            turns.count += 1
        }
        return turns
    }

    private mutating func time(_ operation: () async throws -> Void) async throws {
        let clock = ContinuousClock.now
        try await operation()
        note(clock.duration(to: .now))
    }

    private mutating func note(_ duration: Duration) {
        longestWaitMicroseconds = max(longestWaitMicroseconds, Int(duration / .microseconds(1)))
    }

    private static func sleep(until moment: Double) async {
        try? await Task.sleep(for: .seconds(max(moment - Date().timeIntervalSince1970, 0)))
    }
}
