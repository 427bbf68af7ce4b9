import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import LedgerReports

@Suite("Advice on caching")
struct CachingAdviceTests {
    private let store = MemoryLedger { ManualClock.start }
    private static let shipped = Result { Pricer(card: try RateCard.shipped()) }
    /// 3 dollars a million tokens fresh, 0.3 read, 3.75 written, globally.
    private static let model = "global.anthropic.claude-sonnet-4-6"

    private func record(_ usage: Usage, callsite: String, second: Int64, model: String = model) async throws {
        let at = ManualClock.start.advanced(byMilliseconds: second * 1000)
        let cost = try Self.shipped.get().cost(of: usage, model: model, region: "us-east-1", at: at, tier: .standard)
        let call = Call(
            id: CallID.make(at: at), at: at, attribution: Attribution(team: "search", callsite: callsite),
            requestedModel: model, region: "us-east-1", operation: .converse, status: .succeeded, cost: cost)
        #expect(try await store.record([call]) == [.recorded])
    }

    private func advice() async throws -> CachingAdvice {
        try await CachingAdvice(from: store, filter: CallFilter(), pricer: try Self.shipped.get())
    }

    @Test("What was saved is reads at their discount less writes at their surcharge, and may be negative")
    func saved() async throws {
        try await record(Usage(input: 10, cacheWrite5m: 2000), callsite: "good", second: 0)
        try await record(Usage(input: 10, cacheRead: 2000), callsite: "good", second: 60)
        try await record(Usage(input: 10, cacheWrite5m: 2000), callsite: "bad", second: 0)
        try await record(Usage(input: 10, cacheWrite5m: 2000, output: 5), callsite: "bad", second: 900)
        let rows = try await advice().rows
        #expect(rows.map(\.callsite) == ["bad", "good"])
        #expect(rows.map(\.verdict) == [.costs, .saves])
        // 2,000 tokens at 2.70 dollars a million less 2,000 at 0.75; and twice 2,000 at 0.75.
        #expect(rows.map(\.saved.usd) == ["-0.003", "0.0039"])
        #expect(rows.map(\.hitThousandths) == [0, 497])
        #expect(try await advice().saved.usd == "0.0009")
    }

    @Test("Calls that follow each other closely with long input could share what they begin with")
    func possible() async throws {
        for second: Int64 in [0, 100, 200, 900] {
            try await record(Usage(input: 5000 + second, output: 10), callsite: "loop", second: second)
        }
        let row = try #require(try await advice().rows.first)
        #expect(row.verdict == .possible)
        // Two reads and two writes of the 5,000 tokens of the shortest call.
        #expect(row.possible?.usd == "0.0195")
        #expect(row.saved == .zero)
    }

    @Test("Short input, single calls, calls far apart and models without a cache have nothing to gain")
    func nothing() async throws {
        for second: Int64 in [0, 10] { try await record(Usage(input: 900), callsite: "short", second: second) }
        try await record(Usage(input: 9000), callsite: "once", second: 0)
        for second: Int64 in [0, 400] { try await record(Usage(input: 9000), callsite: "rare", second: second) }
        for second: Int64 in [0, 10] {
            try await record(
                Usage(input: 9000), callsite: "embed", second: second, model: "amazon.titan-embed-text-v2:0")
        }
        #expect(try await advice().rows.map(\.verdict) == [.none, .none, .none, .none])
    }
}
