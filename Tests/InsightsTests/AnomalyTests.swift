import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import Insights

@Suite("Anomalies are found, and named by their callsite")
struct AnomalyTests {
    @Test("Ordinary weeks have none, and a season's spikes are found")
    func seasons() {
        for seed in 1...8 as ClosedRange<UInt64> {
            for season in [Season.steady, .office] {
                let history = season.history(seed: seed)
                let from = moment("2026-10-19")
                let found = SpendAnomaly.Slot.allCases.flatMap {
                    AnomalyRule.anomalies(in: history, slot: $0, from: from, to: history.end)
                }
                #expect(found.isEmpty, "\(season) \(seed): \(found.count)")
            }
            let spikes = Season.spikes.history(seed: seed)
            let from = moment("2026-10-19")
            let found = AnomalyRule.anomalies(in: spikes, slot: .hour, from: from, to: spikes.end)
            var hour = from
            while hour < spikes.end {
                if spikes.cost(at: hour) > usd("20") {
                    #expect(found.contains { $0.start == hour }, "seed \(seed): \(hour.iso8601)")
                }
                hour = hour.advanced(byMilliseconds: 3_600_000)
            }
        }
    }

    @Test("The threshold is the median and five deviations; without a deviation it is the highest of all")
    func threshold() {
        let costs = (1...14).map { Money(picodollars: Int128($0)) }
        // Median 7.5, rounded down to 7; the deviations 0 to 7 have the median 3.5, rounded down to 3.
        #expect(AnomalyRule.threshold(of: costs).picodollars == 7 + 5 * 3)
        #expect(AnomalyRule.threshold(of: Array(repeating: .zero, count: 13) + [usd("4")]) == usd("4"))
        // Half as much again is the least.
        #expect(AnomalyRule.threshold(of: Array(repeating: usd("4"), count: 14)) == usd("6"))
    }

    @Test("A dollar is not worth a word, a little more is; fewer than seven slots say nothing")
    func limits() {
        func found(_ cost: String, days: Int) -> Int {
            var costs = Array(repeating: usd("0.01"), count: days * 24)
            costs[days * 24 - 1] = usd(cost)
            let history = HourlySpend(start: moment("2026-11-01"), costs: costs)
            return AnomalyRule.anomalies(
                in: history, slot: .hour, from: history.start, to: history.end
            ).count
        }
        #expect(found("1", days: 20) == 0)
        #expect(found("1.01", days: 20) == 1)
        #expect(found("1.01", days: 8) == 1)
        #expect(found("1.01", days: 7) == 0)
    }

    @Test("The callsite that rose most is named, not the dearest one")
    func mover() async throws {
        let now = moment("2026-11-20T12:00:00Z")
        let ledger = MemoryLedger(clock: { now })
        var calls: [Call] = []
        func add(_ callsite: String, _ cost: Int128, at: Timestamp) {
            calls.append(.priced("\(callsite)-\(at.milliseconds)", usd: cost, at: at, callsite: callsite))
        }
        for day in 0..<16 as Range<Int64> {
            let at = now.advanced(byMilliseconds: -day * 86_400_000)
            add("summarize", 40 + Int128(day % 3), at: at)
            add("rank", day == 1 ? 90 : 2, at: at)
        }
        _ = try await ledger.record(calls)
        let found = try await AnomalySearch(store: ledger).anomalies(
            of: SpendAnomaly.Slot.allCases, from: now.advanced(byMilliseconds: -3 * 86_400_000), to: now)
        #expect(found.map(\.slot) == [.hour, .day])
        for anomaly in found {
            #expect(anomaly.mover?.callsite == "rank")
            #expect(anomaly.mover?.cost == usd("90"))
            #expect(anomaly.mover?.usual == usd("2"))
            #expect(anomaly.cost == usd("131"))
        }
    }

    @Test("A range that is too long is refused")
    func tooLong() async throws {
        let ledger = MemoryLedger(clock: { moment("2026-11-20") })
        await #expect(throws: LedgerError.self) {
            _ = try await AnomalySearch(store: ledger).anomalies(
                of: [.day], from: moment("2026-01-01"), to: moment("2026-11-01"))
        }
    }
}

extension Call {
    /// A call that costs whole dollars.
    static func priced(
        _ id: String, usd dollars: Int128, at: Timestamp, team: String = "search", callsite: String = "rank",
        tags: [String: String] = [:]
    ) -> Call {
        let line = LineItem(
            item: .query, quantity: Quantity(1), rate: Rate(picodollarsPerUnit: dollars * Money.picodollarsPerDollar))
        var usage = Usage()
        usage[.query] = Quantity(1)
        return Call(
            id: id, at: at, attribution: Attribution(team: team, callsite: callsite, tags: tags),
            requestedModel: "model.a", region: nil, operation: .converse, status: .succeeded,
            cost: Cost(
                status: .priced, model: "model.a", scope: .global, usage: usage, lines: [line].compactMap { $0 },
                ratesVersion: "test"))
    }
}
