import Pricing
import Testing

@Suite("The shipped card")
struct ShippedCardTests {
    private let card = Pricer.shipped.card

    private func current(_ model: ModelRates) throws -> [Price] {
        let now = try #require(Timestamp(iso8601: "2026-11-23"))
        return model.prices.filter { ($0.from.map { $0 <= now } ?? true) && ($0.until.map { now < $0 } ?? true) }
    }

    private func rate(_ price: Price, _ item: BilledItem) -> Int128? { price.rates[item]?.rate.picodollarsPerUnit }

    @Test("Every model has a price that holds on the card's day")
    func usable() throws {
        #expect(card.models.count == 175)
        for model in card.models.values {
            #expect(try !current(model).isEmpty, "\(model.id)")
            #expect(model.prices.allSatisfy { !$0.rates.isEmpty }, "\(model.id)")
        }
    }

    @Test("Every rate names its sources, and the card explains them")
    func evidence() {
        let rates = card.models.values.flatMap { $0.prices.flatMap(\.rates.values) } + card.guardrails.values
        #expect(rates.count > 2_000)
        for rate in rates {
            #expect(!rate.sources.isEmpty && rate.confidence != .unstated)
            #expect(rate.sources.allSatisfy { card.sources[$0] != nil })
        }
    }

    @Test("No rate is zero but those that the price list has at zero, which say so")
    func zeros() {
        for model in card.models.values {
            for price in model.prices {
                for (item, rate) in price.rates where rate.rate.picodollarsPerUnit == 0 {
                    #expect(item == .cacheWrite5m && model.id.hasPrefix("amazon.nova-"), "\(model.id) \(item)")
                    #expect(rate.note != nil, "\(model.id)")
                }
            }
        }
        let free = card.guardrails.filter { $0.value.rate.picodollarsPerUnit == 0 }.keys
        #expect(Set(free) == [.guardrailWord, .guardrailSensitiveInformationFree])
    }

    @Test("Regional prices are exactly 1.1 times the global ones, except where a source region decides")
    func regionalPremium() throws {
        var compared = 0
        for model in card.models.values where !model.id.hasPrefix("amazon.nova") {
            let prices = try current(model).filter { $0.partition == .commercial }
            for global in prices where global.coverage == .global {
                for regional in prices
                where regional.coverage == .regional && regional.tier == global.tier
                    && regional.aboveInputTokens == global.aboveInputTokens
                {
                    for (item, rate) in global.rates {
                        guard let other = self.rate(regional, item) else { continue }
                        #expect(other * 10 == rate.rate.picodollarsPerUnit * 11, "\(model.id) \(item)")
                        compared += 1
                    }
                }
            }
        }
        #expect(compared > 240)
    }

    @Test("Claude in GovCloud costs exactly 1.2 times the global price")
    func govCloud() throws {
        var compared = 0
        for model in card.models.values where model.id.hasPrefix("anthropic.") {
            let prices = try current(model)
            for global in prices where global.coverage == .global && global.tier == .standard {
                for gov in prices where gov.partition == .usGov && gov.aboveInputTokens == global.aboveInputTokens {
                    for (item, rate) in global.rates {
                        guard let other = self.rate(gov, item) else { continue }
                        #expect(other * 5 == rate.rate.picodollarsPerUnit * 6, "\(model.id) \(item)")
                        compared += 1
                    }
                }
            }
        }
        #expect(compared > 30)
    }

    @Test("Claude's batch rates are half of its standard ones, and it has none for the cache")
    func batch() throws {
        var compared = 0
        for model in card.models.values where model.id.hasPrefix("anthropic.") {
            let prices = try current(model)
            for batch in prices where batch.tier == .batch {
                #expect(batch.rates[.cacheRead] == nil && batch.rates[.cacheWrite5m] == nil, "\(model.id)")
                for standard in prices
                where standard.tier == .standard && standard.coverage == batch.coverage
                    && standard.partition == batch.partition && standard.aboveInputTokens == nil
                {
                    #expect(rate(standard, .input) == rate(batch, .input).map { $0 * 2 }, "\(model.id)")
                    #expect(rate(standard, .output) == rate(batch, .output).map { $0 * 2 }, "\(model.id)")
                    compared += 1
                }
            }
        }
        #expect(compared >= 15)
    }

    @Test("The long context never costs less than the short one")
    func longContext() throws {
        var compared = 0
        for model in card.models.values {
            for long in model.prices where long.aboveInputTokens != nil {
                for short in model.prices
                where short.aboveInputTokens == nil && short.tier == long.tier && short.coverage == long.coverage
                    && short.partition == long.partition && short.from == long.from && short.until == long.until
                {
                    for (item, rate) in short.rates where item.unit == .token {
                        #expect(self.rate(long, item) ?? 0 >= rate.rate.picodollarsPerUnit, "\(model.id) \(item)")
                        compared += 1
                    }
                }
            }
        }
        #expect(compared > 60)
    }

    @Test("A careful reader of the card finds nothing to ask about")
    func findings() throws {
        let findings = card.findings(at: try #require(Timestamp(iso8601: "2026-11-23")))
        #expect(findings.map { "\($0.model ?? ""): \($0.message)" } == [])
    }
}
