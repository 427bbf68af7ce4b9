import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import LedgerReports

@Suite("A statement for a team")
struct TeamStatementTests {
    private let store = MemoryLedger { ManualClock.start }

    private func usd(_ text: String) throws -> Money { try #require(Money(usd: text)) }

    private func call(
        _ id: String, callsite: String, input: Int64, at: String = "2026-10-05T10:00:00Z", team: String = "search",
        rates: String = "card 1"
    ) throws -> Call {
        let usage = Usage(input: input)
        let line = try #require(
            LineItem(item: .input, quantity: usage[.input], rate: Rate(picodollarsPerUnit: 3_000_001)))
        return Call(
            id: id, at: try #require(Timestamp(iso8601: at)), attribution: Attribution(team: team, callsite: callsite),
            requestedModel: "model.a", region: "eu-west-1", operation: .converse, status: .succeeded,
            cost: Cost(
                status: .priced, model: "model.a", scope: .inRegion, usage: usage, lines: [line], ratesVersion: rates))
    }

    private func statement(_ corrections: [CorrectionSum] = []) async throws -> TeamStatement {
        try await TeamStatement(
            from: store, team: "search", month: try #require(Month("2026-10")), corrections: corrections,
            now: ManualClock.start)
    }

    private func fill(callsite: String = "answer") async throws {
        var unpriced = try call("u", callsite: "draft", input: 9)
        unpriced.cost.status = .unpriced
        unpriced.cost.lines = []
        _ = try await store.record([
            try call("a", callsite: callsite, input: 1_000_003), try call("b", callsite: "draft", input: 7),
            try call("c", callsite: "draft", input: 11, at: "2026-10-31T23:59:59Z", rates: "card 2"), unpriced,
            try call("d", callsite: "draft", input: 5, at: "2026-11-01T00:00:00Z"),
            try call("e", callsite: "draft", input: 5, at: "2026-09-30T23:59:59Z"),
            try call("f", callsite: "draft", input: 5, team: "ads"),
        ])
    }

    @Test("Lines, parts and rate cards add up to the same total, to the last digit, and to the spend report")
    func sums() async throws {
        try await fill()
        let statement = try await statement()
        #expect(statement.lines.map(\.callsite) == ["answer", "draft"])
        let total = statement.total.cost
        #expect(statement.lines.reduce(Money.zero) { $0 + $1.figures.cost } == total)
        #expect(statement.rateCards.reduce(Money.zero) { $0 + $1.cost } == total)
        #expect(statement.rateCards.map(\.version) == ["", "card 1", "card 2"])
        #expect(statement.total.unpricedCalls == 1)
        let filter = CallFilter(since: statement.month.start, until: statement.month.end, team: "search")
        #expect(try await store.spend(by: [], filter: filter).total == statement.total)
    }

    @Test("Written amounts have the same number of decimals and add up by hand")
    func writtenSums() async throws {
        try await fill()
        for table in StatementDocument(try await statement()).tables {
            guard let total = table.total?.last else { continue }
            let amounts = try table.rows.map { try #require(Money(usd: $0.last ?? "")) }
            #expect(amounts.reduce(Money.zero, +) == Money(usd: total), "\(table.title)")
            let decimals = Set((table.rows.compactMap(\.last) + [total]).map { $0.split(separator: ".").last?.count })
            #expect(decimals.count == 1, "\(table.title)")
        }
    }

    @Test("A budget of the team is shown with its use in the month, one of another team is not")
    func budgets() async throws {
        _ = try await store.setBudget(
            Budget(name: "monthly", scope: BudgetScope(team: "search"), limit: try usd("12"), period: .month),
            actor: "t")
        _ = try await store.setBudget(
            Budget(name: "daily", scope: BudgetScope(team: "search"), limit: try usd("1"), period: .day), actor: "t")
        _ = try await store.setBudget(
            Budget(name: "other", scope: BudgetScope(team: "ads"), limit: try usd("1"), period: .month), actor: "t")
        try await fill()
        let statement = try await statement()
        #expect(statement.budgets.map(\.budget.name) == ["daily", "monthly"])
        #expect(statement.budgets.map(\.spent) == [nil, statement.total.cost])
        #expect(statement.markdown.contains("25.0 %"))
        #expect(statement.markdown.contains("2026-10-01 to 2026-11-01"))
    }

    @Test(
        "Hostile names are text in HTML and in Markdown",
        arguments: [
            "<script>alert(1)</script>", "a\" onload='x", "x | y", "**bold** [link](http://x) `c`", "&lt;",
            "</td></table>",
        ])
    func escaping(name: String) async throws {
        try await fill(callsite: name)
        let statement = try await statement()
        let html = statement.html
        #expect(!html.contains("<script"))
        #expect(!html.contains(" onload='"))
        #expect(html.split(separator: "</table>").count == 4)
        #expect(html.contains("&amp;lt;") == (name == "&lt;"))
        let row = try #require(statement.markdown.split(separator: "\n").first { $0.contains("1,000,003") })
        let bars = row.replacing("\\|", with: "").count { $0 == "|" }
        #expect(bars == 9)
        #expect(!row.replacing("\\<", with: "").contains("<"))
    }

    @Test("The page asks nothing of any server and is made for A4")
    func page() async throws {
        try await fill()
        let html = try await statement([CorrectionSum(kind: .repricing, entries: 2, difference: -(try usd("0.5")))])
            .html
        #expect(html.contains("@page { size: A4"))
        #expect(html.contains("default-src 'none'"))
        for request in ["http:", "https:", "src=", "href=", "url(", "@import"] { #expect(!html.contains(request)) }
        #expect(html.contains("Priced again"))
        #expect(html.contains("-0.50"))
    }

    @Test("CSV has the charges without their sum")
    func csv() async throws {
        try await fill()
        let table = Table(csv: String(decoding: try await statement().csv, as: UTF8.self))
        #expect(table["callsite"] == ["answer", "draft"])
        #expect(table["cost_usd"] == ["3.000010000003", "0.000054000018"])
        #expect(table["period_end"] == Array(repeating: "2026-11-01T00:00:00Z", count: 2))
    }

    @Test("A month without calls is a statement of nothing")
    func empty() async throws {
        let statement = try await statement()
        #expect(statement.lines == [])
        #expect(statement.markdown.contains("USD 0, rounded $0.00"))
    }
}
