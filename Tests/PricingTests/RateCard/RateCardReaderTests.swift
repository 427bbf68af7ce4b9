import Pricing
import Testing

@Suite("Reading a rate card")
struct RateCardReaderTests {
    /// A card of eleven lines whose parts a test can replace.
    private static let lines = [
        #"{"format": 1, "version": "mine", "published": "2026-11-23", "currency": "USD","#,
        #" "evidence": {"e1": {"confidence": "high", "sources": ["list"]}},"#,
        #" "guardrails": {"usd_per_unit": {"guardrail_topic": "0.0002"}},"#,
        #" "inference_profiles": {"arn:mine": "acme.text"},"#,
        #" "models": [{"id": "acme.text", "modality": ["text"], "max_output_tokens": 100,"#,
        #"   "prices": [{"scope": "global", "regions": ["us-east-1"], "from": "2026-01-01", "until": "2027-01-01","#,
        #"     "tier": "standard", "above_input_tokens": 1000,"#,
        #"     "when": {"max_width": 100},"#,
        #"     "usd_per_million_tokens": {"input": {"usd": "3", "evidence": "e1"}, "output": "15"},"#,
        #"     "usd_per_unit": {"output_image": "0.04"}}],"#,
        #"   "unresolved": [{"regions": ["eu-west-1"], "item": "input", "reason": "two sources"}]}]}"#,
    ]

    private static func load(_ text: String) throws(RateCardError) -> RateCard {
        try RateCard.load(from: Array(text.utf8), name: "mine.json")
    }

    @Test("Every field of the format is read")
    func everyField() throws {
        let card = try Self.load(Self.lines.joined(separator: "\n"))
        #expect(card.version == "mine")
        #expect(card.published.iso8601 == "2026-11-23T00:00:00Z")
        #expect(card.guardrails[.guardrailTopic]?.rate.usd == "0.0002")
        #expect(card.inferenceProfiles == ["arn:mine": "acme.text"])
        let model = try #require(card.models["acme.text"])
        #expect(model.maximumOutputTokens == 100)
        let price = try #require(model.prices.first)
        #expect(price.coverage == .global && price.regions == ["us-east-1"] && price.aboveInputTokens == 1000)
        #expect(price.condition?.maximumWidth == 100)
        #expect(price.rates[.input]?.confidence == .high)
        #expect(price.rates[.input]?.sources == ["list"])
        #expect(price.rates[.output]?.confidence == .unstated)
        #expect(price.rates[.outputImage]?.rate.usd == "0.04")
        #expect(model.unresolved.first?.item == .input)
        #expect(!card.isOverlay)
    }

    static let refusals: [(String, String, Int, String)] = [
        (#""format": 1"#, #""format": 2"#, 1, "format"),
        (#""format": 1"#, #""format": "1""#, 1, "format"),
        (#""format": 1, "#, "", 1, "format"),
        (#""version": "mine", "#, "", 1, "version"),
        (#""version": "mine""#, #""version": """#, 1, "version"),
        (#""version": "mine""#, #""version": "mine", "version": "yours""#, 1, "stands twice"),
        (#""published": "2026-11-23""#, #""published": "23.11.2026""#, 1, "published"),
        (#""currency": "USD""#, #""currency": "EUR""#, 1, "currency"),
        (#""currency": "USD""#, #""curency": "USD""#, 1, "curency"),
        (#""confidence": "high""#, #""confidence": "sure""#, 2, "evidence.e1.confidence"),
        (#""sources": ["list"]"#, #""sources": "list""#, 2, "evidence.e1.sources"),
        (#""guardrail_topic""#, #""guardrail_weather""#, 3, "guardrails.usd_per_unit.guardrail_weather"),
        (#""guardrail_topic": "0.0002""#, #""guardrail_topic": true"#, 3, "guardrails.usd_per_unit.guardrail_topic"),
        (#""arn:mine": "acme.text""#, #""arn:mine": 5"#, 4, "inference_profiles.arn:mine"),
        (#""id": "acme.text", "#, "", 5, "models[0]"),
        (#""modality": ["text"]"#, #""modalities": ["text"]"#, 5, "models[0].modalities"),
        (#""max_output_tokens": 100"#, #""max_output_tokens": 0"#, 5, "models[0].max_output_tokens"),
        (#""max_output_tokens": 100"#, #""max_output_tokens": 1.5"#, 5, "models[0].max_output_tokens"),
        (#""scope": "global""#, #""scope": "local""#, 6, "models[0].prices[0].scope"),
        (#""scope": "global""#, #""partition": "china""#, 6, "models[0].prices[0].partition"),
        (#""regions": ["us-east-1"]"#, #""regions": [1]"#, 6, "models[0].prices[0].regions[0]"),
        (#""until": "2027-01-01""#, #""until": "2026-01-01""#, 6, "models[0].prices[0].until"),
        (#""from": "2026-01-01""#, #""from": "soon""#, 6, "models[0].prices[0].from"),
        (#""tier": "standard""#, #""tier": "turbo""#, 7, "models[0].prices[0].tier"),
        (#""above_input_tokens": 1000"#, #""above_input_tokens": -1"#, 7, "models[0].prices[0].above_input_tokens"),
        (#""max_width": 100"#, #""max_length": 100"#, 8, "models[0].prices[0].when.max_length"),
        (#""usd": "3""#, #""usd": true"#, 9, "models[0].prices[0].usd_per_million_tokens.input.usd"),
        (#""usd": "3""#, #""usd": "-3""#, 9, "models[0].prices[0].usd_per_million_tokens.input.usd"),
        (#""usd": "3""#, #""usd": "3.0000001""#, 9, "models[0].prices[0].usd_per_million_tokens.input.usd"),
        (#""usd": "3""#, #""usd": "1e30""#, 9, "models[0].prices[0].usd_per_million_tokens.input.usd"),
        (#""usd": "3", "#, "", 9, "models[0].prices[0].usd_per_million_tokens.input"),
        (#""evidence": "e1"}"#, #""evidence": "e2"}"#, 9, "models[0].prices[0].usd_per_million_tokens.input.evidence"),
        (#""output": "15""#, #""ouput": "15""#, 9, "models[0].prices[0].usd_per_million_tokens.ouput"),
        (#""output": "15""#, #""output_image": "15""#, 9, "usd_per_million_tokens.output_image"),
        (#""output": "15""#, #""input": "15""#, 9, "stands twice"),
        (#""output_image": "0.04""#, #""input": "0.04""#, 10, "models[0].prices[0].usd_per_unit.input"),
        (#""item": "input", "#, "", 11, "models[0].unresolved[0]"),
        (#""item": "input""#, #""item": "words""#, 11, "models[0].unresolved[0].item"),
    ]

    @Test("A card with one mistake is refused with file, line and field", arguments: refusals)
    func refusal(part: String, replacement: String, line: Int, field: String) throws {
        let text = Self.lines.joined(separator: "\n")
        let range = try #require(text.firstRange(of: part))
        let error = try #require(throws: RateCardError.self) {
            try Self.load(text.replacingCharacters(in: range, with: replacement))
        }
        #expect(error.description.hasPrefix("mine.json:\(line): "))
        #expect(error.description.contains(field))
    }

    @Test(
        "What is no card is refused",
        arguments: [
            "", "[]", "null", "{", #"{"format": 1}"#, "\u{feff}",
            #"{"format": 1, "version": "v", "published": "2026-01-01"} x"#,
            #"{"format": 1, "version": "v", "published": "2026-01-01", "models": {}}"#,
            #"{"format": 1, "version": "v", "published": "2026-01-01", "models": [{"id": "a"}, {"id": "a"}]}"#,
            #"{"format": 1, "version": "v", "published": "2026-01-01", "models": [{"id": "a", "prices": [{}]}]}"#,
        ])
    func noCard(text: String) throws {
        let error = try #require(throws: RateCardError.self) { try Self.load(text) }
        #expect(error.description.hasPrefix("mine.json"))
    }

    @Test("A rate may be a number: its digits count, not their binary neighbour")
    func numberRate() throws {
        let text = Self.lines.joined(separator: "\n").replacing(#""usd": "3""#, with: #""usd": 0.144375"#)
        #expect(try Self.load(text).models["acme.text"]?.prices.first?.rates[.input]?.rate.usd == "0.000000144375")
    }

    @Test("A card without models is a card")
    func empty() throws {
        let card = try Self.load(#"{"format": 1, "version": "v", "published": "2026-01-01"}"#)
        #expect(card.models.isEmpty)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
