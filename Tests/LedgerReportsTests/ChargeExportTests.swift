import Ledger
import LedgerSimulation
import LosslessJSON
import Pricing
import Testing

@testable import LedgerReports

@Suite("An export of charges")
struct ChargeExportTests {
    private let store = MemoryLedger { ManualClock.start }

    private var account: BillingAccount {
        get throws { try BillingAccount(id: "011122223333", name: "Platform") }
    }

    /// Read once, because reading the card takes longer than pricing a thousand calls.
    private static let shipped = Result { Pricer(card: try RateCard.shipped()) }

    private func pricer() throws -> Pricer { try Self.shipped.get() }

    /// A call to Claude Sonnet 4.6 in Europe, priced by the shipped card.
    private func call(
        _ id: String, _ at: String, team: String = "search", callsite: String = "answer",
        usage: Usage = Usage(input: 1000, cacheRead: 400, cacheWrite5m: 30, output: 7)
    ) throws -> Call {
        let model = "eu.anthropic.claude-sonnet-4-6"
        let at = try #require(Timestamp(iso8601: at))
        let cost = try pricer().cost(of: usage, model: model, region: "eu-west-1", at: at, tier: .standard)
        #expect(cost.status == .priced)
        return Call(
            id: id, at: at, attribution: Attribution(team: team, callsite: callsite), requestedModel: model,
            region: "eu-west-1", operation: .converse, status: .succeeded, cost: cost)
    }

    private func export(_ profile: ChargeProfile) async throws -> (table: Table, summary: ChargeExport.Summary) {
        var bytes: [UInt8] = []
        let summary = try await ChargeExport(
            store: store, filter: CallFilter(), profile: profile, pricer: try pricer()
        ).write { bytes += $1 }
        return (Table(csv: String(decoding: bytes, as: UTF8.self)), summary)
    }

    @Test("FOCUS has its 57 columns by name, then our own by name, and a row for each hour and kind of token")
    func columns() async throws {
        _ = try await store.record([
            try call("a", "2026-11-20T10:05:00Z"), try call("b", "2026-11-20T10:55:00Z"),
            try call("c", "2026-11-20T11:00:00Z"),
        ])
        let (table, summary) = try await export(.focus(try account))
        let standard = Array(table.header.prefix(57))
        #expect(standard == standard.sorted())
        #expect(!standard.contains { $0.hasPrefix("x_") })
        #expect(
            table.header.dropFirst(57) == ["x_CacheSavings", "x_Callsite", "x_ModelId", "x_RequestCount", "x_Team"])
        #expect(
            table["ChargePeriodStart"] == Array(repeating: "2026-11-20T10:00:00Z", count: 4)
                + Array(repeating: "2026-11-20T11:00:00Z", count: 4))
        #expect(
            table["SkuMeter"].prefix(4) == [
                "Input Tokens", "Cache Read Input Tokens", "Cache Write Input Tokens 5m", "Output Tokens",
            ])
        #expect(table["PricingQuantity"].prefix(4) == ["2000.0", "800.0", "60.0", "14.0"])
        #expect(table["x_RequestCount"] == ["2", "0", "0", "0", "1", "0", "0", "0"])
        #expect(table["BillingPeriodStart"].allSatisfy { $0 == "2026-11-01T00:00:00Z" })
        #expect(table["BillingPeriodEnd"].allSatisfy { $0 == "2026-12-01T00:00:00Z" })
        #expect(table["BillingAccountId"].allSatisfy { $0 == "arn:aws:iam::011122223333:root" })
        #expect(summary.rows == 8)
    }

    @Test("Price times quantity is the cost to the last digit, and the rows add up to the spend report")
    func exact() async throws {
        var calls: [Call] = []
        var random = SplitMix64(seed: 7)
        for number in 0..<300 {
            let usage = Usage(
                input: Int64(random.next() % 100_000), cacheRead: Int64(random.next() % 3),
                cacheWrite1h: Int64(random.next() % 5000), output: Int64(random.next() % 9000))
            let minutes = 10 + number % 50
            calls.append(
                try call(
                    "c\(number)", "2026-11-2\(number % 7)T0\(number % 10):\(minutes):00Z", team: "t\(number % 3)",
                    usage: usage))
        }
        _ = try await store.record(calls)
        let (table, summary) = try await export(.focus(try account))
        var total = Money.zero
        for row in table.rows.indices {
            let price = try #require(Rate(usdPerUnit: table["ListUnitPrice"][row]))
            let quantity = try #require(Quantity(table["PricingQuantity"][row]))
            let cost = try #require(Money(usd: table["BilledCost"][row]))
            #expect(price.cost(of: quantity) == cost)
            for name in ["ListCost", "ContractedCost", "EffectiveCost"] {
                #expect(Money(usd: table[name][row]) == cost)
            }
            total += cost
        }
        let spend = try await store.spend(by: [], filter: CallFilter())
        #expect(total == spend.total.cost)
        #expect(summary.cost == total)
        #expect(table["x_RequestCount"].compactMap { Int64($0) }.reduce(0, +) == 300)
    }

    @Test("Nulls are empty without quotes, numbers have a point, JSON is flat")
    func forms() async throws {
        _ = try await store.record([try call("a", "2026-11-20T10:05:00Z", team: "=1+1 \"x\" é")])
        var bytes: [UInt8] = []
        _ = try await ChargeExport(
            store: store, filter: CallFilter(), profile: .focus(try account), pricer: try pricer()
        ).write { bytes += $1 }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains(",\"\","))
        #expect(!text.hasPrefix("\u{FEFF}"))
        let table = Table(csv: text)
        for name in table.header where name.hasSuffix("Cost") || name.hasSuffix("Price") || name.hasSuffix("Quantity") {
            #expect(table[name].allSatisfy { $0.isEmpty || $0.contains(".") }, "\(name)")
        }
        for tags in table["Tags"] + table["SkuPriceDetails"] {
            let object = try JSONValue.parse(tags)
            #expect(object.kind == .object)
            #expect(object.members.allSatisfy { $0.value.kind == .string })
        }
        // The guard stands in front of a formula, and JSON starts with a brace.
        #expect(table["x_Team"].allSatisfy { $0.hasPrefix("'=1+1") })
        for name in table.header where !["Tags", "x_Team"].contains(name) {
            #expect(table[name].allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }, "\(name)")
        }
    }

    @Test("An amount without usage is an adjustment, and a call without a price is counted")
    func unknown() async throws {
        let held = try await store.reserve(
            ReservationRequest(
                id: "held", attribution: Attribution(team: "search", callsite: "answer"),
                requestedModel: "eu.anthropic.claude-sonnet-4-6", model: "anthropic.claude-sonnet-4-6",
                region: "eu-west-1", amount: .bound(Money(picodollars: 1_500_000_000_000))))
        guard case .granted = held else { return #expect(Bool(false)) }
        var lost = try call("held", "2026-11-20T10:05:00Z")
        lost.cost.status = .unknownUsage
        lost.cost.lines = []
        lost.cost.usage = Usage()
        _ = try await store.settle(reservation: "held", with: lost)
        var unpriced = try call("new", "2026-11-20T10:05:00Z")
        unpriced.cost.status = .unpriced
        unpriced.cost.lines = []
        _ = try await store.record([unpriced])
        let (table, summary) = try await export(.focus(try account))
        #expect(summary.unpricedCalls == 1)
        #expect(table["ChargeCategory"] == ["Adjustment"])
        #expect(table["BilledCost"] == ["1.5"])
        #expect(table["PricingQuantity"] == [""])
    }

    @Test("Vantage gets only columns it knows, in files of 10,000 rows with a header each")
    func vantage() async throws {
        _ = try await store.record(
            try (0..<2501).map { try call("c\($0)", "2026-11-20T10:05:00Z", callsite: "site \($0)") })
        var parts: [Int: [UInt8]] = [:]
        let summary = try await ChargeExport(
            store: store, filter: CallFilter(), profile: .vantage(try account), pricer: try pricer()
        ).write { parts[$0, default: []] += $1 }
        #expect(summary.rows == 10_004)
        #expect(summary.parts == parts.count)
        var rows = 0
        for (_, bytes) in parts {
            #expect(bytes.count <= 2 * 1024 * 1024)
            let table = Table(csv: String(decoding: bytes, as: UTF8.self))
            #expect(table.header.count == 25)
            #expect(table.rows.count <= 10_000)
            rows += table.rows.count
        }
        #expect(rows == 10_004)
    }

    @Test("Datadog gets days and no empty cell")
    func datadog() async throws {
        var nowhere = try call("a", "2026-11-20T23:05:00Z")
        nowhere.region = nil
        _ = try await store.record([nowhere, try call("b", "2026-11-20T01:05:00Z")])
        let (table, _) = try await export(.datadog)
        #expect(Set(table["ChargePeriodStart"]) == ["2026-11-20"])
        #expect(table["ChargePeriodEnd"] == table["ChargePeriodStart"])
        #expect(table.rows.allSatisfy { $0.allSatisfy { !$0.isEmpty } })
    }

    @Test("Calls that arrive while an export runs are not in it")
    func consistentCut() async throws {
        _ = try await store.record([try call("a", "2026-11-20T10:05:00Z")])
        let late = LateStore(store: store, late: try call("late", "2026-11-20T10:06:00Z"))
        var bytes: [UInt8] = []
        _ = try await ChargeExport(
            store: late, filter: CallFilter(), profile: .focus(try account), pricer: try pricer()
        ).write { bytes += $1 }
        #expect(Table(csv: String(decoding: bytes, as: UTF8.self))["x_RequestCount"].first == "1")
    }

    @Test(
        "An account is twelve digits", arguments: ["1", "11112222333", "1111222233334", "11112222333x", "١١١١٢٢٢٢٣٣٣٣"])
    func account(id: String) {
        #expect(throws: LedgerError.self) { try BillingAccount(id: id) }
    }

    @Test(
        "A month is written with its year and two digits",
        arguments: [("2026-02", "2026-03-01T00:00:00Z"), ("2026-12", "2027-01-01T00:00:00Z")])
    func months(name: String, end: String) throws {
        let month = try #require(Month(name))
        #expect(month.end.iso8601 == end)
        #expect(month.name == name)
    }

    @Test(
        "Anything else is no month", arguments: ["2026", "2026-13", "2026-1", "2026-00", "2026-11-01", "+026-11", ""])
    func noMonths(name: String) {
        #expect(Month(name) == nil)
    }
}
