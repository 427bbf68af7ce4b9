import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import LedgerSQLite

@Suite("Pages of calls that were recorded in another order than they were made in")
struct ScatteredCallTests {
    @Test(
        "The calls of an hour are found wherever they stand, once and in the order of recording",
        arguments: [1, 7, 100])
    func hours(limit: Int) async throws {
        let temporary = try await TemporaryLedger()
        let hour: Int64 = 3_600_000
        // Twenty calls of each of forty hours, the hours taking turns.
        let calls = (0..<800).map { number in
            Call.sample("c\(number)", at: ManualClock.start.advanced(byMilliseconds: Int64(number % 40) * hour))
        }
        _ = try await temporary.ledger.record(calls)
        let last = try await temporary.ledger.lastSequence()
        for index: Int64 in [0, 17, 39] {
            let start = ManualClock.start.advanced(byMilliseconds: index * hour)
            let filter = CallFilter(since: start, until: start.advanced(byMilliseconds: hour))
            var found: [RecordedCall] = []
            while true {
                let page = try await temporary.ledger.calls(
                    filter, after: found.last?.sequence ?? 0, through: last, limit: limit)
                if page.isEmpty { break }
                found += page
            }
            #expect(found.map(\.call.id) == stride(from: Int(index), to: 800, by: 40).map { "c\($0)" })
        }
        await temporary.ledger.close()
    }

    @Test(
        "Calls count as scattered where few of those between the first and the last are meant",
        arguments: [
            (1...100, 100, false), (1...100, 20, false), (1...1000, 100, true),
        ] as [(ClosedRange<Int64>, Int64, Bool)])
    func scattered(bounds: ClosedRange<Int64>, calls: Int64, isScattered: Bool) {
        var range = SequenceBounds(from: nil, to: nil, through: 1000)
        range.bounds = bounds
        range.calls = calls
        #expect(range.isScattered == isScattered)
    }
}
