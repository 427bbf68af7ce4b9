import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import Dashboard

@Suite("The page is whole, safe and small")
struct PageTests {
    @Test(
        "Every view of every ledger is well-formed markup",
        arguments: [
            "", "period=today", "period=7d&by=team&sort=callsite", "period=last-month", "team=nobody", "page=50",
        ])
    func wellFormed(query: String) async throws {
        for board in [Board(), try await Board.filled()] {
            let page = await board.get("/dashboard?\(query)")
            #expect(page.status == 200)
            #expect(page.text.utf8.count <= 100_000)
            // The builder closes what it opens, so that the page is well-formed but for its first line.
            #expect(Markup.fault(in: page.text.drop { $0 != "\n" }) == nil)
        }
    }

    @Test("A large company's page is small too", arguments: ["", "period=last-month", "by=callsite"])
    func largeCompany(query: String) async throws {
        let board = Board()
        let calls = (0..<4000).map { number in
            Call.sample(
                "c\(number)", at: Board.now.advanced(byMilliseconds: Int64(number) * -900_000),
                team: "team-number-\(number % 40)", callsite: "service-\(number % 200)/handler.answer_\(number % 2000)",
                model: "provider-\(number % 7).model-with-a-long-name-\(number % 30)-v1:0",
                thousands: [Int128(number % 97) + 1, 5, 3, 2])
        }
        _ = try await board.ledger.record(calls)
        for number in 0..<45 {
            _ = try await board.ledger.setBudget(
                Budget(
                    name: "budget of team number \(number)", scope: BudgetScope(team: "team-number-\(number % 40)"),
                    limit: usd("\(number + 20)"), period: .month), actor: "t")
        }
        let size = await board.get("/dashboard?\(query)").text.utf8.count
        #expect(size <= 100_000)
    }

    @Test("A hostile name stands escaped wherever it stands, and in CSV behind an apostrophe")
    func hostileNames() async throws {
        let board = try await Board.filled()
        for query in ["", "by=team", "by=callsite&sort=callsite", "period=today&by=callsite"] {
            let page = await board.get("/dashboard?\(query)").text
            #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"))
            #expect(!page.contains("<script"))
        }
        let csv = await board.get("/dashboard/callsites.csv").text
        #expect(csv.contains(",\"'=HYPERLINK(\"\"x\"\")\","))
        // The link that narrows to it leads to it.
        let narrowed = await board.get("/dashboard/spend.csv?callsite=\(FormEncoding.encoded(Board.hostile))")
        #expect(narrowed.text.contains("0.003"))
    }

    @Test("Nothing of the page comes from another host, and nothing of it is a script or a style of its own")
    func selfContained() async throws {
        let page = try await Board.filled().get("/dashboard").text
        for forbidden in ["http:", "https:", "<script", "<style", " style=", "javascript:", " onclick", "data:"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        let headers = await Board().site.reply(method: "GET", target: "/dashboard", access: .all).headers
        #expect(headers["Content-Security-Policy"]?.hasPrefix("default-src 'none';") == true)
        #expect(headers["Cache-Control"] == "no-store")
        #expect(headers["Referrer-Policy"] == "no-referrer")
        #expect(headers["X-Content-Type-Options"] == "nosniff")
    }

    @Test("Alerts name the budgets that block and that will, and the callsite behind an unusual day")
    func alerts() async throws {
        let board = try await Board.filled()
        let burst = (0..<9).map { Call.sample("b\($0)", at: moment("2026-11-18T09:00:00Z"), callsite: "loop") }
        _ = try await board.ledger.record(burst)
        for (name, limit) in [("full", "50"), ("soon", "250"), ("wide", "9000")] {
            _ = try await board.ledger.setBudget(
                Budget(name: name, limit: usd(limit), period: .month), actor: "t")
        }
        let page = await board.get("/dashboard").text
        #expect(page.contains("■ Blocked"))
        #expect(page.contains("</a> reaches its limit of $250.00 on Nov "))
        #expect(page.contains("Nov 18 cost $36.00, usually $9.00; most of it from "))
        #expect(page.contains(">loop</a> of search"))
        #expect(!page.contains("wide</a> reaches"))
        #expect(try await !Board.filled().get("/dashboard").text.contains("role=\"status\""))
    }

    @Test("Tables of more than 20 callsites have pages that keep the rest of the view")
    func pages() async throws {
        let board = Board()
        _ = try await board.ledger.record(
            (10..<70).map {
                .sample("c\($0)", at: Board.now, callsite: "site-\($0)", thousands: [Int128($0), 0, 0, 0])
            })
        let second = await board.get("/dashboard?by=team&page=2").text
        #expect(second.contains("21 – 40 of 60"))
        #expect(second.contains("/dashboard?by=team&amp;page=3#callsites"))
        #expect(second.contains("/dashboard?by=team#callsites"))
        #expect(second.contains(">site-49<") && !second.contains(">site-50<"))
    }

    @Test(
        "What is no page is said so, and what is no query is the asker's fault",
        arguments: [
            ("GET", "/dashboard/", 404), ("GET", "/dashboard/x.csv", 404), ("GET", "/dashboard?by=x", 400),
            ("DELETE", "/dashboard", 405), ("GET", "/dashboard/style.css", 200), ("GET", "/dashboard/icon.svg", 200),
            ("HEAD", "/dashboard/budgets.csv?period=today", 200),
        ])
    func statuses(method: String, target: String, status: Int) async {
        #expect(await Board().site.reply(method: method, target: target, access: .all).status == status)
    }
}
