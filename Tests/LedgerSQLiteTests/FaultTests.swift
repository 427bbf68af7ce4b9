import CSQLite
import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("A fault has a clear error, and work goes on when it is over")
struct FaultTests {
    private func filled(configure: (inout SQLiteLedger.Options) -> Void = { _ in }) async throws -> TemporaryLedger {
        let temporary = try await TemporaryLedger(configure: configure)
        _ = try await temporary.ledger.setBudget(
            Budget(name: "all", limit: .dollars(100), period: .total), actor: "test")
        _ = try await temporary.ledger.record((0..<20).map { .sample("c\($0)") })
        return temporary
    }

    /// The failure of an operation, which has to name the file and say what to do.
    private func error(
        _ path: String, _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ operation: () async throws -> Void
    ) async -> LedgerError.Code? {
        do {
            try await operation()
            return nil
        } catch {
            let message = "\(error)"
            #expect(message.contains(path), sourceLocation: sourceLocation)
            #expect(message.contains(words), "\(message)", sourceLocation: sourceLocation)
            return (error as? LedgerError)?.code
        }
    }

    private func works(_ ledger: SQLiteLedger, _ id: String) async throws {
        guard case .granted = try await ledger.reserve(.sample(id)) else {
            Issue.record("refused")
            return
        }
        _ = try await ledger.settle(reservation: id, with: .sample(id))
        #expect(try await ledger.call(id)?.breakdown?.total == .dollars(1))
        #expect(try await ledger.verify().findings == [])
    }

    @Test("Somebody else holds the file for long", arguments: [false, true])
    func busy(holdsGate: Bool) async throws {
        let temporary = try await filled { $0.busyTimeoutMilliseconds = 50 }
        let ledger = temporary.ledger
        let gate = try CommitGate(besideDatabase: temporary.path, timeoutMilliseconds: 1000)
        let holder = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        if holdsGate { try gate.enter() } else { try holder.execute("BEGIN IMMEDIATE") }
        #expect(await error(temporary.path, "try again") { _ = try await ledger.reserve(.sample("x")) } == .busy)
        #expect(try await ledger.call("c1") != nil, "reading goes on")
        if holdsGate { gate.leave() } else { try holder.execute("ROLLBACK") }
        try await works(ledger, "x")
    }

    @Test("The file is removed while it is open, and put back")
    func removedFile() async throws {
        let temporary = try await filled()
        let ledger = temporary.ledger
        let away = temporary.directory.file("away.db")
        try FileManager.default.moveItem(atPath: temporary.path, toPath: away)
        let path = temporary.path
        #expect(await error(path, "Put the file back") { _ = try await ledger.reserve(.sample("x")) } == .unavailable)
        #expect(await error(path, "file") { _ = try await ledger.call("c1") } == .unavailable)
        #expect(!FileManager.default.fileExists(atPath: path), "a new file would have no budgets")
        try FileManager.default.moveItem(atPath: away, toPath: temporary.path)
        try await works(ledger, "x")
        await ledger.close()
    }

    @Test("The log is removed while it is open: what it held is in the database")
    func removedLog() async throws {
        let temporary = try await filled()
        try FileManager.default.removeItem(atPath: temporary.path + "-wal")
        try await works(temporary.ledger, "x")
        await temporary.ledger.close()
        let again = try await temporary.reopened()
        #expect(try await again.lastSequence() == 21)
        await again.close()
    }

    @Test("The log was removed or cut off while nobody had the ledger open", arguments: [1, 5000, 40_000, Int.max])
    func lostLog(cut: Int) async throws {
        let temporary = try await filled()
        let copy = try TemporaryDirectory()
        for suffix in ["", "-wal", ".gate"] {
            try FileManager.default.copyItem(
                atPath: temporary.path + suffix, toPath: copy.file("ledger.db" + suffix))
        }
        let path = copy.file("ledger.db")
        let log = try Data(contentsOf: URL(filePath: path + "-wal"))
        try log.dropLast(cut).write(to: URL(filePath: path + "-wal"))
        #expect(
            await error(path, "restore the last good backup") { _ = try await SQLiteLedger.open(path: path) }
                == .damaged)
        // Whoever restored an older copy on purpose says so by removing the note.
        try log.write(to: URL(filePath: path + "-wal"))
        let whole = try await SQLiteLedger.open(path: path)
        #expect(try await whole.lastSequence() == 20)
        await whole.close()
    }

    @Test("The file is emptied while it is open, or before it is opened")
    func emptied() async throws {
        let temporary = try await filled()
        await temporary.ledger.close()
        let path = temporary.path
        try Data().write(to: URL(filePath: path))
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        #expect(
            await error(path, "restore the last good backup") { _ = try await SQLiteLedger.open(path: path) }
                == .damaged)
    }

    @Test("Another file takes the place of the open one: it is refused, or it is the ledger from then on")
    func replaced() async throws {
        let temporary = try await filled()
        let copy = temporary.directory.file("copy.db")
        try await temporary.ledger.backup(to: copy)
        _ = try await temporary.ledger.record([.sample("later")])
        // An older copy in the place of the file lacks what was acknowledged since.
        _ = rename(copy, temporary.path)
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: temporary.path + suffix) }
        let path = temporary.path
        let ledger = temporary.ledger
        #expect(
            await error(path, "acknowledged are missing") { _ = try await ledger.record([.sample("x")]) } == .damaged)
    }

    @Test("A file that may not be written is refused with what to do", .enabled(if: geteuid() != 0))
    func readOnlyFile() async throws {
        let temporary = try await filled()
        await temporary.ledger.close()
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: temporary.path)
        let path = temporary.path
        #expect(await error(path, "write permission") { _ = try await SQLiteLedger.open(path: path) } == .unavailable)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: temporary.path)
        try await works(try await temporary.reopened(), "x")
    }

    @Test("A database that SQLite holds for read-only is refused with what to do, and nothing is half done")
    func queryOnly() async throws {
        let temporary = try await filled()
        let ledger = temporary.ledger
        // As on a file system that was mounted read-only after an error.
        try await ledger.write { try $0.connection.execute("COMMIT; PRAGMA query_only = ON; BEGIN") }
        #expect(
            await error(temporary.path, "write permission") { _ = try await ledger.record([.sample("x")]) }
                == .unavailable)
        #expect(try await ledger.call("x") == nil)
        // The connection was opened anew, and may write.
        try await works(ledger, "y")
    }

    @Test("A page that is no page is damage, and stops the ledger")
    func corruptPage() async throws {
        let temporary = try await filled()
        await temporary.ledger.close()
        var bytes = try Data(contentsOf: URL(filePath: temporary.path))
        bytes.replaceSubrange(4096..<bytes.count, with: Data(repeating: 0xA5, count: bytes.count - 4096))
        try bytes.write(to: URL(filePath: temporary.path))
        // The log was copied into the database, and would be read in its place.
        for suffix in ["-wal", "-shm"] { try FileManager.default.removeItem(atPath: temporary.path + suffix) }
        let path = temporary.path
        #expect(
            await error(path, "restore the last good backup") {
                let ledger = try await SQLiteLedger.open(path: path)
                _ = try await ledger.reserve(.sample("x"))
            } == .damaged)
    }
}
