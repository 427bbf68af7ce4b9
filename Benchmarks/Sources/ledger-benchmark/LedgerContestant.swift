import Ledger
import LedgerSQLite
import Pricing

/// The ledger through its public interface, as a service uses it.
struct LedgerContestant: Contestant {
    let name = "ledger"
    let ledger: any LedgerStore

    func run(_ items: [WriteWorkload.Item], inFlight: Int, groups: [Int32]) async throws -> Measurement {
        _ = CommitSizes.shared.take()
        let watch = Stopwatch()
        var latencies: [Int64] = []
        if inFlight == 1 {
            latencies = try await Self.callOneByOne(items, ledger)
        } else {
            try await Self.callTogether(items, inFlight, ledger)
        }
        return Measurement(
            seconds: watch.seconds, processorSeconds: watch.processorSeconds, transactions: 0, latencies: latencies)
    }

    private static func callOneByOne(
        _ items: [WriteWorkload.Item], _ ledger: any LedgerStore
    ) async throws -> [Int64] {
        var latencies: [Int64] = []
        for item in items {
            let watch = Stopwatch()
            try await call(item, ledger)
            latencies.append(watch.nanoseconds)
        }
        return latencies
    }

    private static func callTogether(
        _ items: [WriteWorkload.Item], _ inFlight: Int, _ ledger: any LedgerStore
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<inFlight {
                group.addTask {
                    for position in stride(from: task, to: items.count, by: inFlight) {
                        try await call(items[position], ledger)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    // Not inlined: the compiler of Swift 6.3.1 ends with signal 11 where it splits the loops with this in them.
    @inline(never)
    private static func call(_ item: WriteWorkload.Item, _ ledger: any LedgerStore) async throws {
        guard case .granted = try await ledger.reserve(item.request) else {
            throw BenchmarkError(reason: "refused: \(item.request.id)")
        }
        _ = try await ledger.settle(reservation: item.request.id, with: item.call, details: nil)
    }
}

/// Why a benchmark cannot go on.
struct BenchmarkError: Error {
    var reason: String
}
