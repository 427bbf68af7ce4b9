import Ledger
import LedgerSimulation
import LosslessJSON
import Pricing
import Testing

@testable import Reconciliation

@Suite("A comparison of the bill with the ledger")
struct BillReconcilerTests {
    let store = MemoryLedger { ManualClock.start }
    let folder = TemporaryFolder()
    static let sonnet = "anthropic.claude-sonnet-4-6"

    func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(iso8601: text)) }

    /// Records a call whose rates are 3, 0.3, 3.75, 6 and 15 dollars a million tokens.
    func record(
        _ usage: Usage, model: String = sonnet, on day: String = "2026-10-05", time: String = "00:00",
        team: String = "search"
    ) async throws {
        let rates: [BilledItem: Int128] = [
            .input: 3_000_000, .cacheRead: 300_000, .cacheWrite5m: 3_750_000, .cacheWrite1h: 6_000_000,
            .output: 15_000_000,
        ]
        let lines = try usage.items.map { item in
            let rate = Rate(picodollarsPerUnit: try #require(rates[item]))
            return try #require(LineItem(item: item, quantity: usage[item], rate: rate))
        }
        let call = Call(
            id: CallID.make(at: ManualClock.start), at: try moment("\(day)T\(time):00Z"),
            attribution: Attribution(team: team), requestedModel: model, region: "us-east-1", operation: .converse,
            status: .succeeded,
            cost: Cost(
                status: .priced, model: model, scope: .inRegion, usage: usage, lines: lines, ratesVersion: "test"))
        #expect(try await store.record([call]) == [.recorded])
    }

    func reconciler(
        _ configure: (inout BillReconciler.Options) -> Void = { _ in }
    ) throws -> BillReconciler {
        var options = BillReconciler.Options(
            period: try moment("2026-10-01T00:00:00Z")..<moment("2026-11-01T00:00:00Z"))
        configure(&options)
        return BillReconciler(
            store: store, names: BillingNames(), knownModels: ["anthropic.claude-opus-4-8", "amazon.nova-2-lite-v1:0"],
            options: options)
    }

    func compare(
        _ bill: Bill, _ configure: (inout BillReconciler.Options) -> Void = { _ in }
    ) async throws -> BillComparison {
        let path = try folder.write(Array(bill.csv.utf8), to: "bill.csv")
        return try await reconciler(configure).compare([path])
    }

    /// What became of a kind of token.
    func outcome(
        _ comparison: BillComparison, _ item: BilledItem?, model: String = sonnet
    ) -> BillComparison.Outcome? {
        comparison.rows.first { $0.model == model && $0.item == item }?.outcome
    }

    @Test("The same tokens under all five grammars match, and what is no token is counted beside them")
    func matching() async throws {
        try await record(Usage(input: 3_000_000, cacheRead: 200_000, cacheWrite1h: 50_000, output: 400_000))
        try await record(Usage(input: 7000, output: 50), model: "amazon.nova-pro-v1:0")
        try await record(Usage(cacheWrite5m: 4000), model: "anthropic.claude-opus-4-8")
        var bill = Bill()
        bill.addMarketplace("Claude Sonnet 4.6", "USE1-MP:USE1_InputTokenCount-Units", "1.5", cost: "4.5")
        bill.addMarketplace("Claude Sonnet 4.6", "USE1-MP:USE1_input_tokens_standard-Units", "0.5", cost: "1.5")
        bill.add("USE1-Claude4.6Sonnet-input-token-count-cross-region-global", "1000", cost: "3")
        bill.addMarketplace("Claude Sonnet 4.6", "USE1-MP:USE1_CacheReadInputTokenCount-Units", "0.2", cost: "0.06")
        bill.addMarketplace(
            "Claude Sonnet 4.6", "USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units", "0.05", cost: "0.3")
        bill.addMarketplace("Claude Sonnet 4.6", "USE1-MP:USE1_OutputTokenCount_Batch-Units", "0.4", cost: "6")
        bill.add("USE1-NovaPro-input-tokens", "7", cost: "0.021")
        bill.add("USE1-NovaPro-output-tokens", "0.05", cost: "0.00075")
        bill.add("USE1-anthropic.claude-opus-4-8-mantle-cache-write-tokens-standard", "4", cost: "0.015")
        bill.add("USE1-Guardrail-ContentPolicyUnitsConsumed", "100", cost: "0.015", unit: "Units")
        bill.add("", "0", cost: "2.5", kind: "Tax")
        bill.add("", "0", cost: "-10", kind: "Credit")
        bill.add("BoxUsage:m5.large", "24", cost: "2.3", unit: "Hrs", code: "AmazonEC2")
        let comparison = try await compare(bill)
        #expect(comparison.rows.map(\.outcome) == Array(repeating: .matched, count: 7))
        #expect(comparison.isClean(strictly: true))
        #expect(comparison.priceDifferences == [])
        #expect(comparison.skipped.map(\.reason) == ["Credit", "Tax", "no tokens", "other services"])
        #expect(comparison.skipped.map(\.cost.usd) == ["-10", "2.5", "0.015", "2.3"])
    }

    @Test("What the bill has beyond the ledger bypassed it, and days and callers are named")
    func bypassed() async throws {
        try await record(Usage(input: 1000, output: 100))
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "1", cost: "0.003")
        bill.add(
            "USE1-Claude4.6Sonnet-input-tokens", "500", cost: "1.5", on: "2026-10-14",
            principal: "arn:aws:sts::111122223333:assumed-role/notebook/anna")
        bill.add("USE1-Claude4.6Sonnet-output-tokens", "0.1", cost: "0.0015", principal: "arn:aws:iam::1:role/gateway")
        let comparison = try await compare(bill)
        let row = try #require(comparison.rows.first)
        #expect(row.outcome == .bypassed)
        #expect(row.difference == Quantity(500_000))
        #expect(row.days == [.init(start: try moment("2026-10-14T00:00:00Z"), difference: Quantity(500_000))])
        #expect(row.callers == ["arn:aws:sts::111122223333:assumed-role/notebook/anna"])
        #expect(outcome(comparison, .output) == .matched)
        #expect(!comparison.isClean(strictly: false))
    }

    @Test("What the ledger has beyond the bill is said to be unbilled")
    func unbilled() async throws {
        try await record(Usage(input: 1000, output: 100))
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "1", cost: "0.003")
        let comparison = try await compare(bill)
        #expect(outcome(comparison, .input) == .matched)
        #expect(outcome(comparison, .output) == .unbilled)
    }

    @Test("A name that nobody declared is unmapped, with a suggestion, and a finding when strict")
    func unmapped() async throws {
        try await record(Usage(input: 1000))
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "1", cost: "0.003")
        bill.add("USE1-Nova2Lite-input-tokens", "1", cost: "0.0003")
        bill.add("USE1-Claude4.6Sonnet-input-tokens-turbo", "1", cost: "0.0003")
        let comparison = try await compare(bill)
        #expect(outcome(comparison, nil, model: "Nova2Lite") == .unmapped)
        #expect(outcome(comparison, nil, model: "USE1-Claude4.6Sonnet-input-tokens-turbo") == .unmapped)
        let reason = comparison.rows.first { $0.model == "Nova2Lite" }?.reason ?? ""
        #expect(reason.contains("perhaps amazon.nova-2-lite-v1:0"))
        #expect(comparison.isClean(strictly: false))
        #expect(!comparison.isClean(strictly: true))
    }

    @Test("A declared name wins over the known ones, and a map that is no object of texts is none")
    func overlay() throws {
        let names = try #require(
            BillingNames(overlay: try JSONValue.parse(#"{"NovaPro": "amazon.mine", "New1": "x.y"}"#)))
        #expect(names.model(of: "NovaPro", knownModels: []) == "amazon.mine")
        #expect(names.model(of: "New1", knownModels: []) == "x.y")
        #expect(names.model(of: "NovaLite", knownModels: []) == "amazon.nova-lite-v1:0")
        #expect(BillingNames(overlay: try JSONValue.parse(#"{"a": 1}"#)) == nil)
        #expect(BillingNames(overlay: try JSONValue.parse("[]")) == nil)
    }

    @Test(
        "A unit without a meaning by which everything is off is called that, and no missing traffic", arguments: [0, 3])
    func unit(power: Int) async throws {
        try await record(Usage(input: 5_000_000, output: 1_000_000))
        var bill = Bill()
        let scale = power == 0 ? "000000" : "000"
        for (kind, amount, cost) in [("Input", "5", "15"), ("Output", "1", "15")] {
            bill.addMarketplace(
                "Claude Sonnet 4.6", "USE1-MP:USE1_\(kind)TokenCount-Units", amount + scale, cost: cost, unit: "Units")
        }
        let comparison = try await compare(bill) { $0.unnamedUnit = 6 - power }
        if power == 0 {
            #expect(comparison.rows.map(\.outcome) == [.notComparable, .notComparable])
            #expect(comparison.rows.allSatisfy { $0.reason.hasPrefix("unit: ") })
        } else {
            #expect(comparison.rows.map(\.outcome) == [.matched, .matched])
        }
    }

    @Test("An export without Bedrock's tokens, and a ledger without a cache split, cannot be compared")
    func notComparable() async throws {
        try await record(Usage(input: 1000))
        var silent = Bill()
        silent.add("BoxUsage:m5.large", "24", cost: "2.3", unit: "Hrs", code: "AmazonEC2")
        #expect(outcome(try await compare(silent), .input) == .notComparable)
        var split = Bill()
        split.add("USE1-Claude4.6Sonnet-input-tokens", "0.3", cost: "0.0009")
        split.add("USE1-Claude4.6Sonnet-cache-read-input-token-count", "0.7", cost: "0.00021")
        let comparison = try await compare(split)
        #expect(outcome(comparison, .input) == .notComparable)
        #expect(outcome(comparison, .cacheRead) == .notComparable)
    }

    @Test("Days before the ledger's first call are left out and said to be")
    func lateStart() async throws {
        try await record(Usage(input: 1000), on: "2026-10-20")
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "500", cost: "1.5", on: "2026-10-02")
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "1", cost: "0.003", on: "2026-10-20")
        let comparison = try await compare(bill)
        #expect(comparison.rows.map(\.outcome) == [.matched])
        #expect(comparison.from.iso8601 == "2026-10-20T00:00:00Z")
        #expect(comparison.notes.contains { $0.contains("first full day is 2026-10-20") })
    }

    @Test(
        "One percent may be missing, unless nothing may",
        arguments: [("1", "1.01", true), ("1", "1.02", false), ("0", "1", true), ("0", "1.000001", false)])
    func tolerance(percent: String, amount: String, isMatched: Bool) async throws {
        try await record(Usage(input: 1_000_000))
        var bill = Bill()
        bill.addMarketplace("Claude Sonnet 4.6", "USE1-MP:USE1_InputTokenCount-Units", amount, cost: "3.0")
        let tolerance = try #require(Tolerance(percent: percent))
        let comparison = try await compare(bill) { $0.tolerance = tolerance }
        #expect((outcome(comparison, .input) == .matched) == isMatched)
    }

    @Test("No percentage", arguments: ["-1", "101", "x", "", "0.0001"])
    func noTolerance(percent: String) {
        #expect(Tolerance(percent: percent) == nil)
    }

    @Test("Another rate than the card's is a finding of its own")
    func price() async throws {
        try await record(Usage(input: 1_000_000))
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "1000", cost: "3.3")
        let comparison = try await compare(bill)
        #expect(comparison.rows.map(\.outcome) == [.matched])
        #expect(comparison.priceDifferences.count == 1)
        #expect(comparison.priceDifferences.first?.contains("charges 3.3 USD") == true)
        #expect(!comparison.isClean(strictly: false))
    }

    @Test("Teams that only the ledger knows are named")
    func teams() async throws {
        try await record(Usage(input: 500), team: "ads")
        try await record(Usage(input: 500), team: "search")
        var bill = Bill()
        bill.add("USE1-Claude4.6Sonnet-input-tokens", "1", cost: "0.003", tags: #"{"iamPrincipal/team":"search"}"#)
        let comparison = try await compare(bill) { $0.teamTag = "team" }
        #expect(comparison.notes.contains { $0.contains("the bill does not: ads;") })
    }

    @Test("A line that is there twice, another currency, and a number that is none are refused with their line")
    func refused() async throws {
        var twice = Bill()
        twice.add("USE1-NovaPro-input-tokens", "1", cost: "0.003", id: "a")
        twice.add("USE1-NovaPro-input-tokens", "1", cost: "0.003", id: "a")
        var currency = Bill()
        currency.add("USE1-NovaPro-input-tokens", "1", cost: "0.003", currency: "CNY")
        var number = Bill()
        number.add("USE1-NovaPro-input-tokens", "1,5", cost: "x")
        for (bill, place) in [(twice, ":3: "), (currency, ":2: "), (number, ":2: ")] {
            let error = try await #require(throws: BillError.self) { try await compare(bill) }
            #expect(error.description.contains(place), "\(error)")
        }
        let path = try folder.write(Array("a,b\n1,2\n".utf8), to: "other.csv")
        await #expect(throws: BillError.self) { try await reconciler().compare([path]) }
    }

    @Test("The older reports are read too")
    func legacy() {
        #expect(BillColumns.standardName("lineItem/UsageType") == "line_item_usage_type")
        #expect(BillColumns.standardName("bill/BillingEntity") == "bill_billing_entity")
        #expect(BillColumns.standardName("\u{FEFF}line_item_usage_type") == "line_item_usage_type")
    }
}
