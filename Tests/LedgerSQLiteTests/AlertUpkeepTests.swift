import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("Alerts are told once, and none is lost for another's sake")
struct AlertUpkeepTests {
    private static let hour: Int64 = 3_600_000

    private func alerts(_ ledger: SQLiteLedger, _ kind: AlertFact.Kind) async throws -> [Alert] {
        try await ledger.alerts(limit: 1000).reversed().filter { $0.fact.kind == kind }
    }

    @Test("What was spent under an increase is told once the increase has ended")
    func endedRaise() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        let until = temporary.clock.now.advanced(byMilliseconds: Self.hour)
        _ = try await ledger.setBudget(
            Budget(name: "cap", limit: .dollars(10), period: .month, warnAt: [80]), actor: "test")
        _ = try await ledger.raiseBudget(
            "cap", BudgetRaise(amount: .dollars(90), until: until, reason: "launch"), actor: "test")
        _ = try await ledger.record([.sample("c", dollars: 9, at: temporary.clock.now)])
        #expect(try await alerts(ledger, .thresholdReached).isEmpty)
        temporary.clock.now = until
        for _ in 0..<3 { _ = try await ledger.budgets() }
        #expect(try await alerts(ledger, .thresholdReached).map(\.fact.figures?.limit) == [.dollars(10)])
        #expect(try await alerts(ledger, .thresholdReached).map(\.count) == [1])
        await ledger.close()
    }

    @Test("A damaged alert is put aside: the others are logged and delivered, and verify tells of it")
    func damagedAlert() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.setBudget(
            Budget(name: "cap", limit: .dollars(10), period: .day, warnAt: [50, 80]), actor: "test")
        _ = try await temporary.ledger.record([.sample("c", dollars: 9, at: temporary.clock.now)])
        await temporary.ledger.close()
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        try connection.execute("UPDATE alert SET spent_dollars = 7 WHERE threshold = 50")
        let ledger = try await temporary.reopened()
        #expect(try await ledger.takeUnloggedAlerts(limit: 1).isEmpty)
        #expect(try await ledger.takeUnloggedAlerts(limit: 1).map(\.fact.threshold) == [80])
        #expect(try await ledger.claimAlerts(limit: 1, forMilliseconds: 1000).map(\.fact.threshold) == [80])
        #expect(try await ledger.takeUnloggedAlerts(limit: 9).isEmpty)
        #expect(try await ledger.verify().findings.contains { $0.check == "row_checksum" })
        // No call fails for an alert's sake.
        #expect(try await ledger.record([.sample("d", dollars: 1, at: temporary.clock.now)]) == [.recorded])
        await ledger.close()
    }

    @Test("A sliding budget without room tells it once in its length, not every hour")
    func slidingWithoutRoom() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(
            Budget(name: "cap", limit: .dollars(1), period: .rolling(hours: 24), enforcement: .hard), actor: "test")
        for number in 0..<48 {
            _ = try await ledger.reserve(.sample("r\(number)", dollars: 2))
            temporary.clock.advance(byMilliseconds: Self.hour)
        }
        let told = try await alerts(ledger, .noRoom)
        #expect((2...3).contains(told.count))
        #expect(told.map(\.count).reduce(0, +) == 48)
        await ledger.close()
    }

    @Test("What was told of a window is not told again while the window lasts", arguments: [BudgetPeriod.year, .total])
    func longWindow(period: BudgetPeriod) async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        // From the beginning of a year, so that sixty days later it is the same one.
        temporary.clock.now = try #require(Timestamp(iso8601: "2027-01-02"))
        _ = try await ledger.setBudget(
            Budget(name: "cap", limit: .dollars(10), period: period, warnAt: [50, 80]), actor: "test")
        _ = try await ledger.record([.sample("c", dollars: 6, at: temporary.clock.now)])
        let claimed = try await ledger.claimAlerts(limit: 9, forMilliseconds: 1000)
        try await ledger.endDelivery(of: claimed[0], as: .delivered)
        temporary.clock.advance(byMilliseconds: 2 * Alert.retentionMilliseconds)
        _ = try await ledger.record([.sample("d", dollars: 3, at: temporary.clock.now)])
        _ = try await ledger.budgets()
        #expect(try await alerts(ledger, .thresholdReached).map(\.fact.threshold) == [50, 80])
        await ledger.close()
    }
}
