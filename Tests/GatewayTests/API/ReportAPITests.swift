import AWSSigning
import BedrockLedger
import BedrockRuntime
import Ledger
import LedgerReports
import LedgerSQLite
import LosslessJSON
import Pricing
import Testing

@testable import Gateway

@Suite("Spend, calls and exports over the API say what the ledger says")
struct ReportAPITests {
    private func record(_ count: Int, in served: Served) async throws {
        let model = "amazon.nova-micro-v1:0"
        let now = Timestamp.now()
        let calls = (0..<count).map { number in
            Call(
                id: "c\(number)", at: now,
                attribution: Attribution(team: "team\(number % 7)", callsite: "page", tags: ["env": "a&b=c d"]),
                requestedModel: model, region: "us-east-1", operation: .converse, status: .succeeded,
                cost: served.metering.pricer().cost(
                    of: Usage(input: Int64(number), output: 1), model: model, region: "us-east-1", at: now))
        }
        _ = try await served.ledger.record(calls)
    }

    @Test("Spend is that of the command line, and the total is that of all rows")
    func spend() async throws {
        try await Served.with { served in
            try await record(50, in: served)
            let viewer = try await served.asker(.viewer)
            let report = try await served.ledger.spend(by: [.team, .tag("env")], filter: CallFilter())
            let answer = try await viewer.get("spend?by=team,tag%3Aenv")
            #expect(answer.text == SpendRendering(report).json)
            #expect(answer.headers.value(of: "cache-control") == "no-store")
            #expect(answer.headers.value(of: "x-content-type-options") == "nosniff")
            let top = try await viewer.get("spend?by=team&top=2")
            #expect(top.json?["rows"]?.count == 2)
            #expect(top.json?["omitted"]?.integer == 5)
            #expect(top.json?["total"]?["cost_usd"]?.string == report.total.cost.usd)
            let tagged = try await viewer.get("spend?tag=env%3Da%26b%3Dc+d&since=2020-01-01")
            #expect(tagged.json?["total"]?["calls"]?.integer == 50)
            #expect(try await viewer.get("spend?model=us.amazon.nova-micro-v1:0").json?["rows"]?.count == 7)
        }
    }

    @Test("Pages give every call once, and nothing that came after the first one", arguments: [1, 7, 50, 100])
    func pages(limit: Int) async throws {
        try await Served.with { served in
            try await record(50, in: served)
            let viewer = try await served.asker(.viewer)
            var ids: [String] = []
            var query = "calls?limit=\(limit)"
            while true {
                let page = try #require(try await viewer.get(query).json)
                ids += page["calls"]?.elements.compactMap { $0["call_id"]?.string } ?? []
                guard let cursor = page["next_cursor"]?.string else { break }
                if ids.count == limit { try await record(60, in: served) }
                query = "calls?limit=\(limit)&cursor=\(cursor)"
            }
            #expect(ids == (0..<50).map { "c\($0)" })
        }
    }

    @Test("A call is shown in full, by either of its ids")
    func call() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            let reply = try await caller.post(
                "/model/us.anthropic.claude-sonnet-5/converse", to: served.gateway.url)
            let id = try #require(reply.headers.value(of: "x-ledger-call-id"))
            await served.metering.finish()
            let lead = try await served.asker(.lead)
            let shown = try await lead.get("calls/\(id)")
            #expect(shown.json?["team"]?.string == "search")
            #expect(shown.json?["details"]?["attempts"]?.count == 1)
            #expect((shown.json?["lines"]?.count ?? 0) > 0)
            let request = try #require(shown.json?["request_id"]?.string)
            #expect(try await lead.get("calls/\(request)").text == shown.text)
        }
    }

    @Test("An export has every call, whatever their number", arguments: ExportFormat.allCases)
    func export(format: ExportFormat) async throws {
        try await Served.with { served in
            try await record(2500, in: served)
            let viewer = try await served.asker(.viewer)
            let answer = try await viewer.get("export?format=\(format.rawValue)")
            var expected: [UInt8] = []
            _ = try await CallExport(
                store: served.ledger, filter: CallFilter(), format: format == .csv ? .csv : .jsonLines
            ).write { expected += $0 }
            #expect(answer.text == String(decoding: expected, as: UTF8.self))
            #expect(answer.headers.value(of: "content-type") == format.contentType)
            let head = try await viewer.ask("HEAD", "/api/v1/export")
            #expect((head.status, head.text) == (200, ""))
        }
    }
}
