import Crypto
import Foundation
import Ledger
import LedgerReports
import LedgerSimulation
import Pricing
import Testing

@Suite("The calls that a pruning takes are kept in a file")
struct PruningArchiveTests {
    private let clock = ManualClock()
    private let cut = Timestamp(iso8601: "2026-12-01") ?? ManualClock.start
    private let folder = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)")

    private func call(_ id: String, at text: String) throws -> Call {
        let usage = Usage(input: 1000)
        let line = try #require(
            LineItem(item: .input, quantity: usage[.input], rate: Rate(picodollarsPerUnit: 3_000_000)))
        return Call(
            id: id, requestID: "r-\(id)", at: try #require(Timestamp(iso8601: text)),
            attribution: Attribution(team: "search", callsite: "build"), requestedModel: "model.a", region: "eu-west-1",
            operation: .converse, status: .succeeded,
            cost: Cost(
                status: .priced, model: "model.a", scope: .geo, usage: usage, lines: [line], ratesVersion: "test"))
    }

    private func ledger() async throws -> MemoryLedger {
        let clock = clock
        let ledger = MemoryLedger { clock.now }
        _ = try await ledger.record([
            call("a", at: "2026-11-23"), call("late", at: "2026-12-02"), call("b", at: "2026-11-30"),
            call("c", at: "2027-01-02"),
        ])
        clock.advance(byMilliseconds: 120 * 86_400_000)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return ledger
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test("It holds the rows of an export of these calls, and its hash stands beside it")
    func content() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try await ledger()
        var exported: [UInt8] = []
        try await CallExport(store: ledger, filter: CallFilter(until: cut), format: .csv).write { exported += $0 }
        let plan = try await ledger.planPruning(before: cut)
        let path = folder.appending(path: "calls.csv").path
        let hash = try await PruningArchive(store: ledger, plan: plan).write(to: path)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(exported))
        #expect(hash == SHA256.hash(data: Data(exported)).map { String(format: "%02x", $0) }.joined())
        #expect(try text("calls.csv.sha256") == "\(hash)  calls.csv\n")
        #expect(try await ledger.prune(plan, actor: "ann", archiveSHA256: hash).archiveSHA256 == hash)

        // The next one has what came late, and what is between the two cuts, wherever it stands.
        _ = try await ledger.record([call("later", at: "2026-11-24")])
        let next = try await ledger.planPruning(before: try #require(Timestamp(iso8601: "2027-01-01")))
        _ = try await PruningArchive(store: ledger, plan: next).write(to: folder.appending(path: "next.csv").path)
        #expect(try Table(csv: text("next.csv"))["call_id"] == ["late", "later"])
    }

    @Test("Where the calls are not those of the plan, there is no file")
    func otherCalls() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try await ledger()
        var plan = try await ledger.planPruning(before: cut)
        plan.calls += 1
        let path = folder.appending(path: "calls.csv").path
        await #expect(throws: PruningArchiveError.self) {
            _ = try await PruningArchive(store: ledger, plan: plan).write(to: path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
}
