import Foundation
import Ledger
import LedgerSimulation
import Pricing
import Testing

/// How long simulations run: `SIMULATION_SEED` repeats one run, `SIMULATION_SEEDS` and `SIMULATION_STEPS` make it many.
private enum Length {
    static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

    static let steps = number("SIMULATION_STEPS") ?? 300
    static let seeds: [UInt64] =
        number("SIMULATION_SEED").map { [UInt64($0)] } ?? (1...UInt64(number("SIMULATION_SEEDS") ?? 25)).map { $0 }
}

@Suite("A simulated ledger with unlucky clients keeps its promises")
struct SimulationTests {
    private func run(
        seed: UInt64, steps: Int, flaw: MemoryLedger.Flaw? = nil
    ) async throws -> Simulation.Summary {
        let clock = ManualClock()
        var simulation = Simulation(
            seed: seed, process: MemoryProcess(MemoryLedger(flaw: flaw) { clock.now }), clock: clock, auditInterval: 100
        )
        return try await simulation.run(steps: steps)
    }

    @Test("The pure core, in memory, agrees with an independent reckoning after every step")
    func memory() async throws {
        var sum = Simulation.Summary()
        for seed in Length.seeds { sum += try await run(seed: seed, steps: Length.steps) }
        print("simulated in memory: \(Length.seeds.count) seeds, \(sum)")
        // A world in which nothing is refused, or nothing dies, would show little.
        if Length.seeds.count > 1 { #expect(min(sum.refused, sum.granted, sum.expired, sum.deaths) > 0) }
    }

    @Test("The same seed is the same run, another seed another")
    func determinism() async throws {
        let first = try await run(seed: 5, steps: 300)
        #expect(try await run(seed: 5, steps: 300) == first)
        #expect(try await run(seed: 6, steps: 300).hash != first.hash)
    }

    @Test("A mistake is noticed within a few runs", arguments: MemoryLedger.Flaw.allCases)
    func mistakes(flaw: MemoryLedger.Flaw) async throws {
        for seed in UInt64(1)...20 {
            do {
                _ = try await run(seed: seed, steps: 300, flaw: flaw)
            } catch let failure as SimulationFailure {
                print("\(flaw): seed \(seed), step \(failure.step), \(failure.promise)")
                #expect(failure.description.contains("SIMULATION_SEED=\(seed)"))
                return
            }
        }
        Issue.record("\(flaw) is not noticed")
    }
}
