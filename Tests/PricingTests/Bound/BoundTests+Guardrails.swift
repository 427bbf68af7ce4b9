import LosslessJSON
import Pricing
import Testing

@Suite("The bound of a call with a guardrail")
struct GuardrailBoundTests {
    private static let model = "global.anthropic.claude-sonnet-5"

    private func bound(_ json: String, pricer: Pricer = .shipped) throws -> Cost {
        pricer.bound(of: BoundRequest(model: Self.model, request: try JSONValue.parse(json)))
    }

    @Test(
        "A guardrail is bounded wherever the request names it",
        arguments: [
            #"{"guardrailConfig": {"guardrailIdentifier": "g"}, "inferenceConfig": {"maxTokens": 10}, "messages": []}"#,
            #"{"guardrailIdentifier": "g", "body": {"max_tokens": 10, "messages": []}}"#,
            #"{"body": {"max_tokens": 10, "messages": []}, "headers": {"X-Amzn-Bedrock-GuardrailIdentifier": "g"}}"#,
        ])
    func named(json: String) throws {
        let cost = try bound(json)
        let items: Set<BilledItem> = [
            .guardrailContent, .guardrailTopic, .guardrailWord, .guardrailSensitiveInformation,
            .guardrailContextualGrounding, .guardrailAutomatedReasoning,
        ]
        #expect(items.isSubset(of: Set(cost.lines.map(\.item))))
        #expect(cost.breakdown.other > .zero)
        var card = Pricer.shipped.card
        card.guardrails = [:]
        let unknown = try bound(json, pricer: Pricer(card: card))
        #expect(unknown.total == nil)
        #expect(unknown.reason?.contains("guardrail") == true)
    }

    @Test("Every text unit that can be begun is in the bound, and every image", arguments: UInt64(1)...20)
    func units(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let texts = (0..<Int.random(in: 1...5, using: &random)).map { _ in
            String(
                repeating: ["a", "é", "検", "\u{FDFA}", "😀"].randomElement(using: &random) ?? "a",
                count: .random(in: 0...2_500, using: &random))
        }
        let blocks = texts.map { #"{"text": "\#($0)"}"# } + [#"{"image": {"source": {"bytes": "aGk="}}}"#]
        let output = Int64.random(in: 1...3_000, using: &random)
        let cost = try bound(
            #"{"guardrailConfig": {"guardrailIdentifier": "g"}, "inferenceConfig": {"maxTokens": \#(output)}, "#
                + #""messages": [{"role": "user", "content": [\#(blocks.joined(separator: ","))]}]}"#)
        // Each block by itself, and every token of the answer as long as tokens get.
        let input = texts.reduce(0) { $0 + ($1.unicodeScalars.count + 999) / 1_000 }
        let most = Int64(input) + (output * 128 + 999) / 1_000
        #expect(cost.usage[.guardrailContent] >= Quantity(most))
        #expect(cost.usage[.guardrailContentImage] == Quantity(1))
    }

    @Test("A request without a guardrail is bounded without one")
    func none() throws {
        #expect(try bound(#"{"inferenceConfig": {"maxTokens": 10}, "messages": []}"#).breakdown.other == .zero)
    }
}
