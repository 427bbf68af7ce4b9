import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import LedgerReports

@Suite("Figures that are written as bytes are those that are written as text")
struct FigureBytesTests {
    private func written(_ write: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        write(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func buffered(_ write: (inout RowBuffer) -> Void) -> String {
        var buffer = RowBuffer(capacity: 40)
        write(&buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test("Amounts", arguments: UInt64(1)...3)
    func amounts(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let edges: [Int128] = [
            0, 1, -1, 10, 999_999_999_999, 1_000_000_000_000, -1_000_000_000_001, Int128(UInt64.max),
            Int128(UInt64.max) + 1, -Int128(UInt64.max) - 1, .max / 2,
        ]
        let others = (0..<500).map { _ in Int128(Int64(bitPattern: random.next() >> (random.next() % 64))) }
        for amount in (edges + others).map({ Money(picodollars: $0) }) {
            #expect(written { $0.append(usd: amount) } == amount.usd)
            guard let picodollars = Int64(exactly: amount.picodollars) else { continue }
            #expect(buffered { $0.append(usd: picodollars) } == amount.usd)
        }
    }

    @Test(
        "Whole numbers",
        arguments: [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 12_345, -1, 1_234_567, Int64.max, .min])
    func numbers(number: Int64) {
        #expect(written { $0.append(decimal: number) } == String(number))
        #expect(buffered { $0.append(decimal: number) } == String(number))
    }

    @Test("Moments", arguments: UInt64(1)...3)
    func moments(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let edges = [Timestamp.earliest, .latest, Timestamp(milliseconds: 0), Timestamp(milliseconds: -1)]
        let range = UInt64(Timestamp.latest.milliseconds - Timestamp.earliest.milliseconds)
        let others = (0..<500).map { number in
            let moment = Timestamp.earliest.advanced(byMilliseconds: Int64(random.next() % range))
            return number % 2 == 0 ? moment : moment.startOfHour
        }
        var buffer = RowBuffer(capacity: 40)
        for moment in edges + others {
            #expect(written { $0.append(iso8601: moment) } == moment.iso8601)
            let start = buffer.count
            buffer.makeRoom(for: 40)
            buffer.append(iso8601: moment.milliseconds)
            #expect(String(decoding: buffer.bytes[start...], as: UTF8.self) == moment.iso8601)
        }
    }

    @Test("A row has the cells that its members have", arguments: UInt64(1)...3)
    func rows(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let texts = ["plain", "a,b", "=1+1", "\"q\"", "\u{FF1D}x", "é", "-", "line\nbreak", "x\0y", "@"]
        func text() -> String { texts[Int(random.next() % UInt64(texts.count))] }
        for number in 0..<400 {
            let usage = Usage(input: Int64(random.next() % 5), output: Int64(random.next() % 1000))
            var call = Call(
                id: "c\(number)", at: ManualClock.start, attribution: Attribution(team: text(), callsite: text()),
                requestedModel: text(), region: random.next() % 2 == 0 ? nil : text(), operation: .converse,
                status: .succeeded,
                cost: Cost(status: .priced, model: "m", scope: nil, usage: usage, ratesVersion: "v", reason: text()))
            if random.next() % 2 == 0 { call.attribution.tags = [text(): text(), "k": text()] }
            if random.next() % 3 == 0 { call.cost.usage[.query] = Quantity(3) }
            let breakdown = random.next() % 4 == 0 ? nil : CostBreakdown.zero
            let row = CallRow(
                RecordedCall(sequence: 1, call: call, breakdown: breakdown, isEstimated: number % 2 == 0))
            var fast = CSVWriter()
            row.write(into: &fast)
            var plain = CSVWriter()
            for cell in row.cells {
                switch cell {
                case .text(let text): plain.text(text)
                case .count(let count?): plain.number("\(count)")
                case .money(let money?): plain.number(money.usd)
                case .count(nil), .money(nil): plain.empty()
                case .flag(let flag): plain.number(flag)
                }
            }
            plain.endRow()
            #expect(fast.bytes == plain.bytes, "seed \(seed), row \(number)")
        }
    }
}
