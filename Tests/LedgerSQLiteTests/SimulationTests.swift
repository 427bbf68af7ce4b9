import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import Testing

@Suite("A simulated ledger in a file keeps its promises")
struct SQLiteSimulationTests {
    /// How many steps one run has: enough for the log to be copied and started over, and for windows to be forgotten.
    private static let steps =
        TestLength.number("SIMULATION_SQLITE_STEPS") ?? TestLength.number("SIMULATION_STEPS") ?? 1000
    private static let seeds: [UInt64] =
        TestLength.number("SIMULATION_SEED").map { [UInt64($0)] }
        ?? (1...UInt64(TestLength.number("SIMULATION_SQLITE_SEEDS") ?? 3)).map { 1000 + $0 }

    private func run(seed: UInt64, steps: Int) async throws -> Simulation.Summary {
        let clock = ManualClock()
        let directory = try TemporaryDirectory(isInMemory: true)
        let process = try await SQLiteProcess(
            in: directory.path, clock: clock, ledgers: SQLiteProcess.ledgers(ofSeed: seed))
        var simulation = Simulation(seed: seed, process: process, clock: clock)
        let summary = try await simulation.run(steps: steps)
        withExtendedLifetime(directory) {}
        return summary
    }

    @Test("The ledger in a file agrees with an independent reckoning after every step", arguments: seeds)
    func file(seed: UInt64) async throws {
        let summary = try await run(seed: seed, steps: Self.steps)
        print("simulated in a file: seed \(seed), \(summary)")
        if Self.steps >= 1000 {
            #expect(min(summary.refused, summary.granted, summary.expired) > 0)
        }
    }

    @Test("The same seed is the same run in memory and in a file, to the last word")
    func determinism() async throws {
        let clock = ManualClock()
        var model = Simulation(
            seed: 77, process: MemoryProcess(MemoryLedger { clock.now }), clock: clock, auditInterval: 500)
        let expected = try await model.run(steps: 300)
        #expect(try await run(seed: 77, steps: 300) == expected)
    }
}
