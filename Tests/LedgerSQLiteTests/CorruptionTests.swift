import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("Every kind of damage that changes a value is noticed")
struct CorruptionTests {
    /// What is done to the files.
    enum Damage: String, CaseIterable {
        case flippedBit, flippedBitInLog, zeroedPage, zeroedFrame, oldPage, swappedPages, cutOff, cutOffLog
    }

    /// The files of a ledger after a kill, which leaves a log, with the database as it was earlier.
    private struct Files {
        var database: [UInt8]
        var log: [UInt8]
        var note: [UInt8]
        /// The database as it was earlier, several times.
        var old: [[UInt8]]
        /// What is read from the undamaged files.
        var content: [String]
    }

    private static let pageSize = 4096
    private static let frameSize = 4096 + 24

    private static let files = Task { try await make() }

    /// A ledger of which a part is in the database and a part in the log alone.
    private static func make() async throws -> Files {
        let temporary = try await TemporaryLedger { $0.checkpointPages = 40 }
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1000), period: .day), actor: "test")
        var old: [[UInt8]] = []
        for number in 0..<60 {
            _ = try await ledger.record(
                (0..<4).map { .sample("c\(number)-\($0)", dollars: Int64($0) + 1, requestID: "q\(number)-\($0)") })
            _ = try await ledger.reserve(.sample("r\(number)", dollars: 2))
            if number % 3 != 0 {
                _ = try await ledger.settle(
                    reservation: "r\(number)", with: .sample("r\(number)", dollars: 1),
                    details: CallDetails(line: 7, inputBytes: 100))
            }
            if number % 9 == 8 { old.append(try bytes(temporary.path)) }
        }
        // Behind the copying of the log that the last commit may have begun: half of that is not what was read before.
        _ = try await ledger.budgets()
        // A copy while it is open is what a kill leaves.
        let files = Files(
            database: try bytes(temporary.path), log: try bytes(temporary.path + "-wal"),
            note: try bytes(temporary.path + ".gate"), old: old, content: [])
        await ledger.close()
        return files
    }

    private static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    private func write(_ files: Files, to directory: String) throws -> String {
        let path = directory + "/ledger.db"
        for (suffix, bytes) in [("", files.database), ("-wal", files.log), (".gate", files.note)] {
            try Data(bytes).write(to: URL(filePath: path + suffix))
        }
        for suffix in ["-shm", ".headroom"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        return path
    }

    /// Every value of every table, as SQL reads it.
    private func content(_ path: String) throws -> [String] {
        let connection = try Connection(path: path, access: .readOnly, busyTimeoutMilliseconds: 1000)
        let tables = try connection.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
            $0.text(0)
        }
        var lines: [String] = []
        for table in tables {
            let columns = try texts("SELECT name FROM pragma_table_info('\(table)')", connection)
            let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
            lines += try texts("SELECT '\(table) ' || \(row) FROM \"\(table)\"", connection)
        }
        return lines.sorted()
    }

    private func texts(_ sql: String, _ connection: Connection) throws -> [String] {
        let statement = try connection.prepare(sql)
        var texts: [String] = []
        while try statement.step() { texts.append(statement.text(0)) }
        return texts
    }

    private func damage(_ files: inout Files, _ damage: Damage, using random: inout SplitMix64) {
        func flip(_ bytes: inout [UInt8]) {
            bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        func page(of bytes: [UInt8]) -> Range<Int> {
            let start = Int.random(in: 0..<(bytes.count / Self.pageSize), using: &random) * Self.pageSize
            return start..<(start + Self.pageSize)
        }
        switch damage {
        case .flippedBit: flip(&files.database)
        case .flippedBitInLog: flip(&files.log)
        case .zeroedPage:
            let page = page(of: files.database)
            files.database.replaceSubrange(page, with: repeatElement(0, count: page.count))
        case .zeroedFrame:
            let frames = (files.log.count - 32) / Self.frameSize
            let start = 32 + Int.random(in: 0..<frames, using: &random) * Self.frameSize
            files.log.replaceSubrange(start..<(start + Self.frameSize), with: repeatElement(0, count: Self.frameSize))
        case .oldPage:
            let old = files.old[Int.random(in: files.old.indices, using: &random)]
            let pages = stride(from: 0, to: min(old.count, files.database.count), by: Self.pageSize).map {
                $0..<($0 + Self.pageSize)
            }.filter { old[$0] != files.database[$0] }
            guard !pages.isEmpty else { return }
            let page = pages[Int.random(in: pages.indices, using: &random)]
            files.database.replaceSubrange(page, with: old[page])
        case .swappedPages:
            let (one, other) = (page(of: files.database), page(of: files.database))
            let kept = Array(files.database[one])
            files.database.replaceSubrange(one, with: files.database[other])
            files.database.replaceSubrange(other, with: kept)
        case .cutOff: files.database.removeLast(Int.random(in: 1...files.database.count, using: &random))
        case .cutOffLog: files.log.removeLast(Int.random(in: 1...files.log.count, using: &random))
        }
    }

    @Test("What reads otherwise than before does not verify", arguments: Damage.allCases)
    func noticed(kind: Damage) async throws {
        let directory = try TemporaryDirectory()
        var intact = try await Self.files.value
        intact.content = try content(try write(intact, to: directory.path))
        #expect(try await verify(directory.path + "/ledger.db") == nil, "the undamaged files verify")
        var (changed, missed) = (0, [UInt64]())
        for seed in 1...UInt64(Extent.times(25, full: 1000)) {
            var random = SplitMix64(seed: seed)
            var files = intact
            damage(&files, kind, using: &random)
            let path = try write(files, to: directory.path)
            let after = try? content(path)
            guard after != intact.content else { continue }
            changed += 1
            if try await verify(try write(files, to: directory.path)) == nil { missed.append(seed) }
        }
        #expect(missed == [], "seeds of \(kind)")
        #expect(changed > 0)
        if Extent.isFull { print("\(kind): \(changed) of 1000 change a value, \(missed.count) of them are missed") }
    }

    /// What is found in a file, if anything.
    private func verify(_ path: String) async throws -> String? {
        var options = SQLiteLedger.Options { ManualClock.start }
        options.headroomBytes = 0
        do {
            let ledger = try await SQLiteLedger.open(path: path, options: options)
            let finding = try await ledger.verify().findings.first
            let refusal = await failure { _ = try await ledger.record([.sample("later")]) }
            // Triggers and links of the chain are guards; no figure follows from them.
            let isGuard =
                finding.map { ["schema", "chain"].contains($0.check) || $0.message.contains("chain_link") } ?? true
            if !isGuard {
                #expect(refusal == .damaged, "what was found stops the ledger from writing: \(finding as Any)")
            }
            await ledger.close()
            return finding?.message
        } catch {
            return error.message
        }
    }
}
