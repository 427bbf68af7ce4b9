import Ledger
import LedgerSimulation
import LosslessJSON
import Pricing
import Synchronization
import Testing

@testable import LedgerReports

@Suite("An export of calls")
struct CallExportTests {
    private func ledger() -> MemoryLedger {
        MemoryLedger { ManualClock.start }
    }

    private func call(_ id: String, team: String = "search") throws -> Call {
        let usage = Usage(input: 1000, cacheRead: 20, output: 3)
        let rates: [(BilledItem, Int128)] = [(.input, 3_000_000), (.cacheRead, 300_000), (.output, 15_000_000)]
        let lines = try rates.map { item, rate in
            try #require(LineItem(item: item, quantity: usage[item], rate: Rate(picodollarsPerUnit: rate)))
        }
        return Call(
            id: id, requestID: "r-\(id)", at: ManualClock.start,
            attribution: Attribution(team: team, callsite: "a,b", user: nil, tags: ["k": "v\"", "a": "1"]),
            requestedModel: "eu.model.a", region: "eu-west-1", operation: .converseStream, status: .succeeded,
            cost: Cost(
                status: .priced, model: "model.a", scope: .geo, usage: usage, lines: lines,
                ratesVersion: "2026-11-23"), latencyMilliseconds: 812)
    }

    private func export(
        _ store: any LedgerStore, _ format: CallExport.Format, filter: CallFilter = CallFilter()
    ) async throws -> String {
        var bytes: [UInt8] = []
        try await CallExport(store: store, filter: filter, format: format).write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("As CSV a call is one row of exact figures")
    func csv() async throws {
        let store = ledger()
        _ = try await store.record([try call("a")])
        #expect(
            try await export(store, .csv)
                == "call_id,request_id,at,team,callsite,user,tags,model,requested_model,region,scope,tier,operation,"
                + "status,cost_status,input_tokens,cache_read_tokens,cache_write_5m_tokens,cache_write_30m_tokens,"
                + "cache_write_1h_tokens,output_tokens,other_units,fresh_input_usd,cached_input_usd,cache_write_usd,"
                + "output_usd,other_usd,cost_usd,estimated,corrections,reservation,overshoot_usd,rates_version,reason,"
                + "latency_ms\r\n"
                + "a,r-a,2026-11-23T10:15:30.250Z,search,\"a,b\",,\"{\"\"a\"\":\"\"1\"\",\"\"k\"\":\"\"v\\\"\"\"\"}\","
                + "model.a,eu.model.a,eu-west-1,geo,standard,converse_stream,succeeded,priced,1000,20,0,0,0,3,,0.003,"
                + "0.000006,0,0.000045,0,0.003051,false,0,,0,2026-11-23,,812\r\n")
    }

    @Test("As JSON lines a call is one object, with null for what is not known")
    func jsonLines() async throws {
        let store = ledger()
        var unpriced = try call("a")
        unpriced.cost.status = .unpriced
        unpriced.cost.lines = []
        unpriced.cost.reason = "no rate"
        unpriced.latencyMilliseconds = nil
        _ = try await store.record([unpriced])
        #expect(
            try await export(store, .jsonLines)
                == #"{"call_id":"a","request_id":"r-a","at":"2026-11-23T10:15:30.250Z","team":"search","#
                + #""callsite":"a,b","user":null,"tags":{"a":"1","k":"v\""},"model":"model.a","#
                + #""requested_model":"eu.model.a","region":"eu-west-1","scope":"geo","tier":"standard","#
                + #""operation":"converse_stream","status":"succeeded","cost_status":"unpriced","input_tokens":1000,"#
                + #""cache_read_tokens":20,"cache_write_5m_tokens":0,"cache_write_30m_tokens":0,"#
                + #""cache_write_1h_tokens":0,"output_tokens":3,"other_units":{},"fresh_input_usd":null,"#
                + #""cached_input_usd":null,"cache_write_usd":null,"output_usd":null,"other_usd":null,"#
                + #""cost_usd":null,"estimated":false,"corrections":0,"reservation":null,"overshoot_usd":"0","#
                + #""rates_version":"2026-11-23","reason":"no rate","latency_ms":null}"# + "\n")
    }

    @Test("Every call is exported once, whatever the number of pages", arguments: [0, 1, 999, 1000, 1001, 2500])
    func pages(count: Int) async throws {
        let store = ledger()
        let sample = try call("a")
        _ = try await store.record(
            (0..<count).map { number in
                var call = sample
                call.id = "c\(number)"
                call.requestID = nil
                call.attribution.team = number % 2 == 0 ? "even" : "odd"
                return call
            })
        let ids = try await export(store, .csv).split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != "," } }
        #expect(ids.map(String.init) == (0..<count).map { "c\($0)" })
        let odd = try await export(store, .jsonLines, filter: CallFilter(team: "odd"))
        #expect(odd.split(separator: "\n").count == count / 2)
    }

    @Test("Calls that arrive while an export runs are not in it")
    func consistentCut() async throws {
        let store = ledger()
        for number in 0..<3 { _ = try await store.record([try call("c\(number)")]) }
        let late = LateStore(store: store, late: try call("late"))
        #expect(try await export(late, .jsonLines).split(separator: "\n").count == 3)
        #expect(try await store.call("late") != nil)
    }

    @Test("What the output throws ends the export")
    func failingOutput() async throws {
        let store = ledger()
        _ = try await store.record([try call("a")])
        await #expect(throws: CancellationError.self) {
            try await CallExport(store: store, filter: CallFilter(), format: .csv).write { _ in
                throw CancellationError()
            }
        }
    }

    /// A ledger that counts the pages that are read from it.
    private final class CountingStore: ForwardingStore {
        let store: any LedgerStore
        let pages = Atomic(0)

        init(_ store: any LedgerStore) { self.store = store }

        func calls(
            _ filter: CallFilter, after sequence: Int64, through last: Int64, limit: Int
        ) async throws(LedgerError) -> [RecordedCall] {
            pages.add(1, ordering: .relaxed)
            return try await store.calls(filter, after: sequence, through: last, limit: limit)
        }
    }

    @Test("No more than one page is read ahead of the one that is taken")
    func backPressure() async throws {
        let memory = ledger()
        let sample = try call("a")
        _ = try await memory.record(
            (0..<5000).map { number in
                var call = sample
                call.id = "c\(number)"
                call.requestID = nil
                return call
            })
        let store = CountingStore(memory)
        var taken = 0
        _ = try await CallExport(store: store, filter: CallFilter(), format: .jsonLines).write { _ in
            await Task.yield()
            taken += 1
            #expect(store.pages.load(ordering: .relaxed) <= taken + 1)
        }
        #expect(taken == 5)
        #expect(store.pages.load(ordering: .relaxed) == 5)
    }
}
