import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import Insights

@Suite("Forecasts are made from the ledger's own sums")
struct ForecastReportTests {
    private static let now = moment("2026-11-20T12:00:00Z")

    /// Twenty days of calls at noon: three dollars of team search, two of team ads, half of the latter with a tag.
    private func ledger() async throws -> MemoryLedger {
        let ledger = MemoryLedger(clock: { Self.now })
        var calls: [Call] = []
        for day in 1...20 as ClosedRange<Int64> {
            let at = Self.now.advanced(byMilliseconds: -day * 86_400_000)
            calls.append(.priced("s\(day)", usd: 3, at: at))
            calls.append(.priced("a\(day)", usd: 1, at: at, team: "ads", tags: ["env": "prod"]))
            calls.append(.priced("b\(day)", usd: 1, at: at, team: "ads"))
        }
        _ = try await ledger.record(calls)
        return ledger
    }

    @Test(
        "A budget's history is what its scope covers",
        arguments: [
            (BudgetScope(), "5"), (BudgetScope(team: "search"), "3"), (BudgetScope(team: "ads"), "2"),
            (BudgetScope(tags: ["env": "prod"]), "1"), (BudgetScope(team: "search", tags: ["env": "prod"]), "0"),
            (BudgetScope(callsite: "rank", model: "model.a"), "5"), (BudgetScope(model: "model.a"), "5"),
            (BudgetScope(model: "model.b"), "0"), (BudgetScope(team: "search", model: "model.a"), "3"),
        ])
    func scopes(scope: BudgetScope, aDay: String) async throws {
        let ledger = try await ledger()
        _ = try await ledger.setBudget(Budget(name: "b", scope: scope, limit: usd("1000"), period: .month), actor: "t")
        // A second one with another scope, so that they share a question.
        _ = try await ledger.setBudget(
            Budget(name: "c", scope: BudgetScope(team: "ads"), limit: usd("1000"), period: .month), actor: "t")
        let report = try await ForecastReport.load(
            from: ledger, budgets: try await ledger.budgets(), at: Self.now)
        #expect(report.budgets[0].history.total(from: moment("2026-11-10"), to: moment("2026-11-11")) == usd(aDay))
        #expect(report.budgets[1].history.total(from: moment("2026-11-10"), to: moment("2026-11-11")) == usd("2"))
    }

    @Test("Scopes with more parts than one question can ask are asked one by one")
    func manyTags() async throws {
        let ledger = try await ledger()
        let tags = Dictionary(uniqueKeysWithValues: (1...8).map { ("tag\($0)", "x") })
        let filter = CallFilter(since: moment("2026-11-01"), until: Self.now)
        let histories = try await ScopeHistories.load(
            [BudgetScope(tags: tags), BudgetScope(team: "search")], from: ledger, filter: filter)
        #expect(histories[0].firstSpend == nil)
        #expect(histories[1].total(from: moment("2026-11-10"), to: moment("2026-11-11")) == usd("3"))
    }

    @Test("The month's forecast continues the month to date, and a filter narrows both")
    func month() async throws {
        let ledger = try await ledger()
        let all = try await ForecastReport.load(from: ledger, budgets: [], at: Self.now)
        // Nineteen noons of November are past; eleven are to come, today's among them.
        #expect(all.monthToDate == usd("95"))
        #expect(all.forecast?.expected == usd("150"))
        let search = try await ForecastReport.load(
            from: ledger, budgets: [], filter: CallFilter(team: "search"), at: Self.now)
        #expect(search.forecast?.expected == usd("90"))
    }

    @Test("A limit's day is named; a rolling window has no forecast, one over all time a month ahead")
    func budgets() async throws {
        let ledger = try await ledger()
        for (name, period) in [("a", BudgetPeriod.month), ("b", .rolling(hours: 24)), ("c", .total)] {
            _ = try await ledger.setBudget(Budget(name: name, limit: usd("112"), period: period), actor: "t")
        }
        let report = try await ForecastReport.load(from: ledger, budgets: try await ledger.budgets(), at: Self.now)
        #expect(report.budgets[0].forecast?.reachesLimitAt == moment("2026-11-23T12:00:00Z"))
        #expect(report.budgets[1].forecast == nil)
        #expect(report.budgets[2].forecast?.until == moment("2026-12-20T12:00:00Z"))
    }
}
