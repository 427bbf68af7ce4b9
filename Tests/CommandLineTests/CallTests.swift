import Foundation
import Ledger
import LedgerSQLite
import Pricing
import Testing

@Suite("One call on the command line")
struct CallTests {
    private let workspace: Workspace

    init() async throws {
        workspace = try Workspace()
        let ledger = try await SQLiteLedger.open(path: workspace.directory.appending(path: "ledger.db").path)
        let start = try #require(Timestamp(iso8601: "2026-11-20T10:00:00Z"))
        let attribution = Attribution(team: "search", callsite: "answer", user: "ann", tags: ["env": "prod"])
        _ = try await ledger.reserve(
            ReservationRequest(
                id: "c1", attribution: attribution, requestedModel: "eu.acme.reader-1", model: "acme.reader-1",
                region: "eu-west-1", amount: .bound(Money(picodollars: 1_000_000_000))))
        let usage = Usage(input: 1000, output: 200)
        let lines = [(BilledItem.input, Int128(3_000_000)), (.output, 15_000_000)].compactMap { item, rate in
            LineItem(item: item, quantity: usage[item], rate: Rate(picodollarsPerUnit: rate))
        }
        let call = Call(
            id: "c1", requestID: "q2", at: start, attribution: attribution, requestedModel: "eu.acme.reader-1",
            region: "eu-west-1", operation: .converse, status: .succeeded,
            cost: Cost(
                status: .priced, model: "acme.reader-1", scope: .geo, usage: usage, lines: lines,
                ratesVersion: "2026-11-23"), latencyMilliseconds: 900)
        let details = CallDetails(
            attempts: [
                CallAttempt(
                    number: 1, at: start, latencyMilliseconds: 12, outcome: .throttled,
                    errorCode: "ThrottlingException", requestID: "q1"),
                CallAttempt(
                    number: 2, at: start.advanced(byMilliseconds: 250), latencyMilliseconds: 640, outcome: .succeeded,
                    requestID: "q2"),
            ], line: 42, callsiteOrigin: "source", inputBytes: 4000, adjustment: "maxTokens 4096 → 1000")
        _ = try await ledger.settle(reservation: "c1", with: call, details: details)
        _ = try await ledger.record([
            Call(
                id: "bare", at: start, attribution: Attribution(), requestedModel: "acme.new", region: nil,
                operation: .invokeModel, status: .failed,
                cost: Cost(status: .unpriced, model: "acme.new", scope: nil, ratesVersion: "", reason: "no rate"))
        ])
        await ledger.close()
    }

    @Test("A call is shown with everything that is known of it", arguments: ["c1", "q2"])
    func table(id: String) async throws {
        let output = try await workspace.run("call", id).output
        let rows = output.split(separator: "\n").map { $0.split(separator: "  ").map { $0.drop { $0 == " " } } }
        for (name, value) in [
            ("call", "c1"), ("request id", "q2"), ("team", "search"), ("callsite", "answer, line 42"),
            ("callsite from", "source"), ("user", "ann"), ("tags", "env=prod"), ("model", "acme.reader-1"),
            ("requested model", "eu.acme.reader-1"), ("region", "eu-west-1"), ("tier", "standard"),
            ("usage", "input 1000, output 200"), ("cost", "USD 0.006"),
            ("breakdown", "fresh_input 0.003, output 0.003"), ("reservation", "c1"), ("overshoot", "USD 0.005"),
            ("input bytes", "4000"), ("adjustment", "maxTokens 4096 → 1000"), ("corrections", "0"),
        ] {
            #expect(rows.contains { $0.first == name[...] && $0.last == value[...] }, "\(name) in \(output)")
        }
        #expect(rows.contains(["output", "200", "15", "1M tokens", "0.003"]))
        #expect(rows.contains(["2", "2026-11-20T10:00:00.250Z", "640 ms", "succeeded", "-", "q2", "-"]))
    }

    @Test("The JSON of a call is its row of an export with its lines and details")
    func json() async throws {
        let output = try await workspace.run("call", "c1", "--format", "json").output
        let row = try await workspace.run("export", "--format", "jsonl", "--team", "search").output
        let cells = row.dropLast(2)
        #expect(!cells.isEmpty && output.hasPrefix(cells), "\(row)")
        #expect(
            output.contains(
                #","lines":[{"item":"input","quantity":1000,"unit":"token","rate_usd":"0.000003","cost_usd":"0.003"},"#)
        )
        #expect(
            output.hasSuffix(
                #""details":{"line":42,"callsite_origin":"source","input_bytes":4000,"#
                    + #""adjustment":"maxTokens 4096 → 1000","attempts":[{"number":1,"at":"2026-11-20T10:00:00Z","#
                    + #""latency_ms":12,"outcome":"throttled","error_code":"ThrottlingException","request_id":"q1","#
                    + #""billed_as":null},{"number":2,"at":"2026-11-20T10:00:00.250Z","latency_ms":640,"#
                    + #""outcome":"succeeded","error_code":null,"request_id":"q2","billed_as":null}]}}"# + "\n"))
    }

    @Test("A call of which little is known says so")
    func bare() async throws {
        let table = try await workspace.run("call", "bare").output
        #expect(table.contains("unpriced"))
        #expect(table.contains("no rate"))
        #expect(!table.contains("attempt"))
        let json = try await workspace.run("call", "bare", "--format", "json").output
        #expect(json.hasSuffix(#""lines":[],"details":null}"# + "\n"))
    }

    @Test("An unknown call is an error, and so is a format that one call has not")
    func errors() async throws {
        let unknown = try await workspace.run("call", "nobody")
        #expect(unknown.status == 1)
        #expect(unknown.output == "")
        #expect(unknown.errors.hasPrefix("error: there is no call nobody in ledger.db"))
        #expect(try await workspace.run("call", "c1", "--format", "csv").status == 2)
    }
}
