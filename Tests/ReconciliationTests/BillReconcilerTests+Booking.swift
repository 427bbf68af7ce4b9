import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import Reconciliation

extension BillReconcilerTests {
    @Test("Booked differences make both sides equal, touch no row, and are booked once")
    func booking() async throws {
        try await record(Usage(input: 1000, output: 100))
        let before = try await store.calls(CallFilter(), after: 0, through: 100, limit: 100)
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "8", cost: "0.0241")
        bill.add("USE1-Claude4.6Sonnet-output-tokens", "0.1", cost: "0.0015")
        let comparison = try await compare(bill)
        let adjustments = try await reconciler().adjustments(
            for: comparison, team: "platform", at: try moment("2026-11-03T10:00:00Z"))
        let call = try #require(adjustments.first)
        #expect(adjustments.count == 1)
        // 7,000 of the 8,000 tokens that cost 0.0241 dollars.
        #expect(call.cost.total?.usd == "0.0210875")
        #expect(call.cost.usage.tokens(.input) == 7000)
        #expect(call.attribution.team == "platform")
        #expect(try await store.record(adjustments) == [.recorded])
        #expect(try await store.record(adjustments) == [.duplicate])
        #expect(try await store.calls(CallFilter(), after: 0, through: before[0].sequence, limit: 100) == before)
        #expect(outcome(try await compare(bill), .input) == .matched)
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "2", cost: "0.006")
        let later = try await reconciler().adjustments(
            for: try await compare(bill), team: "platform", at: try moment("2026-11-03T10:00:00Z"))
        #expect(later.map(\.id) == ["aws-bill-2026-10-2-input-\(Self.sonnet)"])
    }

    @Test("A day in whose midst the ledger starts is not compared, and nothing at all is no clean bill")
    func startWithinADay() async throws {
        try await record(Usage(input: 1000), on: "2026-10-20", time: "09:00")
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "500", cost: "1.5", on: "2026-10-20")
        let comparison = try await compare(bill)
        #expect(comparison.from.iso8601 == "2026-10-21T00:00:00Z")
        #expect(comparison.rows.map(\.outcome) == [.notComparable])
        #expect(comparison.rows.allSatisfy { $0.reason.hasPrefix("nothing to compare") })
        #expect(!comparison.isClean(strictly: false))
    }

    @Test("Lines without any unit hide nothing in models whose unit is named")
    func emptyUnit() async throws {
        try await record(Usage(input: 1000))
        try await record(Usage(input: 7000), model: "amazon.nova-pro-v1:0")
        var bill = Bill()
        bill.add("USE1-NovaPro-input-tokens", "7000", cost: "0.021", unit: "")
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "500", cost: "1.5")
        let comparison = try await compare(bill)
        #expect(outcome(comparison, .input, model: "amazon.nova-pro-v1:0") == .notComparable)
        #expect(outcome(comparison, .input) == .bypassed)
    }

    @Test("What the bill has more of a model with open estimates is not booked beside them")
    func openEstimates() async throws {
        try await record(Usage(input: 1000))
        var estimate = Call(
            id: CallID.make(at: ManualClock.start), at: try moment("2026-10-06T12:00:00Z"),
            attribution: Attribution(team: "search"), requestedModel: Self.sonnet, region: nil, operation: .converse,
            status: .ambiguous,
            cost: Cost(
                status: .unknownUsage, model: Self.sonnet, scope: .inRegion, ratesVersion: "test",
                reason: "the answer was lost"))
        estimate.isEstimated = true
        #expect(try await store.record([estimate]) == [.recorded])
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "8", cost: "0.024")
        let comparison = try await compare(bill)
        #expect(outcome(comparison, .input) == .notComparable)
        #expect(comparison.rows.first?.reason.hasPrefix("1 estimate of this model may be these calls") == true)
        #expect(
            try await reconciler().adjustments(
                for: comparison, team: "platform", at: try moment("2026-11-03T10:00:00Z")) == [])
    }

    @Test("A running month is booked on the present day, and what is booked later has a number of its own")
    func runningMonth() async throws {
        try await record(Usage(input: 1000))
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "8", cost: "0.024")
        let first = try await reconciler().adjustments(
            for: try await compare(bill), team: "platform", at: try moment("2026-10-09T10:00:00Z"))
        #expect(first.map(\.at) == [try moment("2026-10-09T00:00:00Z")])
        #expect(try await store.record(first) == [.recorded])
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "2", cost: "0.006", on: "2026-10-07")
        let end = try moment("2026-10-08T00:00:00Z")
        let later = try await reconciler().adjustments(
            for: try await compare(bill) { $0.period = $0.period.lowerBound..<end }, team: "platform",
            at: try moment("2026-10-10T10:00:00Z"))
        #expect(later.map(\.id) == ["aws-bill-2026-10-2-input-\(Self.sonnet)"])
    }
}
