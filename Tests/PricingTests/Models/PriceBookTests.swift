import Testing

@testable import Pricing

@Suite("Prices that are remembered")
struct PriceBookTests {
    private static let regions = ["us-east-1", "eu-central-1", "ap-northeast-1", "us-gov-west-1", "cn-north-1"]
    private static let prefixes = ["", "us.", "eu.", "global.", "jp.", "us-gov."]

    @Test("A call costs the same whether its model was priced before, from other places and at other times, or not")
    func sameAsAnew() throws {
        let card = try RateCard.shipped()
        let pricer = Pricer(card: card)
        var random = SplitMix64(seed: 20_261_129)
        let models = card.models.keys.sorted()
        for number in 0..<3000 {
            let model = Self.prefixes.randomElement(using: &random) ?? ""
            let request = PricingRequest(
                model: model + (models.randomElement(using: &random) ?? ""),
                region: random.next() % 4 == 0 ? nil : Self.regions.randomElement(using: &random),
                at: Timestamp(milliseconds: 1_700_000_000_000 + Int64(random.next() % 150_000_000_000)),
                operation: random.next() % 5 == 0 ? .batch : .converse,
                reportedTokens: ReportedTokens(
                    input: Int64(random.next() % 400_000), output: 10, cacheRead: Int64(random.next() % 2) * 70))
            #expect(pricer.cost(of: request) == Pricer(card: card).cost(of: request), "number \(number)")
        }
    }

    @Test("The rate of a line is that which the card lists for model, scope, region and time")
    func sameAsTheCard() throws {
        let card = try RateCard.shipped()
        let pricer = Pricer(card: card)
        let times = ["2025-01-01", "2026-03-01", "2026-11-23", "2027-06-01"].compactMap { Timestamp(iso8601: $0) }
        var found = 0
        for model in card.models.values {
            for (prefix, scope) in [("", PriceScope.inRegion), ("us.", .geo), ("global.", .global)] {
                for region in Self.regions where AWSPartition(region: region) != .other {
                    for at in times {
                        for item in [BilledItem.input, .output, .cacheRead, .cacheWrite1h] {
                            var usage = Usage()
                            usage[item] = Quantity(1)
                            let cost = pricer.cost(of: usage, model: prefix + model.id, region: region, at: at)
                            let listed = model.rate(of: item, scope: scope, region: region, at: at)
                            #expect(cost.lines.first?.rate == listed?.rate, "\(prefix)\(model.id) \(region) \(item)")
                            found += listed == nil ? 0 : 1
                        }
                    }
                }
            }
        }
        #expect(found > 1000)
    }

    @Test("More models than are remembered are priced all the same")
    func bounded() throws {
        let card = try RateCard.shipped()
        let model = try #require(card.models.keys.filter { $0.contains("claude") }.min())
        let profiles = Dictionary(
            uniqueKeysWithValues: (0..<3000).map {
                ("arn:aws:bedrock:us-east-1:1:application-inference-profile/\($0)", "us." + model)
            })
        let pricer = Pricer(card: card, inferenceProfiles: profiles)
        let usage = Usage(input: 1000)
        let expected = pricer.cost(of: usage, model: "us." + model, region: "us-east-1", at: card.published)
        for arn in profiles.keys {
            let cost = pricer.cost(of: usage, model: arn, region: nil, at: card.published)
            #expect(cost.lines == expected.lines && cost.total != nil)
        }
    }
}
