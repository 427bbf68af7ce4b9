public import Ledger
import LedgerSimulation
public import Pricing
import Testing

extension LedgerConformance {
    static let randomRuns: [Case] = (UInt64(1)...12).map { seed in
        Case("Random steps get the same answers as from the ledger in memory (seed \(seed))") { bench in
            try await compareWithMemory(bench, seed: seed, steps: 250)
        }
    }

    static let prunedRuns: [Case] = (UInt64(31)...38).map { seed in
        Case("Random steps between prunings get the same answers as from the ledger in memory (seed \(seed))") {
            bench in
            try await compareWithMemory(bench, seed: seed, steps: 250, prunes: true)
        }
    }

    /// Performs the same random steps on a store and on a ledger in memory, and compares the answers and everything that
    /// can be asked after every step. It stops at the first difference; the seed repeats it.
    public static func compareWithMemory(_ makeStore: StoreFactory, seed: UInt64, steps: Int) async throws {
        let clock = ManualClock()
        try await compareWithMemory(
            Bench(store: try await makeStore { clock.now }, clock: clock), seed: seed, steps: steps)
    }

    private static func compareWithMemory(
        _ bench: Bench, seed: UInt64, steps: Int, prunes: Bool = false
    ) async throws {
        let model = MemoryLedger { bench.clock.now }
        var generator = OperationGenerator(seed: seed, prunes: prunes)
        for step in 1...steps {
            let operation = generator.next(at: bench.clock.now)
            if case .advance(let milliseconds) = operation {
                bench.clock.advance(byMilliseconds: milliseconds)
            }
            let expected = await operation.perform(on: model)
            let answer = await operation.perform(on: bench.store)
            try #require(answer == expected, "seed \(seed), step \(step): \(operation)")
            let expectedState = try await RandomOperation.observation(of: model)
            let state = try await RandomOperation.observation(of: bench.store)
            for (answer, expected) in zip(state, expectedState) {
                try #require(answer == expected, "seed \(seed), step \(step), after \(operation)")
            }
            try #require(state.count == expectedState.count, "seed \(seed), step \(step), after \(operation)")
        }
        if prunes { #expect(try await bench.store.prunings().count > 1, "seed \(seed)") }
    }
}
