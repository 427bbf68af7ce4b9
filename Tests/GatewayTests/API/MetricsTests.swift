import AWSSigning
import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Ledger
import LedgerSQLite
import LedgerSimulation
import Metrics
import Pricing
import Testing

@testable import Gateway

@Suite("Metrics in the form of Prometheus: exact, bounded, and never falling")
struct MetricsTests {
    /// The samples of a text, by name and labels.
    private func samples(_ text: String) throws -> [String: String] {
        var samples: [String: String] = [:]
        var declared: Set<Substring> = []
        for line in text.split(separator: "\n") {
            if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (?:counter|gauge|histogram)/) {
                #expect(declared.insert(type.1).inserted, "declared twice: \(line)")
                continue
            }
            if line.wholeMatch(of: /# HELP [a-z_]+ [^\n]+/) != nil { continue }
            let label = #/[a-z_]+="(?:[^"\\]|\\["\\n])*"/#
            let sample = try #require(
                line.wholeMatch(of: /(([a-z_0-9]+?)(?:_bucket|_sum|_count)?(?:\{(.*)\})?) (-?[0-9]+(?:\.[0-9]+)?)/),
                "no sample: \(line)")
            for part in (sample.3 ?? "").split(separator: /,(?=[a-z_]+=")/) {
                #expect(part.wholeMatch(of: label) != nil, "no label: \(part)")
            }
            #expect(declared.contains { sample.1.hasPrefix($0) }, "not declared: \(line)")
            #expect(samples.updateValue(String(sample.4), forKey: String(sample.1)) == nil, "given twice: \(line)")
        }
        return samples
    }

    private func text(_ registry: MetricsRegistry) -> String {
        var text = PrometheusText()
        for family in registry.snapshot() { text.write(family) }
        return text.text
    }

    @Test("Calls of the gateway are counted with their tokens, their cost to the picodollar and their time")
    func calls() async throws {
        let registry = MetricsRegistry()
        try await withMetricsFactory(registry) {
            try await Served.with {
                $0.gateway.metrics = registry
            } _: { served in
                let caller = try await served.key()
                for _ in 0..<3 {
                    let reply = try await caller.post(
                        "/model/us.anthropic.claude-sonnet-5/converse", to: served.gateway.url)
                    #expect(reply.status == 200)
                }
                await served.metering.finish()
                try await served.fill()
                let reader = try await served.asker(.metrics)
                let answer = try await reader.ask("GET", "/metrics")
                #expect(answer.headers.value(of: "content-type") == "text/plain; version=0.0.4; charset=utf-8")
                let samples = try samples(answer.text)
                let call = #"operation="chat",model="anthropic.claude-sonnet-5""#
                #expect(samples["bedrock_ledger_calls_total{\(call),team=\"search\",outcome=\"succeeded\"}"] == "3")
                let spent = served.emulator.account.totalCost.usd
                #expect(samples["bedrock_ledger_cost_usd_total{\(call),team=\"search\"}"] == spent)
                let tokens =
                    #"bedrock_ledger_tokens_total{model="anthropic.claude-sonnet-5",team="search",type="output"}"#
                #expect(samples[tokens] != nil)
                #expect(samples["bedrock_ledger_call_duration_seconds_count{\(call)}"] == "3")
                #expect(samples["bedrock_ledger_call_duration_seconds_bucket{\(call),le=\"+Inf\"}"] == "3")
                let budget = #"{budget="budget-search",team="search",period="month"}"#
                #expect(samples["bedrock_ledger_budget_limit_usd\(budget)"] == "5")
                #expect(samples["bedrock_ledger_budget_reserved_usd\(budget)"] == "1")
                #expect(samples["bedrock_ledger_requests_in_flight"] == "1")
                #expect(samples["bedrock_ledger_up"] == "1")
                #expect(samples["bedrock_ledger_rate_card_age_seconds"] != nil)
                try await served.clear()
            }
        }
    }

    @Test("What a budget refuses and what is settled over the API is counted too")
    func reservations() async throws {
        let registry = MetricsRegistry()
        try await withMetricsFactory(registry) {
            try await Served.with {
                $0.gateway.metrics = registry
            } _: { served in
                try await served.fill()
                let caller = try await served.asker(.caller)
                let path = "/api/v1/reservations"
                _ = try await caller.ask("POST", path, #"{"id":"a","model":"gpt","amount_usd":"1"}"#)
                _ = try await caller.ask("POST", path, #"{"id":"b","model":"gpt","amount_usd":"100"}"#)
                for _ in 0..<2 { _ = try await caller.ask("POST", path + "/a/settle", #"{"cost_usd":"0.5"}"#) }
                let samples = try samples(text(registry))
                #expect(
                    samples[#"bedrock_ledger_refusals_total{budget="budget-search",team="search",cause="limit"}"#]
                        == "1")
                #expect(
                    samples[#"bedrock_ledger_cost_usd_total{operation="external",model="other",team="search"}"#]
                        == "0.5")
                try await served.clear()
            }
        }
    }

    @Test("The ledger tells how much it writes at once and how long that takes")
    func writer() async throws {
        let registry = MetricsRegistry()
        try await withMetricsFactory(registry) {
            try await Served.with { served in
                try await served.fill()
                try await served.clear()
            }
        }
        let samples = try samples(text(registry))
        #expect(samples["bedrock_ledger_writes_waiting"] == "0")
        let count = try #require(samples["bedrock_ledger_commit_operations_count"])
        #expect((Int(count) ?? 0) >= 6)
        #expect(samples["bedrock_ledger_commit_duration_seconds_count"] == count)
    }

    @Test("Ten thousand teams make a bounded number of series, and nothing is lost in them")
    func cardinality() throws {
        let registry = MetricsRegistry()
        for number in 0..<10_000 {
            let team = [("team", "team\(number)"), ("budget", "budget\(number)"), ("callsite", "callsite\(number)")]
            let call = team + [("gen_ai.request.model", "model\(number % 300)"), ("outcome", "succeeded")]
            registry.makeCounter(label: "bedrock_ledger.calls", dimensions: call).increment(by: Int64(1))
            registry.makeCounter(label: "bedrock_ledger.refusals", dimensions: team).increment(by: Int64(1))
            registry.makeFloatingPointCounter(label: "bedrock_ledger.cost_usd", dimensions: call).increment(by: 0.1)
            registry.makeCounter(label: "somebody.elses", dimensions: team).increment(by: Int64(1))
        }
        for family in registry.snapshot() {
            #expect(family.series.count <= MetricFamily.maximumSeries + 1, "\(family.description.name)")
        }
        let families = Dictionary(uniqueKeysWithValues: registry.snapshot().map { ($0.description.source, $0) })
        for (source, total) in [
            ("bedrock_ledger.calls", Int128(10_000)), ("bedrock_ledger.refusals", 10_000),
            ("bedrock_ledger.cost_usd", 1000),
        ] {
            let sum = families[source]?.series.values.reduce(Int128(0)) { $0 + $1.sum }
            #expect(sum == total * 1_000_000_000_000, "\(source)")
        }
        #expect(!text(registry).contains("callsite"))
    }

    @Test("Amounts add up as decimals, not as binary fractions")
    func exact() throws {
        let registry = MetricsRegistry()
        let cost = registry.makeFloatingPointCounter(label: "bedrock_ledger.cost_usd", dimensions: [("team", "a")])
        for _ in 0..<1000 { cost.increment(by: 0.000000000001) }
        for _ in 0..<10 { cost.increment(by: 0.1) }
        #expect(text(registry).contains(#"model="",team="a"} 1.000000001"#))
    }

    @Test("A counter never falls, whatever is done to it")
    func monotonic() {
        let registry = MetricsRegistry()
        let counter = registry.makeCounter(label: "bedrock_ledger.ledger_failures", dimensions: [])
        counter.increment(by: Int64(3))
        counter.increment(by: Int64(-2))
        counter.reset()
        registry.destroyCounter(counter)
        let cost = registry.makeFloatingPointCounter(label: "bedrock_ledger.cost_usd", dimensions: [("team", "a")])
        for value in [1.0, -Double.infinity, .nan, .infinity, -5] { cost.increment(by: value) }
        #expect(text(registry).contains("bedrock_ledger_ledger_failures_total 3\n"))
        #expect(text(registry).contains(#"team="a"} 1"# + "\n"))
    }

    @Test("What is in a label cannot leave it", arguments: ["a\"b", "a\\b", "a\nb", "\\\"\n", "é{},= "])
    func escaping(team: String) throws {
        let registry = MetricsRegistry()
        registry.makeCounter(label: "bedrock_ledger.refusals", dimensions: [("team", team)]).increment(by: Int64(1))
        #expect(try samples(text(registry)).count > 1)
        let escaped = team.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        #expect(text(registry).contains("team=\"\(escaped)\""))
    }

    /// A ledger whose budgets cannot be read.
    private struct Failing: ForwardingStore {
        let store: any LedgerStore

        func budgets() async throws(LedgerError) -> [BudgetStatus] { throw LedgerError(.busy, "busy") }
    }

    @Test("What was counted is still told where the ledger cannot be read")
    func withoutLedger() async throws {
        try await Served.with { served in
            let keys = KeyRing(store: served.ledger, file: KeyFile(besideLedger: served.ledger.path))
            let api = ManagementAPI(
                configuration: GatewayConfiguration(),
                authenticator: Authenticator(
                    keys: keys, servesWithoutKeys: false, limits: GatewayLimits(),
                    logger: GatewayConfiguration().logger),
                issuer: served.issuer, keys: served.ledger, ledger: Failing(store: served.ledger),
                metering: served.metering, census: CallsiteCensus(limit: 1, ledger: served.ledger),
                labels: LabelCensus(limit: 1), room: BodyRoom(bytes: 1),
                questions: RequestsInFlight(most: 1, perKey: 1), clock: { .now() })
            guard case .whole(let reply) = try await api.metrics() else { throw CancellationError() }
            let samples = try samples(String(decoding: reply.body, as: UTF8.self))
            #expect(samples["bedrock_ledger_up"] == "0")
            #expect(samples["bedrock_ledger_ledger_failures_total"] == "0")
        }
    }
}
