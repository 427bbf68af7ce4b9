import Foundation
import SQLite
import Synchronization
import Testing

/// Who was let in how often, and how many at the same time.
private final class Record: Sendable {
    let state = Mutex((turns: [0, 0, 0, 0], inside: 0, most: 0))
}

@Suite("The gate lets one in at a time")
struct CommitGateTests {
    @Test("A second gate of the same database stays closed until the first is left")
    func exclusion() throws {
        let database = try TemporaryDatabase()
        let first = try CommitGate(besideDatabase: database.path, timeoutMilliseconds: 20)
        let second = try CommitGate(besideDatabase: database.path, timeoutMilliseconds: 20)
        try first.enter()
        let error = #expect(throws: SQLiteError.self) { try second.enter() }
        #expect(error?.code == .busy)
        first.leave()
        try second.enter()
        second.leave()
        try first.enter()
    }

    @Test("Nobody who waits is shut out by one that enters again and again")
    func fairness() throws {
        let database = try TemporaryDatabase()
        let path = database.path
        let record = Record()
        inThreads(4) { worker in
            guard let gate = try? CommitGate(besideDatabase: path, timeoutMilliseconds: 10_000) else { return }
            // Until all turns are taken, not the same number each: the shares are what is tested.
            while record.state.withLock({ $0.turns.reduce(0, +) }) < 400 {
                guard (try? gate.enter()) != nil else { return }
                record.state.withLock { state in
                    state.inside += 1
                    state.most = max(state.most, state.inside)
                    state.turns[worker] += 1
                }
                usleep(200)
                record.state.withLock { $0.inside -= 1 }
                gate.leave()
            }
        }
        let shares = record.state.withLock { $0.turns }
        #expect(record.state.withLock { $0.most } == 1)
        #expect(shares.allSatisfy { $0 > 0 })
        #expect(Double(shares.min() ?? 0) >= 0.3 * Double(shares.max() ?? 0), "\(shares)")
    }

    /// Runs a body in threads of their own, all at the same time, and waits for them.
    private func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            Thread {
                body(number)
                group.leave()
            }.start()
        }
        group.wait()
    }

    @Test("A lock is free once its holder is gone")
    func release() throws {
        let database = try TemporaryDatabase()
        var holder: FileLock? = try FileLock(path: database.path + ".lock")
        #expect(try holder?.tryLock() == true)
        let other = try FileLock(path: database.path + ".lock", creates: false)
        #expect(try other.tryLock() == false)
        holder = nil
        #expect(try other.tryLock())
    }
}
