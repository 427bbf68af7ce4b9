import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import Insights

@Suite("Limits are suggested from history")
struct BudgetSuggestionTests {
    @Test(
        "The dearest run of the period's days and a fifth more, rounded up to two digits",
        arguments: [
            // Days of 1 to 20 dollars: the last is 20, a week is 14 to 20.
            (BudgetPeriod.day, "20", "24"), (.week, "119", "150"), (.rolling(hours: 48), "39", "47"),
            // 210 dollars in twenty days, and eleven days at their mean.
            (.month, "325.5", "400"),
        ])
    func rule(period: BudgetPeriod, dearest: String, limit: String) throws {
        let costs = [Money.zero, .zero] + (1...20).map { Money(picodollars: $0 * Money.picodollarsPerDollar) }
        let suggestion = try #require(BudgetSuggestion(name: "search", dailyCosts: costs, period: period))
        #expect(suggestion.days == 20)
        #expect(suggestion.dailyMean == usd("10.5"))
        #expect(suggestion.dearest == usd(dearest))
        #expect(suggestion.limit == usd(limit))
    }

    @Test("Two days, nothing spent, and all time suggest nothing; little spent suggests a dollar")
    func nothing() {
        let two = [usd("1"), usd("1")]
        #expect(BudgetSuggestion(name: "a", dailyCosts: two, period: .day) == nil)
        #expect(BudgetSuggestion(name: "a", dailyCosts: Array(repeating: .zero, count: 9), period: .day) == nil)
        #expect(BudgetSuggestion(name: "a", dailyCosts: two + two, period: .total) == nil)
        let little = Array(repeating: usd("0.001"), count: 5)
        #expect(BudgetSuggestion(name: "a", dailyCosts: little, period: .day)?.limit == usd("1"))
    }

    @Test("Every team gets one from its own full days, the largest first")
    func load() async throws {
        let now = moment("2026-11-20T12:00:00Z")
        let ledger = MemoryLedger(clock: { now })
        var calls: [Call] = []
        for day in 0..<10 as Range<Int64> {
            let at = now.advanced(byMilliseconds: -day * 86_400_000)
            // Today is dearer, and not over yet.
            calls.append(.priced("s\(day)", usd: day == 0 ? 500 : 3, at: at))
            calls.append(.priced("a\(day)", usd: 10, at: at, team: "ads"))
        }
        calls.append(.priced("new", usd: 10, at: now.advanced(byMilliseconds: -86_400_000), team: "new"))
        _ = try await ledger.record(calls)
        let suggestions = try await BudgetSuggestion.load(from: ledger, by: .team, period: .day, at: now)
        #expect(suggestions.map(\.name) == ["ads", "search"])
        #expect(suggestions.map(\.limit) == [usd("12"), usd("3.6")])
    }
}
