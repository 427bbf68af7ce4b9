import CoreMetrics
import Foundation
import Ledger
import LedgerSQLite
import Pricing

/// Reserves and settles calls through the ledger, in C and on GRDB, by turns, and prints how they compare.
struct WriteBenchmark {
    var rounds = 7
    var directory = FileManager.default.temporaryDirectory
    var inFlight = [1, 64, 1024]
    /// How many calls a round has; by how many are in flight where nothing is said.
    var calls: Int?
    /// The one contestant to run, for a profile of it.
    var only: String?

    func run() async throws {
        MetricsSystem.bootstrap(CommitSizes.shared)
        let folder = directory.appending(path: "ledger-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var workload = WriteWorkload(seed: 6)
        let clock = Self.clock()
        let template = folder.appending(path: "template.db").path
        try await prepare(template, &workload, clock)
        let paths = ["ledger", "C", "GRDB"].map { folder.appending(path: "\($0).db").path }
        for path in paths { try FileManager.default.copyItem(atPath: template, toPath: path) }
        var options = SQLiteLedger.Options(clock: clock)
        options.createsFile = false
        let ledger = try await SQLiteLedger.open(path: paths[0], options: options)
        let contestants = (
            ledger: LedgerContestant(ledger: ledger), c: try CContestant(path: paths[1], clock: clock),
            grdb: try GRDBContestant(path: paths[2], clock: clock)
        )
        for inFlight in inFlight {
            var comparison = WriteComparison(inFlight: inFlight)
            let all: [any Contestant] = [contestants.ledger, contestants.c, contestants.grdb]
            let count = calls ?? (inFlight == 1 ? 400 : inFlight < 500 ? 8000 : 30_000)
            try await compare(all, count, &workload, &comparison)
            if inFlight == 1, only == nil {
                let pages = max(contestants.c.pages / (2 * count), 1)
                comparison.syncs = try (0..<rounds).map { _ in
                    try CContestant.sync(path: folder.appending(path: "sync").path, pages: pages, pairs: count)
                }
                comparison.pages = pages
            }
            comparison.print()
        }
        await ledger.close()
        contestants.c.close()
        try contestants.grdb.close()
        try await checkSameWork(paths)
        try SizeReport.print(paths[0])
    }

    /// A clock that starts at noon in the middle of a month and goes on as time does.
    private static func clock() -> @Sendable () -> Timestamp {
        let start = ContinuousClock.now
        return {
            WriteWorkload.start.advanced(byMilliseconds: Int64(start.duration(to: .now) / .milliseconds(1)))
        }
    }

    /// Makes a ledger with the budgets and one call of each series.
    private func prepare(
        _ path: String, _ workload: inout WriteWorkload, _ clock: @escaping @Sendable () -> Timestamp
    ) async throws {
        let ledger = try await SQLiteLedger.open(path: path, options: SQLiteLedger.Options(clock: clock))
        for budget in WriteWorkload.budgets { _ = try await ledger.setBudget(budget, actor: "benchmark") }
        for item in try workload.warmUp() {
            guard case .granted = try await ledger.reserve(item.request) else {
                throw BenchmarkError(reason: "refused: \(item.request.id)")
            }
            _ = try await ledger.settle(reservation: item.request.id, with: item.call, details: nil)
        }
        await ledger.close()
    }

    /// Runs the rounds, each contestant first in turn; the round before them warms up and is not counted.
    private func compare(
        _ contestants: [any Contestant], _ count: Int, _ workload: inout WriteWorkload,
        _ comparison: inout WriteComparison
    ) async throws {
        var groups: [Int32] = []
        for round in 0...rounds {
            let items = try workload.items(count)
            for turn in contestants.indices {
                // In the round that warms up the ledger comes first, because the others group as it did last.
                let contestant = contestants[(turn + round) % contestants.count]
                guard only == nil || only == contestant.name else { continue }
                var measurement = try await contestant.run(items, inFlight: comparison.inFlight, groups: groups)
                if contestant.name == "ledger" {
                    groups = CommitSizes.shared.take()
                    measurement.transactions = groups.count
                }
                if round > 0 { comparison.add(measurement, of: contestant.name, calls: count) }
            }
        }
        comparison.groups = groups
    }

    /// The others did the ledger's work where their files say the same; but for the checksums and the hashes that only it
    /// computes.
    private func checkSameWork(_ paths: [String]) async throws {
        guard only == nil else { return }
        let sums = try paths.map { try SizeReport.sums($0) }
        guard sums.allSatisfy({ $0 == sums[0] }) else {
            throw BenchmarkError(reason: "the contestants did not do the same: \(sums)")
        }
        let ledger = try await SQLiteLedger.open(path: paths[0])
        let verification = try await ledger.verify()
        await ledger.close()
        guard verification.findings.isEmpty else {
            throw BenchmarkError(reason: "the ledger is not whole: \(verification.findings)")
        }
        print("all files say the same, and the ledger verifies its own\n")
    }
}
