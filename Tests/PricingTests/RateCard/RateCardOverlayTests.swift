import Pricing
import Testing

@Suite("Overlays and age")
struct RateCardOverlayTests {
    private let overlay = #"""
        {"format": 1, "version": "ours", "published": "2026-12-01", "overlay": true,
         "guardrails": {"usd_per_unit": {"guardrail_topic": "0.0001"}},
         "inference_profiles": {"ours": "global.anthropic.claude-sonnet-5"},
         "models": [{"id": "anthropic.claude-sonnet-5", "prices": [
           {"usd_per_million_tokens": {"input": "1", "output": "4"}}]}]}
        """#

    private func pricer() throws -> Pricer {
        let upper = try RateCard.load(from: Array(overlay.utf8), name: "ours.json")
        #expect(upper.isOverlay)
        return Pricer(card: Pricer.shipped.card.overlaid(with: upper))
    }

    @Test("A model of the overlay replaces the whole model below it")
    func replacement() throws {
        let pricer = try pricer()
        let plain = try pricer.cost(
            ofLine: #"""
                {"model": "global.anthropic.claude-sonnet-5",
                 "response": {"usage": {"inputTokens": 1000, "outputTokens": 100}}}
                """#)
        #expect(plain.total?.usd == "0.0014")
        #expect(plain.ratesVersion == "2026-11-23+ours")
        let cached = try pricer.cost(
            ofLine: #"""
                {"model": "global.anthropic.claude-sonnet-5",
                 "response": {"usage": {"inputTokens": 1000, "outputTokens": 100, "cacheReadInputTokens": 5}}}
                """#)
        #expect(cached.status == .unpriced, "no old rate shines through")
    }

    @Test("What the overlay does not name stays")
    func rest() throws {
        let pricer = try pricer()
        let cost = try pricer.cost(
            ofLine: #"""
                {"model": "global.anthropic.claude-opus-5",
                 "response": {"usage": {"inputTokens": 1000, "outputTokens": 100}}}
                """#)
        #expect(cost.total?.usd == "0.0075")
        #expect(pricer.card.guardrails[.guardrailTopic]?.rate.usd == "0.0001")
        #expect(pricer.card.guardrails[.guardrailContent]?.rate.usd == "0.00015")
        #expect(pricer.modelID("ours") == "anthropic.claude-sonnet-5")
    }

    @Test("The younger of both dates counts")
    func published() throws {
        #expect(try pricer().card.published.iso8601 == "2026-12-01T00:00:00Z")
    }

    @Test(
        "A card is old from its ninety-first day",
        arguments: [
            ("2026-11-22", 0, false), ("2026-11-23", 0, false), ("2027-02-21", 90, false),
            ("2027-02-21T23:59:59Z", 90, false), ("2027-02-22", 91, true), ("2028-11-23", 731, true),
        ])
    func age(now: String, days: Int64, isOld: Bool) throws {
        let moment = try #require(Timestamp(iso8601: now))
        let card = Pricer.shipped.card
        #expect(card.age(at: moment) == days)
        #expect((card.stalenessWarning(at: moment) != nil) == isOld)
        if isOld { #expect(card.stalenessWarning(at: moment)?.contains("\(days) days old") == true) }
    }
}
