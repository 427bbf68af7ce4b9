import Pricing
import Testing

@Suite("Money")
struct MoneyTests {
    @Test(
        "An amount is written as it was read, without exponent or needless zeros",
        arguments: [
            ("0", "0"), ("-0", "0"), ("12.50", "12.5"), ("0.000000000001", "0.000000000001"), ("-0.25", "-0.25"),
            ("1e-6", "0.000001"), ("2.5E3", "2500"), ("+7", "7"), ("00012", "12"), (".5", "0.5"), ("5.", "5"),
            ("170000000000000000000000000", "170000000000000000000000000"),
        ])
    func roundTrip(text: String, written: String) {
        #expect(Money(usd: text)?.usd == written)
    }

    @Test(
        "What is no decimal amount is refused",
        arguments: [
            "", "-", ".", "1.2.3", "1,5", "$1", " 1", "1 ", "0x10", "1e", "1e1.5", "NaN", "inf", "--1", "1e41", "1e-41",
            "0.0000000000001", "1e-9223372036854775808", "1e9223372036854775807", "1e99999999999999999999",
            "1000000000000000000000000000000000000000", "١",
        ])
    func refusal(text: String) {
        #expect(Money(usd: text) == nil)
    }

    @Test("Any amount survives writing and reading")
    func anyAmount() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<2_000 {
            let shift = Int.random(in: 0..<63, using: &random)
            let picodollars = Int128(Int64.random(in: .min ... .max, using: &random) >> shift)
            let amount = Money(picodollars: picodollars * Int128.random(in: 1...1_000_000_000_000, using: &random))
            #expect(Money(usd: amount.usd) == amount)
        }
    }

    @Test("Sums and differences are exact and undo each other")
    func arithmetic() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<500 {
            let left = Money(picodollars: Int128(Int64.random(in: .min ... .max, using: &random)))
            let right = Money(picodollars: Int128(Int64.random(in: .min ... .max, using: &random)))
            #expect(left + right - right == left)
            #expect(left - right == -(right - left))
            #expect((left < right) == (left.picodollars < right.picodollars))
        }
    }

    @Test("A trillion dollars of the smallest parts adds up")
    func trillion() {
        let amount = Money(picodollars: 1_000_000_000_000 * Money.picodollarsPerDollar - 1)
        #expect(amount.usd == "999999999999.999999999999")
        #expect((amount + Money(picodollars: 1)).usd == "1000000000000")
        #expect("\(amount)" == "USD 999999999999.999999999999")
    }
}
