import LosslessJSON
import Pricing
import Testing

@Suite("The bound of a call")
struct BoundTests {
    private let now = Timestamp(milliseconds: 1_795_392_000_000)

    private func bound(_ request: BoundRequest) -> Cost { Pricer.shipped.bound(of: request, now: now) }

    /// Every model under every scope it can be called with, from a region that it is sold in.
    static let models: [String] = Pricer.shipped.card.models.keys.sorted()

    @Test("No usage within the stated limits costs more than the bound", arguments: models)
    func soundness(id: String) throws {
        let model = try #require(Pricer.shipped.card.models[id])
        var random = SplitMix64(seed: UInt64(id.utf8.reduce(7) { $0 &* 31 &+ Int($1) }.magnitude))
        let regions = Set(model.prices.flatMap { $0.regions ?? ["us-east-1"] }).sorted()
        for _ in 0..<60 {
            let prefix = try #require(["", "global.", "us."].randomElement(using: &random))
            let region = try #require(regions.randomElement(using: &random))
            let tier = try #require(
                ["default", "default", "flex", "priority", "ultrafast"].randomElement(using: &random))
            let input = Int64.random(
                in: 0...[200, 100_010, 300_000][Int.random(in: 0..<3, using: &random)], using: &random)
            let output = Int64.random(in: 0...5_000, using: &random)
            let request = try JSONValue.parse(
                #"{"serviceTier": {"type": "\#(tier)"}, "system": [{"cachePoint": {"type": "default", "ttl": "1h"}}]}"#)
            let bound = bound(
                BoundRequest(
                    model: prefix + id, region: region, inputTokens: input, maximumOutputTokens: output,
                    request: Bool.random(using: &random) || tier != "default" ? request : nil))
            guard let limit = bound.total else { continue }
            var usage = Usage()
            var rest = input
            for item in [BilledItem.cacheRead, .cacheWrite5m, .cacheWrite1h, .cacheWrite30m, .audioInput, .input] {
                guard model.items.contains(item) else { continue }
                let part = Int64.random(in: 0...rest, using: &random)
                usage[item] = Quantity(part)
                rest -= part
            }
            if model.items.contains(.output) { usage[.output] = Quantity(Int64.random(in: 0...output, using: &random)) }
            let served = try #require([tier, "default"].randomElement(using: &random))
            let cost = Pricer.shipped.cost(
                of: usage, model: prefix + id, region: region, at: now, tier: PriceTier(rawValue: served) ?? .standard)
            if let total = cost.total {
                #expect(total <= limit, "\(prefix)\(id) from \(region), \(tier) served \(served): \(usage)")
            }
        }
    }

    @Test("A bound is the dearest way to bill: cache writes, long context, the tier or the standard one")
    func dearest() throws {
        let write = try JSONValue.parse(#"{"system": [{"cachePoint": {"type": "default", "ttl": "1h"}}]}"#)
        let sonnet = "global.anthropic.claude-sonnet-5"
        let plain = try JSONValue.parse(#"{"messages": []}"#)
        func bound(_ model: String, _ input: Int64, _ request: JSONValue?) -> String? {
            self.bound(
                BoundRequest(
                    model: model, region: "us-east-1", inputTokens: input, maximumOutputTokens: 100, request: request)
            ).total?.usd
        }
        #expect(bound(sonnet, 1_000, plain) == "0.003")
        #expect(bound(sonnet, 1_000, write) == "0.005")
        #expect(bound(sonnet, 1_000, nil) == "0.005")
        #expect(bound("global.anthropic.claude-haiku-5-5", 100_001, plain) == "0.0502505")
        #expect(bound("global.openai.gpt-6-sol", 1_000, plain) == "0.0035")
        let flex = try JSONValue.parse(#"{"serviceTier": {"type": "flex"}}"#)
        let priority = try JSONValue.parse(#"{"serviceTier": {"type": "priority"}}"#)
        #expect(bound("amazon.nova-pro-v1:0", 1_000, flex) == "0.00112")
        #expect(bound("amazon.nova-pro-v1:0", 1_000, priority) == "0.00196")
    }

    @Test("Images, video and queries are bounded by what the request asks for")
    func units() throws {
        func bound(_ model: String, _ request: String) throws -> String? {
            self.bound(BoundRequest(model: model, request: try JSONValue.parse(request))).total?.usd
        }
        #expect(try bound("amazon.nova-canvas-v1:0", #"{"imageGenerationConfig": {"numberOfImages": 3}}"#) == "0.12")
        #expect(try bound("amazon.nova-canvas-v1:0", "{}") == "0.04")
        #expect(try bound("amazon.nova-reel-v1:1", #"{"videoGenerationConfig": {"durationSeconds": 6}}"#) == "0.48")
        #expect(try bound("amazon.nova-reel-v1:1", "{}") == nil)
        #expect(try bound("cohere.rerank-v3-5:0", #"{"query": "q", "documents": ["a"]}"#) == "0.002")
        #expect(try bound("twelvelabs.pegasus-1-2-v1:0", #"{"inputPrompt": "p"}"#) == nil)
        #expect(self.bound(BoundRequest(model: "amazon.nova-canvas-v1:0", inputTokens: 0)).total == nil)
    }

    @Test("Text is bounded by its bytes, and by those of its normal forms")
    func text() throws {
        func bound(_ text: String) throws -> Money {
            let request = #"{"messages": [{"role": "user", "content": [{"text": "\#(text)"}]}]}"#
            let cost = self.bound(
                BoundRequest(
                    model: "global.anthropic.claude-sonnet-5", maximumOutputTokens: 0,
                    request: try JSONValue.parse(request)))
            return try #require(cost.total)
        }
        let short = try bound("")
        #expect(try bound(String(repeating: "a", count: 1_000)) - short == Money(usd: "0.002"))
        #expect(try bound(String(repeating: "\u{FDFA}", count: 10)) - short == Money(usd: "0.00066"))
    }

    @Test(
        "What a request's bytes say nothing about is bounded by the model alone",
        arguments: [
            #"{"document": {"source": {"bytes": "aGk="}}}"#, #"{"video": {"source": {"bytes": "aGk="}}}"#,
            #"{"type": "document", "source": {"type": "base64", "data": "aGk="}}"#,
            #"{"type": "file", "file": {"file_data": "aGk="}}"#,
        ])
    func unboundedContent(block: String) throws {
        let request = try JSONValue.parse(#"{"messages": [{"role": "user", "content": [\#(block)]}]}"#)
        let cost = bound(
            BoundRequest(model: "global.anthropic.claude-sonnet-4-6", maximumOutputTokens: 0, request: request))
        let limit = try #require(Pricer.shipped.card.models["anthropic.claude-sonnet-4-6"]?.maximumInputTokens)
        #expect(cost.usage[.input] == Quantity(limit))
    }

    @Test(
        "A call that cannot be bounded says why",
        arguments: [
            (BoundRequest(model: "acme.thinker-v9", inputTokens: 1, maximumOutputTokens: 1), "has no model"),
            (BoundRequest(model: "amazon.titan-text-lite-v1", inputTokens: -1, maximumOutputTokens: 1), "negative"),
            (BoundRequest(model: "global.anthropic.claude-sonnet-5", maximumOutputTokens: 1), "input tokens"),
            (BoundRequest(model: "twelvelabs.marengo-embed-3-0-v1:0", inputTokens: 1), "more than tokens"),
            (
                BoundRequest(
                    model: "anthropic.claude-opus-4-7", region: "us-gov-west-1", inputTokens: 1, maximumOutputTokens: 1),
                "no input rate"
            ),
        ])
    func refusals(request: BoundRequest, words: String) {
        let cost = bound(request)
        #expect(cost.total == nil)
        #expect(cost.reason?.contains(words) == true, "\(cost.reason ?? "no reason")")
    }
}
