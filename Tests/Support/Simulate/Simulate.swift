import Foundation
import LedgerSimulation

/// Simulates ledgers with unlucky clients, many seeds at a time, and tells what was found.
///
/// `Simulate [memory|file] [--seeds N] [--from SEED] [--steps N]` runs so many seeds of so many steps each, on every core.
/// A failing one is named with how to repeat it, and the program ends with 1.
@main
struct Simulate {
    struct Options: Sendable {
        var isFile = false
        var seeds: UInt64 = 1000
        var first: UInt64 = 1
        var steps = 300
    }

    static func main() async throws {
        guard let options = parse(CommandLine.arguments.dropFirst()) else {
            print("usage: Simulate [memory|file] [--seeds N] [--from SEED] [--steps N]")
            exit(64)
        }
        let start = ContinuousClock.now
        let (sum, failures) = try await run(options)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print("| store | seeds | steps | granted | refused | expired | deaths | steps a second | failures |")
        print("|---|---|---|---|---|---|---|---|---|")
        let figures = [
            sum.steps, sum.granted, sum.refused, sum.expired, sum.deaths, Int(Double(sum.steps) / seconds), failures,
        ]
        let cells = [options.isFile ? "file" : "memory", "\(options.seeds)"] + figures.map(String.init)
        print("| " + cells.joined(separator: " | ") + " |")
        // A world in which nothing is refused, or nothing dies, would show little.
        let isLively = options.seeds < 10 || min(sum.granted, sum.refused, sum.expired, sum.deaths) > 0
        exit(failures == 0 && isLively ? 0 : 1)
    }

    /// Runs every seed, as many at a time as there are cores.
    private nonisolated static func run(_ options: Options) async throws -> (sum: Simulation.Summary, failures: Int) {
        let cores = UInt64(ProcessInfo.processInfo.activeProcessorCount)
        return try await withThrowingTaskGroup(of: (sum: Simulation.Summary, failures: Int).self) { group in
            for core in 0..<cores {
                group.addTask {
                    let seeds = stride(from: options.first + core, to: options.first + options.seeds, by: Int(cores))
                    return try await run(Array(seeds), options)
                }
            }
            var result = (sum: Simulation.Summary(), failures: 0)
            for try await part in group {
                result.sum += part.sum
                result.failures += part.failures
            }
            return result
        }
    }

    private nonisolated static func run(
        _ seeds: [UInt64], _ options: Options
    ) async throws -> (sum: Simulation.Summary, failures: Int) {
        var result = (sum: Simulation.Summary(), failures: 0)
        for seed in seeds {
            do {
                result.sum += try await run(seed: seed, options)
            } catch let failure as SimulationFailure {
                result.failures += 1
                print(failure)
                let store = options.isFile ? "file" : "memory"
                print("or: Simulate \(store) --from \(seed) --seeds 1 --steps \(options.steps)")
            }
        }
        return result
    }

    private nonisolated static func run(seed: UInt64, _ options: Options) async throws -> Simulation.Summary {
        let clock = ManualClock()
        guard options.isFile else {
            let process = MemoryProcess(MemoryLedger { clock.now })
            var simulation = Simulation(seed: seed, process: process, clock: clock, auditInterval: 100)
            return try await simulation.run(steps: options.steps)
        }
        let memory = "/dev/shm"
        let parent = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
        let folder = parent + "/simulation-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let process = try await SQLiteProcess(
            in: folder, clock: clock, ledgers: SQLiteProcess.ledgers(ofSeed: seed))
        var simulation = Simulation(seed: seed, process: process, clock: clock)
        return try await simulation.run(steps: options.steps)
    }

    private static func parse(_ arguments: ArraySlice<String>) -> Options? {
        var options = Options()
        var rest = arguments
        if let store = rest.first, !store.hasPrefix("-") {
            guard ["memory", "file"].contains(store) else { return nil }
            options.isFile = store == "file"
            rest.removeFirst()
        }
        while let name = rest.popFirst() {
            guard let value = rest.popFirst().flatMap({ UInt64($0) }), value > 0 else { return nil }
            switch name {
            case "--seeds": options.seeds = value
            case "--from": options.first = value
            case "--steps": options.steps = Int(clamping: value)
            default: return nil
            }
        }
        return options
    }
}
