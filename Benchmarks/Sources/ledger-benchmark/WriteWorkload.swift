import Ledger
import Pricing

/// The calls that all contestants reserve and settle: seeded, of forty series under budgets of three scopes.
struct WriteWorkload {
    /// One call, as a request and as what came of it.
    struct Item: Sendable {
        var series: Int
        var inputTokens: Int64
        var outputTokens: Int64
        var request: ReservationRequest
        var call: Call
    }

    static let teams = 4
    static let callsites = 20
    static let models = 2
    static let seriesCount = callsites * models
    /// Noon in the middle of a month: no window of a budget ends during a run.
    static let start = Timestamp(milliseconds: 1_792_065_600_000)

    private var generator: SplitMix64
    private var made: Int64 = 0

    init(seed: UInt64) { generator = SplitMix64(state: seed) }

    /// The budgets: the whole ledger, each team, each callsite.
    static var budgets: [Budget] {
        func budget(_ name: String, _ scope: BudgetScope) -> Budget {
            Budget(
                name: name, scope: scope, limit: Money(picodollars: 1_000_000_000 * Money.picodollarsPerDollar),
                period: .month)
        }
        return [budget("everything", BudgetScope())]
            + (0..<teams).map { budget("team-\($0)", BudgetScope(team: "team-\($0)")) }
            + (0..<callsites).map { budget("site-\($0)", BudgetScope(callsite: callsite($0))) }
    }

    /// Picodollars for one token of the model of a series.
    static func rates(ofSeries series: Int) -> (input: Int64, output: Int64) {
        series % models == 0 ? (3_000_000, 15_000_000) : (800_000, 4_000_000)
    }

    /// The calls that a file is prepared with, one for each series.
    mutating func warmUp() throws -> [Item] {
        try (0..<Self.seriesCount).map { try item(id: "warm-\($0)", series: $0) }
    }

    /// Further calls.
    mutating func items(_ count: Int) throws -> [Item] {
        try (0..<count).map { _ in
            made += 1
            let id = CallID.make(at: Self.start.advanced(byMilliseconds: made), using: &generator)
            return try item(id: id, series: Int(generator.next() % UInt64(Self.seriesCount)))
        }
    }

    private mutating func item(id: String, series: Int) throws -> Item {
        let usage = Usage(
            input: Int64(generator.next() % 8000) + 1, output: Int64(generator.next() % 1000) + 1)
        let rates = Self.rates(ofSeries: series)
        let lines = [(BilledItem.input, rates.input), (.output, rates.output)].compactMap { item, rate in
            LineItem(item: item, quantity: usage[item], rate: Rate(picodollarsPerUnit: Int128(rate)))
        }
        let model = "anthropic.model-\(series % Self.models)"
        let cost = Cost(
            status: .priced, model: model, scope: .geo, usage: usage, lines: lines, ratesVersion: "2026-10-15")
        let site = series / Self.models
        let request = ReservationRequest(
            id: id, attribution: Attribution(team: "team-\(site % Self.teams)", callsite: Self.callsite(site)),
            requestedModel: "eu.\(model)-v1:0", model: model, region: "eu-central-1",
            amount: .bound(cost.breakdown.total + cost.breakdown.total), owner: .thisProcess)
        let call = Call(
            id: id, requestID: uuid(), at: Self.start, attribution: request.attribution,
            requestedModel: request.requestedModel, region: request.region, operation: request.operation,
            status: .succeeded, cost: cost, latencyMilliseconds: 1200)
        return Item(
            series: series, inputTokens: usage.tokens(.input), outputTokens: usage.tokens(.output), request: request,
            call: call)
    }

    private static func callsite(_ number: Int) -> String { "Sources/Service/Feature\(number).swift:answer" }

    /// An id as AWS gives to requests: without any order.
    private mutating func uuid() -> String {
        let digits = Array(hexadecimal(generator.next()) + hexadecimal(generator.next()))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    private func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// A small generator of numbers that a seed determines.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
