import Foundation
import LedgerSQLite
import Pricing
import Testing

/// It measures time, so it is no part of a usual test run: `make reliability` runs it.
@Suite("Processes that share a ledger share it fairly", .serialized, .enabled(if: TestLength.isReliabilityRun))
struct FairnessTests {
    private static let processes = 8
    private static let seconds = TestLength.number("FAIRNESS_SECONDS") ?? 30

    /// How processes fared.
    private struct Shares: CustomStringConvertible {
        var turns: [Int] = []
        var longestWaits: [Int] = []

        var share: Double { Double(turns.min() ?? 0) / Double(max(turns.max() ?? 0, 1)) }
        var longestWaitMilliseconds: Int { (longestWaits.max() ?? 0) / 1000 }
        var description: String {
            "turns \(turns), smallest share \(share), longest wait \(longestWaitMilliseconds) ms"
        }
    }

    private func run(_ mode: String, _ arguments: [String], seconds: Int) throws -> Shares {
        let directory = try TemporaryDirectory()
        // Together: who starts early would have the ledger for itself.
        let start = Int(Date().timeIntervalSince1970) + 3
        let hammers = try (0..<Self.processes).map { worker in
            try Hammer(
                directory, [mode, directory.file("ledger.db"), "f\(worker)", "\(start)", "\(seconds)"] + arguments)
        }
        var shares = Shares()
        for hammer in hammers {
            #expect(hammer.wait() == 0)
            let line = try #require(try hammer.lines().last { $0.first == "turns" })
            shares.turns.append(try #require(Int(line[1])))
            shares.longestWaits.append(try #require(Int(line[2])))
        }
        withExtendedLifetime(directory) {}
        return shares
    }

    @Test("None of eight waits longer than a second, or gets less than a third of another's turns", arguments: [1, 16])
    func gate(tasks: Int) throws {
        for _ in 0..<(TestLength.number("FAIRNESS_RUNS") ?? 1) {
            let shares = try run("take-turns", ["\(tasks)"], seconds: Self.seconds)
            print("fairness, \(tasks) tasks each: \(shares)")
            #expect(shares.longestWaitMilliseconds <= 1000)
            #expect(shares.share >= 0.3)
        }
    }

    @Test("The measure would notice SQLite's own way of waiting")
    func defaultHandler() throws {
        let shares = try run("wait-like-sqlite", [], seconds: min(Self.seconds, 10))
        print("fairness of SQLite's default: \(shares)")
        #expect(shares.share < 0.3 || shares.longestWaitMilliseconds > 1000)
    }
}
