import Pricing
import Testing

@Suite("A cost that its caller states is kept to the last digit")
struct StatedCostTests {
    @Test("The cost is what was stated", arguments: ["0", "0.000000000001", "0.012345678901", "12.5", "10000"])
    func exact(usd: String) throws {
        let amount = try #require(Money(usd: usd))
        let cost = try #require(Cost.stated(amount, model: "gpt", usage: Usage(input: 7)))
        #expect(cost.total == amount)
        #expect(cost.breakdown.other == amount)
        #expect(cost.usage.tokens(.input) == 7)
        #expect(cost.ratesVersion == "stated")
    }

    @Test("What cannot be is not stated", arguments: ["-0.01", "10000.000000000001"])
    func range(usd: String) throws {
        let amount = try #require(Money(usd: usd))
        #expect(Cost.stated(amount, model: "gpt") == nil)
    }

    @Test("No rate card prices what was stated, so that no re-pricing changes it")
    func repricing() throws {
        let dollar = Money(picodollars: Money.picodollarsPerDollar)
        let stated = try #require(Cost.stated(dollar, model: "gpt", usage: Usage(input: 7)))
        let pricer = Pricer(card: try .shipped())
        let again = pricer.cost(of: stated.usage, model: "amazon.nova-micro-v1:0", region: "us-east-1", at: .now())
        #expect(again.status == .unpriced)
        #expect(again.total == nil)
    }
}
