import Testing

@testable import Pricing

@Suite("What a call used")
struct UsageTests {
    @Test(
        "A usage says the same whichever way it is looked at, and is equal where its quantities are", arguments: 0..<50)
    func views(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var usage = Usage()
        var model: [BilledItem: Quantity] = [:]
        for _ in 0..<40 {
            let item = BilledItem.allCases[Int(random.next() % UInt64(BilledItem.allCases.count))]
            let quantity = Quantity(millionths: random.next() % 3 == 0 ? 0 : Int128(random.next()))
            usage[item] = quantity
            model[item] = quantity == .zero ? nil : quantity
        }
        #expect(usage.quantities == model, "seed \(seed)")
        #expect(usage.items == BilledItem.allCases.filter { model[$0] != nil }, "seed \(seed)")
        #expect((usage.count, usage.isEmpty) == (model.count, model.isEmpty), "seed \(seed)")
        for item in BilledItem.allCases { #expect(usage[item] == model[item] ?? .zero, "seed \(seed)") }
        var again = Usage()
        for (item, quantity) in model { again[item] = quantity }
        #expect(again == usage && again.hashValue == usage.hashValue, "seed \(seed)")
        again[.query] = Quantity(millionths: again[.query].millionths + 1)
        #expect(again != usage, "seed \(seed)")
    }

    @Test("Every item has a bit of its own in a set of items")
    func bits() {
        #expect(Set(BilledItem.allCases.map { BilledItemSet($0).rawValue }).count == BilledItem.allCases.count)
        for item in BilledItem.allCases {
            let others = BilledItemSet(BilledItem.allCases.filter { $0 != item })
            #expect(BilledItemSet(item).contains(item) && !others.contains(item))
        }
    }

    @Test(
        "A cost of 64 bits is that of 128 bits",
        arguments: [
            0, 1, 999_999, 1_000_000, 1_000_001, 7_000_000, -3_000_000, Int128(Int64.max), Int128(Int64.max) + 1,
        ])
    func products(millionths: Int128) {
        for rate in [0, 1, 3_000_000, 144_375, Int128(Int64.max), Int128(Int64.max) * 4] {
            let (product, overflow) = millionths.multipliedReportingOverflow(by: rate)
            let expected = overflow || product % 1_000_000 != 0 ? nil : Money(picodollars: product / 1_000_000)
            #expect(Rate(picodollarsPerUnit: rate).cost(of: Quantity(millionths: millionths)) == expected)
        }
        #expect(Int128(Quantity(millionths: millionths).whole) == min(millionths / 1_000_000, Int128(Int64.max)))
    }
}
