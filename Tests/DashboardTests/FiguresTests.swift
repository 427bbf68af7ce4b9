import Insights
import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import Dashboard

@Suite("The figures are the ledger's own")
struct FiguresTests {
    @Test("Totals, bars, callsites and models agree to the last digit")
    func agreement() async throws {
        let figures = try await Board.filled().figures("period=7d")
        #expect(figures.total.cost == usd("63.003"))
        #expect(figures.callsites.reduce(.zero) { $0 + $1.figures.cost } == figures.total.cost)
        #expect(figures.models.reduce(.zero) { $0 + $1.figures.cost } == figures.total.cost)
        #expect(figures.previousTotal.cost == usd("63"))
        #expect(figures.previous == Array(repeating: usd("9"), count: 7))
        #expect(figures.callsites.first?.callsite == "copy")
        #expect(figures.callsites.first?.previousCost == usd("42"))
    }

    @Test("Somebody who may see one team sees that team, whatever is asked for")
    func access() async throws {
        let board = try await Board.filled()
        for (name, team) in [("own", "search"), ("foreign", "ads"), ("all", nil)] {
            _ = try await board.ledger.setBudget(
                Budget(name: name, scope: BudgetScope(team: team), limit: usd("100"), period: .month), actor: "t")
        }
        let lead = DashboardAccess(team: "search")
        for query in ["", "team=ads", "period=7d&callsite=copy&by=team", "period=last-month&team=ads"] {
            let figures = try await board.figures(query, access: lead)
            #expect(Set(figures.callsites.map(\.team)).isSubset(of: ["search"]))
            #expect(figures.spend.rows.allSatisfy { $0.key[1] != "ads" && $0.key[1] != "acme.writer" })
            #expect(figures.forecasts.budgets.map(\.status.budget.name) == ["own"])
            for target in ["/dashboard"] + DashboardTable.allCases.map({ "/dashboard/\($0.rawValue).csv" }) {
                let page = await board.get("\(target)?\(query)", access: lead)
                #expect(page.status == 200)
                #expect(!page.text.contains("writer") && !page.text.contains("foreign"), "\(target)?\(query)")
            }
        }
        let all = try await board.figures("")
        #expect(all.forecasts.budgets.count == 3)
    }

    @Test(
        "Caches save what reading was cheaper by, less what writing cost on top",
        arguments: [
            // Reading a million tokens saves 2.70, writing one costs 0.75 on top.
            ([1000, 1000, 0, 0], "2.7"), ([1000, 0, 1000, 0], "-0.75"), ([1000, 1000, 1000, 0], "1.95"),
            ([0, 1000, 0, 0], "0"),
        ] as [([Int128], String)])
    func savings(thousands: [Int128], net: String) async throws {
        let board = Board()
        _ = try await board.ledger.record([.sample("a", at: Board.now, thousands: thousands)])
        let savings = try await board.figures().savings
        #expect(savings.net == usd(net))
        #expect(savings.unknownModels == (thousands[0] == 0 ? 1 : 0))
    }

    @Test("Refused and failed calls are there, and none of another team")
    func troubles() async throws {
        let board = Board()
        _ = try await board.ledger.setBudget(
            Budget(name: "cap", scope: BudgetScope(team: "search"), limit: usd("1"), period: .month), actor: "t")
        let request = ReservationRequest(
            id: "r", attribution: Attribution(team: "search", callsite: "rank"), requestedModel: "acme.reader",
            model: "acme.reader", region: nil, amount: .bound(usd("2")), owner: .external,
            timeToLiveMilliseconds: 60_000)
        _ = try await board.ledger.reserve(request)
        _ = try await board.ledger.record([.sample("f", at: Board.now, team: "ads", status: .aborted)])
        let figures = try await board.figures()
        #expect(figures.refusals.count == 1)
        #expect(figures.failures.map(\.call.id) == ["f"])
        let page = DashboardPage(figures).html
        #expect(page.contains("budget cap: $2.00 asked, $1.00 left"))
        #expect(page.contains("aborted"))
        #expect(try await board.figures("team=ads").refusals.isEmpty)
        #expect(try await board.figures("", access: DashboardAccess(team: "search")).failures.isEmpty)
    }
    @Test("A lead is told of a refusal by a budget over all teams, and not what they spent")
    func refusalOfALead() async throws {
        let board = Board()
        _ = try await board.ledger.setBudget(
            Budget(name: "company", scope: BudgetScope(), limit: usd("7"), period: .month), actor: "t")
        let request = ReservationRequest(
            id: "r", attribution: Attribution(team: "search", callsite: "rank"), requestedModel: "acme.reader",
            model: "acme.reader", region: nil, amount: .bound(usd("9")), owner: .external,
            timeToLiveMilliseconds: 60_000)
        _ = try await board.ledger.reserve(request)
        for (access, isShown) in [(DashboardAccess.all, true), (DashboardAccess(team: "search"), false)] {
            let figures = try await board.figures("", access: access)
            let page = DashboardPage(figures).html
            #expect(page.contains("budget company: $9.00 asked"))
            #expect(page.contains("$7.00 left") == isShown)
            let csv = try await DashboardCSV.bytes(of: .refusals, figures, from: board.ledger)
            #expect(String(decoding: csv, as: UTF8.self).contains(isShown ? ",9,7,0,0,r" : ",9,,,,r"))
        }
    }

    @Test("The newest call is the latest until now, whatever was recorded last")
    func newestCall() async throws {
        let board = Board()
        let earlier = Board.now.advanced(byMilliseconds: -3_600_000)
        _ = try await board.ledger.record([
            .sample("late", at: Board.now, team: "ads"), .sample("old", at: earlier, team: "ads"),
            .sample("next", at: Board.now.advanced(byMilliseconds: 60_000), team: "ads"),
        ])
        #expect(try await board.figures().newestCall == Board.now)
    }
}
