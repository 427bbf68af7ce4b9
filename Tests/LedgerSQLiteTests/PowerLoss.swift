import CFaultyDisk
import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Synchronization

@testable import LedgerSQLite

/// Work on a ledger under which the power fails at many moments, and what each of them left.
struct PowerLoss {
    /// What was promised by an acknowledgement.
    enum Promise: Sendable {
        case reserved(String), released(String), settled(String, Int64), recorded(String, Int64), limit(Int64)
    }

    /// The promises in the order of their acknowledgements, in step with the disk's count of them.
    private final class Promises: Sendable {
        private let made = Mutex<[Promise]>([])
        var all: [Promise] { made.withLock { $0 } }

        func add(_ promise: Promise) {
            made.withLock {
                $0.append(promise)
                faulty_disk_acknowledge()
            }
        }
    }

    /// What was wrong with the images.
    struct Result {
        var images = 0
        /// Images in which something acknowledged is missing.
        var lost = 0
        /// Images that cannot be opened, or in which something is half there.
        var broken: [String] = []
    }

    let seed: UInt64
    let images: Int
    /// SQLite's `synchronous`; a ledger has `FULL`.
    var synchronous = "FULL"
    /// Whether syncs do nothing and say that they did.
    var diskLies = false
    /// Whether the power may fail already while the ledger is made, rather than only when it is at work.
    var beginsWithCreation = false
    /// All of so many images are verified; what was promised and the sums are compared in each.
    var verifiesEvery = 1

    func run() async throws -> Result {
        let directory = try TemporaryDirectory()
        let (home, left) = (directory.file("faulty-disk-home"), directory.file("faulty-disk-left"))
        for path in [home, left] + (0..<images).map({ "\(left)/\($0)" }) {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }
        faulty_disk_track(diskLies)
        if beginsWithCreation { faulty_disk_lose_power_often(left, seed, 20, Int32(images)) }
        let promises = Promises()
        do {
            defer { faulty_disk_forget() }
            try await work(on: home + "/ledger.db", left, promises)
        }
        var result = Result()
        for image in 0..<Int(faulty_disk_images()) {
            let kept = Array(promises.all.prefix(Int(faulty_disk_acknowledged(Int32(image)))))
            result.images += 1
            do {
                let losses = try await check(
                    "\(left)/\(image)/ledger.db", kept, verifies: image % verifiesEvery == 0)
                if losses > 0 { result.lost += 1 }
            } catch {
                result.broken.append("image \(image): \(error)")
            }
        }
        return result
    }

    private static func open(_ path: String) async throws -> SQLiteLedger {
        var options = SQLiteLedger.Options { ManualClock.start }
        // Few pages, so that the log is copied and started over many times.
        options.checkpointPages = 25
        options.headroomBytes = 0
        return try await SQLiteLedger.open(path: path, options: options)
    }

    private func work(on path: String, _ left: String, _ promises: Promises) async throws {
        let ledger = try await Self.open(path)
        if synchronous != "FULL" {
            let synchronous = synchronous
            try await ledger.write { session in
                // The setting cannot change within a transaction, and the writer ends the one that is open then.
                try session.connection.execute("COMMIT; PRAGMA synchronous = \(synchronous); BEGIN IMMEDIATE")
            }
        }
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(100_000), period: .total), actor: "test")
        promises.add(.limit(100_000))
        if !beginsWithCreation { faulty_disk_lose_power_often(left, seed, 6, Int32(images)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<3 { group.addTask { try await self.work(as: worker, ledger, promises) } }
            try await group.waitForAll()
        }
        await ledger.close()
    }

    private func work(as worker: Int, _ ledger: SQLiteLedger, _ promises: Promises) async throws {
        var random = SplitMix64(seed: seed &+ UInt64(worker) << 40)
        var number = 0
        while faulty_disk_images() < images {
            number += 1
            let id = "w\(worker)-\(number)"
            let dollars = Int64(random.next() % 3) + 1
            switch random.next() % 16 {
            case 0 where worker == 0:
                let limit = 100_000 + Int64(number)
                _ = try await ledger.setBudget(
                    Budget(name: "all", limit: .dollars(limit), period: .total), actor: "test")
                promises.add(.limit(limit))
            case 1, 2:
                _ = try await ledger.record(["a", "b"].map { .sample(id + $0, dollars: dollars) })
                for suffix in ["a", "b"] { promises.add(.recorded(id + suffix, dollars)) }
            default:
                _ = try await ledger.reserve(.sample(id, dollars: 2))
                promises.add(.reserved(id))
                switch random.next() % 8 {
                case 0: continue
                case 1:
                    _ = try await ledger.release(reservation: id)
                    promises.add(.released(id))
                default:
                    _ = try await ledger.settle(reservation: id, with: .sample(id, dollars: dollars))
                    promises.add(.settled(id, dollars))
                }
            }
        }
    }

    private struct Half: Error, CustomStringConvertible { let description: String }

    /// How many of the promises are broken. It throws where something is half there.
    private func check(_ path: String, _ promises: [Promise], verifies: Bool) async throws -> Int {
        let ledger = try await Self.open(path)
        let calls = try await ledger.calls(CallFilter(), after: 0, through: .max, limit: 1000)
        let totals = Dictionary(uniqueKeysWithValues: calls.map { ($0.call.id, $0.breakdown?.total ?? .zero) })
        let states = Dictionary(
            uniqueKeysWithValues: try await ledger.read { database in
                try database.connection.all("SELECT id, state FROM reservation") { ($0.text(0), $0.text(1)) }
            })
        let budget = try await ledger.budget("all")
        let findings = verifies ? try await ledger.verify().findings.map { "\($0.check): \($0.message)" } : []
        await ledger.close()
        guard findings.isEmpty else { throw Half(description: findings.joined(separator: "; ")) }
        if let budget {
            let open = states.values.count { $0 == "open" }
            guard budget.spent == totals.values.reduce(.zero, +), budget.reserved == .dollars(2 * Int64(open)) else {
                throw Half(description: "the budget is not the sum of the calls and reservations")
            }
        }
        for (id, state) in states where (state == "settled") != (totals[id] != nil) {
            throw Half(
                description: "reservation \(id) is \(state), and its call is \(totals[id] == nil ? "not " : "")there")
        }
        return promises.count { promise in
            switch promise {
            case .reserved(let id): states[id] == nil
            case .released(let id): states[id] != "released"
            case .settled(let id, let dollars), .recorded(let id, let dollars): totals[id] != .dollars(dollars)
            case .limit(let dollars): (budget?.effectiveLimit ?? .zero) < .dollars(dollars)
            }
        }
    }
}

/// How much the tests of reliability do: a part of it within `swift test`, all of it by `make reliability`.
enum Extent {
    static let isFull = ProcessInfo.processInfo.environment["RELIABILITY"] != nil

    static func times(_ part: Int, full: Int) -> Int { isFull ? full : part }
}
