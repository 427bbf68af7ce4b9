import Testing

@testable import Retry

@Suite("Throughput meter")
struct ThroughputMeterTests {
    @Test("An even stream is measured at its rate, at any instant", arguments: [10_000, 13_700, 19_990, 45_000])
    func evenStream(milliseconds: Int) {
        var meter = ThroughputMeter(window: .seconds(10), at: .zero)
        for instant in stride(from: 0, to: milliseconds, by: 50) { meter.record(at: .milliseconds(instant)) }
        #expect((19.0...21.0).contains(meter.rate(at: .milliseconds(milliseconds))))
    }

    @Test("A young meter divides by its age, never by less than a second")
    func youngMeter() {
        var meter = ThroughputMeter(window: .seconds(10), at: .zero)
        for _ in 0..<4 { meter.record(at: .milliseconds(100)) }
        #expect(meter.rate(at: .milliseconds(100)) == 4)
        #expect(meter.rate(at: .seconds(2)) == 2)
    }

    @Test("What is long ago is forgotten")
    func forgets() {
        var meter = ThroughputMeter(window: .seconds(10), at: .zero)
        for _ in 0..<100 { meter.record(at: .seconds(5)) }
        #expect(meter.rate(at: .seconds(25)) == 0)
        #expect(meter.rate(at: .seconds(1_000_000)) == 0)
    }
}
