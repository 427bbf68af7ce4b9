import Pricing
import Testing

@testable import Dashboard

@Suite("Charts place amounts where they belong")
struct ChartTests {
    @Test(
        "A scale ends at a round amount in at most five steps",
        arguments: [
            ("0", "0.000000000001"), ("1", "1"), ("99", "100"), ("101", "150"), ("230", "250"), ("0.07", "0.08"),
            ("1000000", "1000000"), ("4.2", "5"),
        ])
    func scales(largest: String, end: String) {
        let scale = Scale(holding: [usd(largest)])
        #expect(scale.maximum == usd(end))
        #expect((2...6).contains(scale.ticks.count))
        #expect(scale.ticks.last == scale.maximum)
    }

    @Test("Places are in tenths, and held within the length")
    func places() {
        let scale = Scale(upTo: usd("3"))
        #expect(scale.place(usd("1"), on: 100).description == "33.3")
        #expect(scale.place(usd("3"), on: 100).description == "100")
        #expect(scale.place(usd("30"), on: 100).description == "100")
        #expect(scale.place(usd("-1"), on: 100).description == "0")
    }

    @Test(
        "Amounts are shown to the cent, with a sign and thousands",
        arguments: [
            ("0", "$0.00"), ("0.004", "<$0.01"), ("0.005", "$0.01"), ("12.345", "$12.35"),
            ("1234567.891", "$1,234,567.89"),
            ("-3.5", "−$3.50"), ("0.999", "$1.00"),
        ])
    func amounts(amount: String, shown: String) {
        #expect(usd(amount).amount == shown)
    }

    @Test(
        "Changes are signed, and say so where there was nothing before",
        arguments: [
            ("3", "2", "+50 %"), ("1.05", "1", "+5 %"), ("1", "2", "−50 %"), ("1", "0", "new"), ("0", "0", ""),
            ("1000000", "1", "> +9,995 %"),
        ])
    func changes(now: String, before: String, shown: String) {
        #expect(usd(now).change(from: usd(before)) == shown)
    }
}
