import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

/// A ledger with calls on both sides of a cut, in an order in which links of the chain hold both, and a clock that has
/// gone on for long enough.
struct PrunedLedger {
    static let cut = Timestamp(iso8601: "2026-12-01") ?? ManualClock.start
    let directory: TemporaryDirectory
    let clock = ManualClock()
    let ledger: SQLiteLedger
    /// The head of the chain before anything was pruned.
    let head: ChainHead

    var path: String { directory.file("ledger.db") }

    /// Fills a ledger: half of the calls before the cut, several to a commit, and some of everything else.
    init(commits: Int = 30, calls: Int = 100) async throws {
        directory = try TemporaryDirectory(isInMemory: true)
        let clock = clock
        ledger = try await SQLiteLedger.open(path: directory.file("ledger.db"), options: .init { clock.now })
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1_000_000), period: .total), actor: "test")
        _ = try await ledger.setBudget(Budget(name: "year", limit: .dollars(1_000_000), period: .year), actor: "test")
        for commit in 0..<commits {
            _ = try await ledger.record(
                (0..<calls).map { number in
                    let isOld = (commit + number) % 2 == 0
                    return Self.call("c\(commit)-\(number)", number: commit + number, isOld: isOld)
                })
            if commit % 10 == 0 {
                _ = try await ledger.reserve(.sample("r\(commit)", dollars: 3))
                _ = try await ledger.settle(
                    reservation: "r\(commit)", with: .sample("r\(commit)", dollars: 2, requestID: "s\(commit)"),
                    details: CallDetails(line: 7, inputBytes: 100))
                _ = try await ledger.reserve(.sample("back\(commit)"))
                _ = try await ledger.release(reservation: "back\(commit)")
                _ = try await ledger.reserve(.sample("no\(commit)", dollars: 1_000_000))
            }
        }
        _ = try await ledger.reprice(CallFilter(), dryRun: false) { recorded in
            recorded.call.id.hasSuffix("-7") ? Call.sample("x", dollars: 9).cost : nil
        }
        clock.advance(byMilliseconds: 60 * 86_400_000)
        // A call whose request another one has under an id of its own.
        _ = try await ledger.record([
            .sample("log", dollars: 2, requestID: "s0", at: ManualClock.start.advanced(byMilliseconds: 2000))
        ])
        head = try #require(try await ledger.chainHead())
    }

    /// A call of a hundred days, half before the cut and half after it.
    static func call(_ id: String, number: Int, isOld: Bool) -> Call {
        let offset = Int64(number) * 7_000_000 % 500_000_000
        return .sample(
            id, dollars: Int64(number % 5) + 1, requestID: "q\(id)",
            at: cut.advanced(byMilliseconds: isOld ? -offset - 1 : offset))
    }

    /// Everything that is told about money.
    func figures(_ ledger: SQLiteLedger) async throws -> [SpendReport] {
        var reports: [SpendReport] = []
        for keys in [[SpendKey.hour, .callsite], [.day], [.month, .model], []] {
            reports.append(try await ledger.spend(by: keys, filter: CallFilter()))
        }
        return reports
    }

    /// Begins to prune, and takes out as much as so many steps do.
    ///
    /// - Returns: Where to go on; `nil` where nothing is left.
    @discardableResult
    func begin(_ ledger: SQLiteLedger, steps: Int = 0) async throws -> PruningPosition? {
        let plan = try await ledger.planPruning(before: Self.cut)
        let survey = try await ledger.read { try PruningSurvey($0, plan).result() }
        try await ledger.write { try $0.beginPruning(plan, keeping: survey, actor: "test", archive: nil) }
        var position: PruningPosition? = .start
        for _ in 0..<steps {
            guard let here = position else { break }
            position = try await ledger.prune(from: here)
        }
        return position
    }

    /// Prunes all that is before the cut.
    func prune(_ ledger: SQLiteLedger) async throws -> Pruning {
        try await ledger.prune(ledger.planPruning(before: Self.cut), actor: "test", archiveSHA256: nil)
    }

    /// The ledger, opened once more.
    func reopened() async throws -> SQLiteLedger {
        let clock = clock
        return try await SQLiteLedger.open(path: path, options: .init { clock.now })
    }
}
