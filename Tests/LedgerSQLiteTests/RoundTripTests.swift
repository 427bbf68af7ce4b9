import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import Testing

@Suite("A call is read as it was recorded")
struct RoundTripTests {
    @Test("Any call comes back the same, from the file too", arguments: UInt64(1)...4)
    func roundTrip(seed: UInt64) async throws {
        let temporary = try await TemporaryLedger()
        var random = SplitMix64(seed: seed)
        let calls = (0..<150).map { number in call("call-\(number)", &random) }
        let outcomes = try await temporary.ledger.record(calls)
        #expect(outcomes == Array(repeating: .recorded, count: calls.count))
        await temporary.ledger.close()
        let ledger = try await temporary.reopened()
        let last = try await ledger.lastSequence()
        let recorded = try await ledger.calls(CallFilter(), after: 0, through: last, limit: 1000)
        #expect(recorded.map(\.call) == calls)
        #expect(recorded.map(\.breakdown) == calls.map { $0.cost.total == nil ? nil : $0.cost.breakdown })
        let report = try await ledger.spend(by: [.hour, .team, .tag("k"), .user, .operation], filter: CallFilter())
        let expected = recorded.reduce(into: Money.zero) { $0 += $1.breakdown?.total ?? .zero }
        #expect(report.total.cost == expected)
        #expect(try await ledger.record(calls.shuffled(using: &random)) == calls.map { _ in .duplicate })
        #expect(try await ledger.verify().findings == [])
    }

    private func call(_ id: String, _ random: inout SplitMix64) -> Call {
        let texts = ["a", "検索", "a=b&c%d", "%25", "x y", "é", "\u{1F680}"]
        var tags: [String: String] = [:]
        for _ in 0..<Int.random(in: 0..<4, using: &random) {
            tags[pick(texts, &random)] = pick(texts + ["", "=1"], &random)
        }
        return Call(
            id: id, requestID: Bool.random(using: &random) ? "q-\(id)" : nil,
            at: Timestamp(milliseconds: .random(in: -62_135_596_800_000...253_402_300_799_999, using: &random)),
            attribution: Attribution(
                team: pick(texts, &random), callsite: pick(texts, &random),
                user: Bool.random(using: &random) ? pick(texts, &random) : nil, tags: tags),
            requestedModel: pick(["arn:aws:bedrock:eu-west-1:1:x/y", "m"], &random),
            region: pick([nil, "eu-west-1"], &random), operation: pick(CallOperation.allCases, &random),
            status: pick(CallStatus.allCases, &random), cost: cost(&random),
            isEstimated: Bool.random(using: &random),
            latencyMilliseconds: pick([nil, 0, 31_536_000_000], &random))
    }

    private func cost(_ random: inout SplitMix64) -> Cost {
        var usage = Usage()
        var lines: [LineItem] = []
        let status = pick(Cost.Status.allCases, &random)
        for item in BilledItem.allCases where Int.random(in: 0..<4, using: &random) == 0 {
            let isWhole = item.unit != .second || Bool.random(using: &random)
            let quantity = Quantity(
                millionths: Int128(Int64.random(in: 1..<1_000_000_000, using: &random)) * (isWhole ? 1_000_000 : 1))
            usage[item] = quantity
            guard status == .priced, Bool.random(using: &random) else { continue }
            let billed = Int.random(in: 0..<10, using: &random) == 0 ? Quantity(7) : quantity
            // Below a hundred dollars a line, whatever the quantity.
            let most = max(100 * Money.picodollarsPerDollar * 1_000_000 / billed.millionths, 2)
            let rate = Int128(Int64.random(in: 0..<Int64(clamping: most), using: &random)) / 1_000_000 * 1_000_000
            if let line = LineItem(item: item, quantity: billed, rate: Rate(picodollarsPerUnit: rate)) {
                lines.append(line)
            }
        }
        return Cost(
            status: status, model: pick(["model.a", "model.b"], &random),
            scope: pick([nil, .global, .geo, .inRegion], &random), tier: pick(PriceTier.allCases, &random),
            usage: usage, lines: lines.shuffled(using: &random), ratesVersion: pick(["", "2026-11-23"], &random),
            reason: pick([nil, "no rate", "検索"], &random))
    }

    private func pick<Value>(_ values: [Value], _ random: inout SplitMix64) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
