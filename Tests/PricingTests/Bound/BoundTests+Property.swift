import LosslessJSON
import Pricing
import Testing

@Suite("No legal usage of a request costs more than its bound")
struct RequestSoundnessTests {
    private static let now = Timestamp(milliseconds: 1_795_392_000_000)

    @Test("Any request to any model, billed as dearly as it can be", arguments: BoundTests.models)
    func soundness(id: String) throws {
        let model = try #require(Pricer.shipped.card.models[id])
        guard model.items.contains(.output), model.items.contains(.input) else { return }
        var random = SplitMix64(seed: UInt64(id.utf8.reduce(11) { $0 &* 31 &+ Int($1) }.magnitude))
        let regions = Set(model.prices.flatMap { $0.regions ?? ["us-east-1"] }).sorted()
        let isLong = model.prices.contains { $0.aboveInputTokens != nil }
        for round in 0..<8 {
            let name = try #require(["", "global.", "us."].randomElement(using: &random)) + id
            let region = try #require(regions.randomElement(using: &random))
            let tier = try #require(["default", "flex", "priority"].randomElement(using: &random))
            let limit = Int64.random(in: 1...9_000, using: &random)
            let handed = Int64.random(in: 1...9_000, using: &random)
            let ttl = try #require([nil, "5m", "1h"].randomElement(using: &random))
            let json = try JSONValue.parse(
                request(
                    limit: limit, handed: handed, tier: tier, ttl: ttl,
                    repetitions: isLong && round == 0 ? 30_000 : .random(in: 0...100, using: &random), &random))
            let bound = Pricer.shipped.bound(
                of: BoundRequest(model: name, region: region, request: json), now: Self.now)
            guard let most = bound.total else { continue }
            let size = try #require(Pricer.shipped.inputSize(of: json, model: name))
            let writes: [BilledItem] =
                switch ttl {
                case nil: [.cacheWrite30m, .input]
                case "5m": [.cacheWrite30m, .cacheWrite5m, .cacheRead, .input]
                default: [.cacheWrite30m, .cacheWrite1h, .cacheWrite5m, .cacheRead, .input]
                }
            for item in writes where model.items.contains(item) {
                var usage = Usage()
                usage[item] = Quantity(size.maximumTokens)
                usage[.output] = Quantity(max(limit, handed))
                for served in Set([tier, "default"]) {
                    let cost = Pricer.shipped.cost(
                        of: usage, model: name, region: region, at: Self.now,
                        tier: PriceTier(rawValue: served) ?? .standard)
                    if let total = cost.total { #expect(total <= most, "\(name) from \(region): \(item), \(served)") }
                }
            }
        }
    }

    private func request(
        limit: Int64, handed: Int64, tier: String, ttl: String?, repetitions: Int, _ random: inout SplitMix64
    ) -> String {
        let texts = ["a", "é", "検索", "\u{FDFA}", "{}", "😀", "x y"]
        let piece = (0..<10).map { _ in texts[Int.random(in: 0..<texts.count, using: &random)] }.joined()
        let text = String(repeating: piece, count: repetitions)
        let point = ttl.map { #","cachePoint": {"type": "default", "ttl": "\#($0)"}"# } ?? ""
        let places = [
            #"{"text": "\#(text)"\#(point)}"#,
            #"{"toolResult": {"toolUseId": "t", "content": [{"json": {"a": "\#(text)"}}]}\#(point)}"#,
        ]
        return #"{"inferenceConfig": {"maxTokens": \#(limit)}, "serviceTier": {"type": "\#(tier)"}, "#
            + #""additionalModelRequestFields": {"max_tokens": \#(handed)}, "#
            + #""messages": [{"role": "user", "content": [\#(places[Int.random(in: 0...1, using: &random)])]}]}"#
    }
}
