import Ledger
import LedgerSimulation
import Pricing
import Synchronization
import Testing

@testable import LedgerReports

@Suite("Calls that are exported out of tables")
struct CallTableExportTests {
    private static let texts = [
        "plain", "a,b", "=1+1", "\"q\"", "\u{FF1D}x", "é", "-", "line\nbreak", "x\0y", "@", "7", "a!b", "tab\tbed", "",
    ]

    private static let amounts: [Int64] = [
        0, 1, 9, 10, 99, 100, 123_456, 999_999_999_999, 1_000_000_000_000, 1_500_000_000_000, .max, -1, -10, .min + 1,
    ]

    /// A plain call twice: as a row for a table, and as itself.
    private struct Plain {
        var row = CallTable.Row()
        var call: RecordedCall

        init(_ random: inout SplitMix64) {
            func pick<Element>(_ list: [Element]) -> Element { list[Int(random.next() % UInt64(list.count))] }
            let status = pick(Cost.Status.allCases)
            var call = Call(
                id: pick(texts) + "\(random.next() % 100)" + pick(texts), requestID: pick([nil, pick(texts)]),
                at: Timestamp(milliseconds: pick([0, -1, 1_795_939_194_760, 1_795_939_194_000, 253_402_300_799_999])),
                attribution: Attribution(
                    team: pick(texts), callsite: pick(texts), user: pick([nil, pick(texts)]),
                    tags: pick([[:], [pick(texts): pick(texts)]])),
                requestedModel: pick(texts), region: pick([nil, "r"]), operation: .converse, status: .succeeded,
                cost: Cost(
                    status: status, model: "m", scope: nil, ratesVersion: pick(texts), reason: pick([nil, pick(texts)])),
                latencyMilliseconds: pick([nil, 0, 12_345, .max]))
            row.input = pick(amounts)
            row.cacheRead = pick(amounts)
            row.cacheWrite5m = pick([0, 1, 2_000_000])
            row.cacheWrite1h = pick([0, 1, 2_000_000])
            row.output = pick(amounts)
            for (item, count) in [
                (BilledItem.input, row.input), (.cacheRead, row.cacheRead), (.cacheWrite5m, row.cacheWrite5m),
                (.cacheWrite1h, row.cacheWrite1h), (.output, row.output),
            ] {
                call.cost.usage[item] = Quantity(count)
            }
            var breakdown = CostBreakdown()
            row.freshInputCost = pick([0, 7, 123_000_000_000])
            row.outputCost = pick(amounts.filter { $0.magnitude < .max / 2 })
            row.cost = row.freshInputCost + row.outputCost
            breakdown.freshInput = Money(picodollars: Int128(row.freshInputCost))
            breakdown.output = Money(picodollars: Int128(row.outputCost))
            row.at = call.at.milliseconds
            row.latency = call.latencyMilliseconds
            row.overshoot = pick(amounts)
            row.isEstimated = pick([true, false])
            row.hasReservation = pick([true, false])
            self.call = RecordedCall(
                sequence: 1, call: call, breakdown: status == .priced ? breakdown : nil,
                isEstimated: row.isEstimated, reservationID: row.hasReservation ? call.id : nil,
                overshoot: Money(picodollars: Int128(row.overshoot)))
        }
    }

    @Test("A row of a table is written as the call itself is, to the byte", arguments: UInt64(1)...4)
    func bytes(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let formatter = CallFormatter()
        for page in 0..<3 {
            var table = CallTable()
            var expected = CSVWriter()
            var kept: [Int] = []
            for _ in 0..<300 {
                let plain = Plain(&random)
                CallRow(plain.call).write(into: &expected)
                if random.next() % 8 == 0 {
                    table.append(plain.call)
                } else {
                    kept.append(table.add(CallTemplate(plain.call.call)))
                    var id = plain.call.call.id
                    id.withUTF8 { id in
                        var requestID = plain.call.call.requestID ?? ""
                        requestID.withUTF8 {
                            table.append(
                                plain.row, like: kept.count - 1, id: UnsafeRawBufferPointer(id),
                                requestID: plain.call.call.requestID == nil ? nil : UnsafeRawBufferPointer($0))
                        }
                    }
                }
            }
            #expect(table.count == 300)
            let written = formatter.csv(table)
            let (left, right) = (
                String(decoding: written, as: UTF8.self), String(decoding: expected.bytes, as: UTF8.self)
            )
            for (left, right) in zip(left.split(separator: "\r\n"), right.split(separator: "\r\n")) where left != right
            {
                Issue.record("seed \(seed), page \(page):\n\(left)\n\(right)")
                return
            }
            #expect(written == expected.bytes, "seed \(seed), page \(page)")
        }
    }

    /// A ledger that counts the tables that are read from it, and answers the first of them last.
    private final class TableStore: ForwardingStore {
        let store: any LedgerStore
        let tables = Atomic(0)

        init(_ store: any LedgerStore) { self.store = store }

        func callTable(
            _ filter: CallFilter, in sequences: ClosedRange<Int64>
        ) async throws(LedgerError) -> CallTable {
            tables.add(1, ordering: .relaxed)
            for _ in 0..<(sequences.lowerBound == 1 ? 200 : 0) { await Task.yield() }
            var table = CallTable()
            for call in try await store.calls(
                filter, after: sequences.lowerBound - 1, through: sequences.upperBound, limit: 10_000)
            {
                table.append(call)
            }
            return table
        }
    }

    private static func call(_ id: String, team: String) -> Call {
        Call(
            id: id, at: ManualClock.start, attribution: Attribution(team: team, callsite: "s"), requestedModel: "m",
            region: nil,
            operation: .converse, status: .succeeded,
            cost: Cost(status: .unpriced, model: "m", scope: nil, ratesVersion: "v"))
    }

    private func filled(_ count: Int) async throws -> TableStore {
        let memory = MemoryLedger { ManualClock.start }
        for start in stride(from: 0, to: count, by: 5000) {
            _ = try await memory.record(
                (start..<min(start + 5000, count)).map { Self.call("c\($0)", team: $0 % 3 == 0 ? "a" : "b") })
        }
        return TableStore(memory)
    }

    @Test("Pages come in order, however long each takes, and no more than six are held")
    func order() async throws {
        let pages = 10
        let count = pages * Int(CallTablePages.pageSize) - 7
        let store = try await filled(count)
        var next = 0
        var taken = 0
        let written = try await CallExport(store: store, filter: CallFilter(), format: .csv).write { bytes in
            guard next > 0 || taken > 0 || !bytes.starts(with: Array("call_id".utf8)) else { return }
            taken += 1
            #expect(store.tables.load(ordering: .relaxed) < taken + CallTablePages.pagesHeld)
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n") {
                try #require(line.hasPrefix("c\(next),"))
                next += 1
            }
        }
        #expect((next, taken, Int(written)) == (count, pages, count))
        #expect(store.tables.load(ordering: .relaxed) == pages)
    }

    @Test("A filter narrows every page, and empty pages are not handed out")
    func filtered() async throws {
        let store = try await filled(9000)
        var pieces = 0
        let written = try await CallExport(store: store, filter: CallFilter(team: "a"), format: .csv).write { _ in
            pieces += 1
        }
        #expect((written, pieces) == (3000, 4))
        let none = try await CallExport(store: store, filter: CallFilter(team: "c"), format: .csv).write { _ in
            pieces += 1
        }
        #expect((none, pieces) == (0, 5))
    }

    @Test("What the output throws ends the export, with pages under way")
    func failingOutput() async throws {
        let store = try await filled(9000)
        var pieces = 0
        await #expect(throws: CancellationError.self) {
            try await CallExport(store: store, filter: CallFilter(), format: .csv).write { _ in
                pieces += 1
                if pieces == 2 { throw CancellationError() }
            }
        }
        #expect(pieces == 2)
    }

    @Test("A range of more calls than a page may have is refused", arguments: [1...10_001, 0...5, -7 ... -1])
    func ranges(range: ClosedRange<Int64>) async throws {
        let memory = MemoryLedger { ManualClock.start }
        await #expect(throws: LedgerError.self) { _ = try await memory.callTable(CallFilter(), in: range) }
        #expect(try await memory.callTable(CallFilter(), in: 1...10_000).count == 0)
    }
}
