import Foundation
import GRDB
import Ledger
import Pricing

/// The same statements on GRDB, cached, in the same transactions. It computes no checksums, and no hashes of the chain.
final class GRDBContestant: Contestant {
    let name = "GRDB"
    private let queue: DatabaseQueue
    private let clock: @Sendable () -> Timestamp

    init(path: String, clock: @escaping @Sendable () -> Timestamp) throws {
        queue = try DatabaseQueue(path: path)
        self.clock = clock
        // GRDB chooses NORMAL for a log that it finds, whatever was prepared.
        try queue.inDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA cache_size = -16000;")
            guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
                throw BenchmarkError(reason: "GRDB does not take synchronous = FULL")
            }
        }
    }

    func close() throws { try queue.close() }

    func run(_ items: [WriteWorkload.Item], inFlight: Int, groups: [Int32]) async throws -> Measurement {
        let clock = clock
        return try queue.inDatabase { try Self.run(items, inFlight, groups, $0, clock) }
    }

    private static func run(
        _ items: [WriteWorkload.Item], _ inFlight: Int, _ groups: [Int32], _ database: Database,
        _ clock: () -> Timestamp
    ) throws -> Measurement {
        var books = try GRDBBooks(database)
        var queue = (0..<min(inFlight, items.count)).map { (item: $0, isSettlement: false) }
        var first = 0
        var transactions = 0
        let watch = Stopwatch()
        while first < queue.count {
            let waiting = queue.count - first
            let taken = transactions < groups.count ? min(waiting, Int(groups[transactions])) : waiting
            try database.inTransaction(.immediate) {
                try books.begin(at: clock().milliseconds)
                for operation in queue[first..<first + taken] {
                    let item = items[operation.item]
                    if operation.isSettlement { try books.settle(item) } else { try books.reserve(item) }
                }
                try books.end()
                return .commit
            }
            for operation in queue[first..<first + taken] {
                if !operation.isSettlement {
                    queue.append((operation.item, true))
                } else if operation.item + inFlight < items.count {
                    queue.append((operation.item + inFlight, false))
                }
            }
            first += taken
            transactions += 1
        }
        return Measurement(
            seconds: watch.seconds, processorSeconds: watch.processorSeconds, transactions: transactions)
    }
}
