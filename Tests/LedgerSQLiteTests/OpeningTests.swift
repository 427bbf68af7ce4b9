import Foundation
import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import SQLite
import Testing

@Suite("A ledger opens its own files and refuses others")
struct OpeningTests {
    private func connection(_ path: String) throws -> Connection {
        try Connection(path: path, access: .create, busyTimeoutMilliseconds: 1000)
    }

    @Test("What was recorded is there after closing and opening again, and the file is whole without its log")
    func reopening() async throws {
        let first = try await TemporaryLedger()
        #expect(try await first.ledger.record([.sample("a", dollars: 3)]) == [.recorded])
        await first.ledger.close()
        let copy = first.directory.file("copy.db")
        try FileManager.default.copyItem(atPath: first.path, toPath: copy)
        for path in [first.path, copy] {
            let again = try await SQLiteLedger.open(path: path)
            #expect(try await again.call("a")?.call == .sample("a", dollars: 3))
            #expect(try await again.record([.sample("a", dollars: 3)]) == [.duplicate])
            await again.close()
        }
    }

    @Test("A closed ledger says so")
    func closed() async throws {
        let temporary = try await TemporaryLedger()
        await temporary.ledger.close()
        await temporary.ledger.close()
        #expect(await failure { _ = try await temporary.ledger.record([.sample("a")]) } == .unavailable)
        #expect(await failure { _ = try await temporary.ledger.lastSequence() } == .unavailable)
    }

    @Test("A file of somebody else is refused and stays as it is")
    func foreignDatabase() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("other.db")
        try connection(path).execute("CREATE TABLE theirs (v INTEGER); INSERT INTO theirs VALUES (1)")
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(await failure { _ = try await SQLiteLedger.open(path: path) } == .damaged)
        #expect(throws: LedgerError.self) { try SQLiteLedger.schemaStatus(path: path) }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        let text = directory.file("notes.txt")
        try Data(repeating: 0x41, count: 5000).write(to: URL(filePath: text))
        #expect(await failure { _ = try await SQLiteLedger.open(path: text) } == .damaged)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["notes.txt", "other.db"])
    }

    @Test("A ledger of a newer version is refused, and so is one whose migration was altered")
    func incompatible() async throws {
        let temporary = try await TemporaryLedger()
        await temporary.ledger.close()
        let latest = try SQLiteLedger.schemaStatus(path: temporary.path).latest
        try connection(temporary.path).execute("PRAGMA user_version = \(latest + 1)")
        #expect(await failure { _ = try await temporary.reopened() } == .incompatible)
        try connection(temporary.path).execute(
            "PRAGMA user_version = \(latest); UPDATE migration SET sha256 = x'00' WHERE version = 1")
        #expect(await failure { _ = try await temporary.reopened() } == .incompatible)
    }

    @Test("A program notices when a newer one upgrades the file under it")
    func upgradedMeanwhile() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.record([.sample("a")])
        let latest = try SQLiteLedger.schemaStatus(path: temporary.path).latest
        try connection(temporary.path).execute("PRAGMA user_version = \(latest + 1)")
        #expect(await failure { _ = try await temporary.ledger.record([.sample("b")]) } == .incompatible)
        #expect(await failure { _ = try await temporary.ledger.call("a") } == .incompatible)
    }

    @Test("What names no file is refused", arguments: ["", ":memory:", "a\0b"])
    func paths(path: String) async {
        #expect(await failure { _ = try await SQLiteLedger.open(path: path) } == .invalidInput)
    }

    @Test("A ledger behind a symbolic link is the same ledger, with the same gate")
    func symbolicLink() async throws {
        let temporary = try await TemporaryLedger()
        try FileManager.default.createDirectory(
            atPath: temporary.directory.file("links"), withIntermediateDirectories: false)
        let link = temporary.directory.file("links/link.db")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: temporary.path)
        let ledger = try await SQLiteLedger.open(path: link)
        #expect(ledger.path == temporary.ledger.path)
        #expect(try await ledger.record([.sample("a")]) == [.recorded])
        #expect(try await temporary.ledger.record([.sample("a")]) == [.duplicate])
        let beside = try FileManager.default.contentsOfDirectory(atPath: temporary.directory.file("links"))
        #expect(beside == ["link.db"])
    }

    @Test("A missing file is made only where that is wanted")
    func missing() async throws {
        let directory = try TemporaryDirectory()
        var options = SQLiteLedger.Options()
        options.createsFile = false
        let path = directory.file("none.db")
        #expect(await failure { _ = try await SQLiteLedger.open(path: path, options: options) } == .unavailable)
        #expect(!FileManager.default.fileExists(atPath: path))
        let nowhere = directory.file("missing/ledger.db")
        #expect(await failure { _ = try await SQLiteLedger.open(path: nowhere) } == .unavailable)
        #expect(throws: LedgerError.self) { try SQLiteLedger.schemaStatus(path: path) }
        #expect(try await SQLiteLedger.migrate(path: path).version == 0)
        #expect(try SQLiteLedger.schemaStatus(path: path).pending == [])
    }

    @Test("All files of a ledger are readable by their owner only")
    func permissions() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.reserve(.sample("x", owner: .thisProcess))
        let files = try FileManager.default.contentsOfDirectory(atPath: temporary.directory.path)
        #expect(files.contains { $0.hasPrefix("ledger.db.lease-") })
        for file in files {
            let attributes = try FileManager.default.attributesOfItem(atPath: temporary.directory.file(file))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
    }

    @Test("A backup is a whole ledger and overwrites nothing")
    func backup() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.record((0..<300).map { .sample("c\($0)", dollars: 2) })
        let copy = temporary.directory.file("backup.db")
        try await temporary.ledger.backup(to: copy)
        _ = try await temporary.ledger.record([.sample("late")])
        let restored = try await SQLiteLedger.open(path: copy)
        #expect(try await restored.spend(by: [], filter: CallFilter()).total.cost == .dollars(600))
        #expect(try await restored.verify().findings == [])
        #expect(await failure { try await temporary.ledger.backup(to: copy) } == .unavailable)
        await restored.close()
    }
}
