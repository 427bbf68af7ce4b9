import Foundation
import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("Alerts are written once, by whoever causes them")
struct AlertTests {
    private func budget(
        _ ledger: SQLiteLedger, _ name: String = "cap", dollars: Int64 = 10, period: BudgetPeriod = .day,
        warnAt: [Int] = [50, 80, 100], enforcement: Budget.Enforcement = .soft
    ) async throws {
        _ = try await ledger.setBudget(
            Budget(name: name, limit: .dollars(dollars), period: period, enforcement: enforcement, warnAt: warnAt),
            actor: "test")
    }

    private func thresholds(_ ledger: SQLiteLedger) async throws -> [Int] {
        try await ledger.alerts(limit: 1000).reversed().compactMap(\.fact.threshold)
    }

    /// The ways in which money is spent.
    enum Way: CaseIterable {
        case record, settle, expire
    }

    private func spend(_ dollars: Int64, _ id: String, by way: Way, _ temporary: TemporaryLedger) async throws {
        let ledger = temporary.ledger
        switch way {
        case .record: _ = try await ledger.record([.sample(id, dollars: dollars, at: temporary.clock.now)])
        case .settle:
            _ = try await ledger.reserve(.sample(id, dollars: dollars))
            _ = try await ledger.settle(reservation: id, with: .sample(id, dollars: dollars))
        case .expire:
            var request = ReservationRequest.sample(id, dollars: dollars)
            request.timeToLiveMilliseconds = 1000
            _ = try await ledger.reserve(request)
            temporary.clock.advance(byMilliseconds: 1000)
            try await ledger.expireAbandonedReservations()
        }
    }

    @Test(
        "A threshold of a window is told once, whatever reaches it, and again in the next window",
        arguments: Way.allCases)
    func thresholds(way: Way) async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        try await budget(ledger)
        let steps: [(Int64, [Int])] = [
            (4, []), (1, [50]), (2, [50]), (1, [50, 80]), (5, [50, 80, 100]), (9, [50, 80, 100]),
        ]
        for (number, step) in steps.enumerated() {
            try await spend(step.0, "c\(number)", by: way, temporary)
            #expect(try await thresholds(ledger) == step.1, "after step \(number)")
        }
        let alert = try #require(try await ledger.alerts(limit: 3).last)
        #expect(alert.fact.figures?.spent == .dollars(5))
        #expect(alert.fact.figures?.limit == .dollars(10))
        #expect(alert.count == 1)
        temporary.clock.advance(byMilliseconds: 86_400_000)
        try await spend(9, "next", by: way, temporary)
        // Who only records asks no budget, so nobody has looked at the new window yet.
        if way == .record { _ = try await ledger.budget("cap") }
        #expect(try await thresholds(ledger) == [50, 80, 100, 50, 80])
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test("Neither a restart nor a correction tells a threshold again")
    func once() async throws {
        let temporary = try await TemporaryLedger()
        try await budget(temporary.ledger)
        var estimate = Call.sample("c", dollars: 8)
        estimate.isEstimated = true
        _ = try await temporary.ledger.record([estimate])
        #expect(try await temporary.ledger.record([.sample("c", dollars: 1)]) == [.corrected])
        await temporary.ledger.close()
        let ledger = try await temporary.reopened()
        #expect(try await ledger.budget("cap")?.spent == .dollars(1))
        _ = try await ledger.record([.sample("d", dollars: 7)])
        try await budget(ledger, period: .day, warnAt: [50, 80])
        #expect(try await thresholds(ledger) == [50, 80])
        await ledger.close()
    }

    @Test("Another limit has thresholds of its own, and spend that is there already reaches them")
    func limits() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.record([.sample("c", dollars: 6)])
        try await budget(ledger)
        #expect(try await thresholds(ledger) == [50])
        try await budget(ledger, dollars: 7)
        #expect(try await thresholds(ledger) == [50, 50, 80])
        await ledger.close()
    }

    @Test("A sliding window tells of what was reached in it, not every hour anew")
    func sliding() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        try await budget(ledger, period: .rolling(hours: 24))
        _ = try await ledger.record([.sample("c", dollars: 6)])
        for _ in 0..<5 {
            temporary.clock.advance(byMilliseconds: 3_600_000)
            #expect(try await ledger.budget("cap")?.spent == .dollars(6))
        }
        #expect(try await thresholds(ledger) == [50])
        _ = try await ledger.record([.sample("d", dollars: 2, at: temporary.clock.now)])
        #expect(try await thresholds(ledger) == [50, 80])
        await ledger.close()
    }

    @Test("Two ledgers on one file that spend at once tell each threshold once")
    func concurrency() async throws {
        let temporary = try await TemporaryLedger()
        let ledgers = [temporary.ledger, try await temporary.reopened()]
        try await budget(ledgers[0], dollars: 40, warnAt: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let ledger = ledgers[number % 2]
                    _ = try await ledger.reserve(.sample("c\(number)"))
                    _ = try await ledger.settle(reservation: "c\(number)", with: .sample("c\(number)"))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await thresholds(ledgers[1]).sorted() == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
        let alerts = try await ledgers[0].alerts(limit: 100)
        #expect(Set(alerts.map(\.id)).count == 10)
        for ledger in ledgers { await ledger.close() }
    }

    @Test("Refusals of a window are one alert that counts them; to ask again is no refusal")
    func refusals() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        try await budget(ledger, enforcement: .hard)
        for number in 0..<5 {
            for _ in 0..<2 { _ = try await ledger.reserve(.sample("r\(number)", dollars: 11)) }
        }
        let alert = try #require(try await ledger.alerts(limit: 9).first)
        #expect((alert.fact.kind, alert.count) == (.noRoom, 5))
        #expect(alert.fact.figures?.budget == "cap")
        temporary.clock.advance(byMilliseconds: 86_400_000)
        _ = try await ledger.reserve(.sample("next", dollars: 11))
        #expect(try await ledger.alerts(limit: 9).map(\.count) == [1, 5])
        await ledger.close()
    }

    @Test("A model without a price is told once a day, whether its calls went on or not; of many models so many")
    func unpriced() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        func call(_ id: String, model: String) -> Call {
            var call = Call.sample(id)
            call.cost = Cost(
                status: .unpriced, model: model, scope: nil, usage: Usage(input: 1), ratesVersion: "test",
                reason: "no rate")
            return call
        }
        _ = try await ledger.record([call("a", model: "new"), call("b", model: "new")])
        try await budget(ledger, enforcement: .hard)
        var request = ReservationRequest.sample("r")
        request.model = "new"
        request.amount = .unpriced(reason: "no rate")
        _ = try await ledger.reserve(request)
        // That nobody knows what was used says nothing of the model's price.
        var unknown = call("u", model: "model.a")
        unknown.cost.status = .unknownUsage
        #expect(try await ledger.record([unknown]) == [.recorded])
        let alert = try #require(try await ledger.alerts(limit: 9).first)
        #expect((alert.fact.kind, alert.fact.model, alert.count) == (.modelUnpriced, "new", 3))
        _ = try await ledger.record((0..<300).map { call("m\($0)", model: "model \($0)") })
        #expect(try await ledger.alerts(limit: 1000).count == Alert.maximumUnpricedModels)
        await ledger.close()
    }

    @Test("Damage among the alerts fails no settlement, and verify tells of it")
    func damage() async throws {
        let temporary = try await TemporaryLedger()
        try await budget(temporary.ledger, enforcement: .hard)
        _ = try await temporary.ledger.reserve(.sample("r", dollars: 11))
        await temporary.ledger.close()
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        try connection.execute("UPDATE alert SET count = 7")
        let ledger = try await temporary.reopened()
        guard case .refused = try await ledger.reserve(.sample("s", dollars: 11)) else {
            Issue.record("the call is granted")
            return
        }
        #expect(try await ledger.record([.sample("c", dollars: 5)]) == [.recorded])
        #expect(await failure { _ = try await ledger.alerts(limit: 9) } == .damaged)
        #expect(try await ledger.verify().findings.contains { $0.check == "row_checksum" })
        await ledger.close()
    }

    @Test("An alert is claimed by one, and by another once the claim has ended without a word")
    func claims() async throws {
        let temporary = try await TemporaryLedger()
        let (first, second) = (temporary.ledger, try await temporary.reopened())
        try await budget(first)
        _ = try await first.record([.sample("c", dollars: 6)])
        let claimed = try await first.claimAlerts(limit: 9, forMilliseconds: 60_000)
        #expect(claimed.map(\.delivery.attempts) == [1])
        #expect(try await second.claimAlerts(limit: 9, forMilliseconds: 60_000) == [])
        // Whoever had it was killed.
        await first.close()
        temporary.clock.advance(byMilliseconds: 60_000)
        let again = try await second.claimAlerts(limit: 9, forMilliseconds: 60_000)
        #expect(again.map(\.id) == claimed.map(\.id))
        #expect(again.map(\.delivery.attempts) == [2])
        #expect(try await !second.endDelivery(of: claimed[0], as: .delivered))
        let later = temporary.clock.now.advanced(byMilliseconds: 5000)
        #expect(try await second.endDelivery(of: again[0], as: .retry(at: later, reason: "status 500")))
        #expect(try await second.claimAlerts(limit: 9, forMilliseconds: 60_000) == [])
        temporary.clock.now = later
        let third = try await second.claimAlerts(limit: 9, forMilliseconds: 60_000)
        #expect(third.map(\.delivery.lastError) == ["status 500"])
        #expect(try await second.endDelivery(of: third[0], as: .delivered))
        #expect(try await !second.endDelivery(of: third[0], as: .failed(reason: "late")))
        let alert = try #require(try await second.alerts(limit: 1).first)
        #expect((alert.delivery.state, alert.delivery.attempts) == (.delivered, 3))
        #expect(try await second.verify().findings == [])
        await second.close()
    }

    @Test("Each alert is given once to be logged, and goes some time after its delivery")
    func loggingAndRetention() async throws {
        let temporary = try await TemporaryLedger()
        let (first, second) = (temporary.ledger, try await temporary.reopened())
        try await budget(first)
        _ = try await first.record([.sample("c", dollars: 6)])
        #expect(try await second.takeUnloggedAlerts(limit: 9).count == 1)
        #expect(try await first.takeUnloggedAlerts(limit: 9) == [])
        let claimed = try await first.claimAlerts(limit: 9, forMilliseconds: 1000)
        try await first.endDelivery(of: claimed[0], as: .delivered)
        temporary.clock.advance(byMilliseconds: Alert.retentionMilliseconds + 1)
        _ = try await first.record([.sample("d", dollars: 6, at: temporary.clock.now)])
        #expect(try await first.budget("cap")?.spent == .dollars(6))
        let left = try await first.alerts(limit: 9)
        #expect(left.map(\.fact.threshold) == [50])
        #expect(left.map(\.at) == [temporary.clock.now])
        for ledger in [first, second] { await ledger.close() }
    }

    @Test("A list, a claim and its length have limits", arguments: [0, -1, 10_001])
    func pages(limit: Int) async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        #expect(await failure { _ = try await ledger.alerts(limit: limit) } == .invalidInput)
        #expect(await failure { _ = try await ledger.takeUnloggedAlerts(limit: limit) } == .invalidInput)
        #expect(
            await failure { _ = try await ledger.claimAlerts(limit: limit, forMilliseconds: 1) } == .invalidInput)
        #expect(await failure { _ = try await ledger.claimAlerts(limit: 1, forMilliseconds: 0) } == .invalidInput)
        await ledger.close()
    }
}
