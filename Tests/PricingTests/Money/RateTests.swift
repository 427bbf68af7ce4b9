import Pricing
import Testing

@Suite("Rates and quantities")
struct RateTests {
    @Test("A rate of six decimals per million tokens is a whole number of picodollars per token")
    func perMillion() {
        #expect(Rate(usdPerMillion: "0.144375")?.picodollarsPerUnit == 144_375)
        #expect(Rate(usdPerMillion: "3")?.usd == "0.000003")
        #expect(Rate(usdPerMillion: "0.0000001") == nil)
        #expect(Rate(usdPerMillion: "-1") == nil)
        #expect(Rate(usdPerUnit: "0.04")?.usd == "0.04")
        #expect(Rate(usdPerUnit: "-0.04") == nil)
        #expect(Rate(usdPerUnit: "0.0000000000001") == nil)
    }

    @Test("Rate times quantity is exact, and splits without loss")
    func exactness() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<2_000 {
            let rate = Rate(picodollarsPerUnit: Int128.random(in: 0...500_000_000, using: &random))
            let first = Int64.random(in: 0...1 << 40, using: &random)
            let second = Int64.random(in: 0...1 << 40, using: &random)
            let whole = try #require(rate.cost(of: Quantity(first + second)))
            let parts = try #require(rate.cost(of: Quantity(first))) + #require(rate.cost(of: Quantity(second)))
            #expect(whole == parts)
            #expect(whole.picodollars == rate.picodollarsPerUnit * Int128(first + second))
        }
    }

    @Test("What would be rounded or overflow has no cost")
    func noRounding() {
        let odd = Rate(picodollarsPerUnit: 1)
        #expect(odd.cost(of: Quantity(millionths: 500_000)) == nil)
        #expect(odd.cost(of: Quantity(millionths: 3_000_000)) == Money(picodollars: 3))
        #expect(Rate(picodollarsPerUnit: .max).cost(of: Quantity(2)) == nil)
    }

    @Test(
        "Quantities are read exactly or not at all",
        arguments: [
            ("12", "12"), ("4.25", "4.25"), ("0.000001", "0.000001"), ("1e3", "1000"), ("-1", nil), ("0.0000001", nil),
            ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", nil), ("abc", nil), ("", nil),
        ] as [(String, String?)])
    func quantities(text: String, written: String?) {
        #expect(Quantity(text)?.text == written)
    }

    @Test("A decimal keeps its digits and scales only without loss")
    func decimals() throws {
        let decimal = try #require(ExactDecimal("-12.340"))
        #expect(decimal.coefficient == -12_340)
        #expect(decimal.exponent == -3)
        #expect(decimal.scaled(byPowerOfTen: 2) == -1_234)
        #expect(decimal.scaled(byPowerOfTen: 1) == nil)
        #expect(decimal.scaled(byPowerOfTen: 60) == nil)
        #expect(ExactDecimal("0e40")?.scaled(byPowerOfTen: 60) == 0)
        #expect(ExactDecimal.text(of: -5, decimals: 3) == "-0.005")
        #expect(ExactDecimal.text(of: 5, decimals: 0) == "5")
        #expect(ExactDecimal.text(of: .min, decimals: 12) == "-170141183460469231731687303.715884105728")
    }
}
