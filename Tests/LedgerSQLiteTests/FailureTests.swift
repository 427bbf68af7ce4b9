import CSQLite
import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import LedgerSQLite
@testable import SQLite

@Suite("A failed write is told and never half done")
struct FailureTests {
    @Test("A commit that fails is an unknown outcome, and the same id again converges")
    func failedCommit() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(10), period: .day), actor: "test")
        try await ledger.write { session in
            _ = sqlite3_commit_hook(session.connection.handle, { _ in 1 }, nil)
        }
        #expect(await failure { _ = try await ledger.reserve(.sample("x", dollars: 4)) } == .unknownOutcome)
        // The connection was opened anew, without the hook.
        guard case .granted = try await ledger.reserve(.sample("x", dollars: 4)) else {
            Issue.record("refused")
            return
        }
        #expect(try await ledger.budget("all")?.reserved == .dollars(4))
        #expect(try await ledger.verify().findings == [])
    }

    @Test("A ledger whose commits fail, or that was closed, says that it cannot be written")
    func unwritable() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        try await ledger.checkWritable()
        try await ledger.write { session in
            _ = sqlite3_commit_hook(session.connection.handle, { _ in 1 }, nil)
        }
        #expect(await failure { try await ledger.checkWritable() } == .unknownOutcome)
        // The connection was opened anew, without the hook.
        #expect(await failure { try await ledger.checkWritable() } == nil)
        await ledger.close()
        #expect(await failure { try await ledger.checkWritable() } == .unavailable)
    }

    @Test("A full disk refuses what does not fit, keeps what was acknowledged, and goes on once there is space")
    func fullDisk() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        let pages = try await ledger.write { session in
            let pages = try session.connection.integer("PRAGMA page_count") ?? 0
            try session.connection.execute("PRAGMA max_page_count = \(pages + 40)")
            return pages
        }
        var recorded = 0
        var code: LedgerError.Code?
        while code == nil, recorded < 100_000 {
            let calls = (0..<50).map { Call.sample("c\(recorded + $0)", requestID: "q\(recorded + $0)") }
            code = await failure { _ = try await ledger.record(calls) }
            if code == nil { recorded += 50 }
        }
        #expect(code == .full)
        #expect(recorded > 0)
        #expect(try await ledger.spend(by: [], filter: CallFilter()).total.calls == Int64(recorded))
        #expect(try await ledger.verify().findings == [])
        try await ledger.write { session in
            try session.connection.execute("PRAGMA max_page_count = \(pages + 4000)")
        }
        #expect(try await ledger.record([.sample("after")]) == [.recorded])
        #expect(try await ledger.verify().findings == [])
    }

    @Test("An operation that fails half-way undoes itself only, and not the ones committed together with it")
    func isolation() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1000), period: .day), actor: "test")
        struct Half: Error {}
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    if number % 10 == 3 {
                        let code = await failure {
                            try await ledger.write { session in
                                _ = try session.record(.sample("half\(number)"))
                                throw Half()
                            }
                        }
                        #expect(code == .unavailable)
                    } else {
                        let outcomes = try await ledger.record([.sample("c\(number)")])
                        #expect(outcomes == [.recorded])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await ledger.budget("all")?.spent == .dollars(54))
        #expect(try await ledger.call("half3") == nil)
        #expect(try await ledger.verify().findings == [])
    }

    @Test("More waiting writes than the queue holds are refused as busy")
    func bounded() async throws {
        let temporary = try await TemporaryLedger { $0.maximumWaitingWrites = 4 }
        let ledger = temporary.ledger
        let codes = await withTaskGroup(of: LedgerError.Code?.self) { group in
            for number in 0..<200 {
                group.addTask { await failure { _ = try await ledger.record([.sample("c\(number)")]) } }
            }
            return await group.reduce(into: [LedgerError.Code?]()) { $0.append($1) }
        }
        #expect(codes.contains(.busy))
        #expect(codes.allSatisfy { $0 == nil || $0 == .busy })
        let recorded = codes.count { $0 == nil }
        #expect(try await ledger.spend(by: [], filter: CallFilter()).total.calls == Int64(recorded))
    }
}
