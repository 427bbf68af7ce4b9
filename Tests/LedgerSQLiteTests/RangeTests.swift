import Ledger
import LedgerSimulation
import Pricing
import SQLite
import Testing

@testable import LedgerSQLite

@Suite("Sums over any range of time are those of its calls")
struct RangeTests {
    private static let day: Int64 = 86_400_000
    private static let days: Int64 = 120

    /// Calls of sixty series over four months, many of them at the very edges of hours, days and months.
    private static func calls(_ random: inout SplitMix64) -> [Call] {
        (0..<600).map { number in
            var offset = Int64(random.next() % UInt64(days * day))
            switch random.next() % 4 {
            case 0: offset -= offset % 3_600_000
            case 1: offset -= offset % day + 1
            default: break
            }
            let at = Timestamp(milliseconds: ManualClock.start.startOfMonth.milliseconds + offset)
            var call = Call.sample("c\(number)", dollars: Int64(random.next() % 1000), at: at)
            call.attribution.team = "team-\(random.next() % 20)"
            call.attribution.callsite = "site-\(random.next() % 3)"
            call.cost.model = "model-\(random.next() % 4)"
            return call
        }
    }

    /// A moment in or around the season, half of the time at the start of a stretch.
    private static func moment(_ random: inout SplitMix64) -> Timestamp? {
        let offset = Int64(random.next() % UInt64((days + 40) * day)) - 20 * day
        let moment = Timestamp(milliseconds: ManualClock.start.startOfMonth.milliseconds + offset)
        return switch random.next() % 8 {
        case 0: nil
        case 1: moment.startOfHour
        case 2: moment.startOfDay
        case 3: moment.startOfMonth
        default: moment
        }
    }

    @Test("Random ranges, filters and groupings", arguments: UInt64(1)...6)
    func randomRanges(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let calls = Self.calls(&random)
        let temporary = try await TemporaryLedger()
        let outcomes = try await temporary.ledger.record(calls)
        #expect(outcomes.allSatisfy { $0 == .recorded })
        for step in 0..<150 {
            var filter = CallFilter(since: Self.moment(&random), until: Self.moment(&random))
            if let since = filter.since, let until = filter.until, since > until {
                (filter.since, filter.until) = (until, since)
            }
            // One team is few of all series, and is looked up; one callsite is many, and is searched for.
            if random.next() % 2 == 0 { filter.team = "team-\(random.next() % 21)" }
            if random.next() % 4 == 0 { filter.model = "model-\(random.next() % 5)" }
            if random.next() % 4 == 0 { filter.callsite = "site-\(random.next() % 3)" }
            let groupings: [[SpendKey]] = [
                [], [.callsite], [.month], [.day, .team], [.hour], [.team], [.model], [.day, .model], [.hour, .team],
                [.month, .model], [.team, .model],
            ]
            let keys = groupings[Int(random.next() % UInt64(groupings.count))]
            var sums: [[String?]: SpendFigures] = [:]
            for call in calls where filter.includes(call) {
                var figures = SpendFigures()
                figures.calls = 1
                figures.breakdown.other = call.cost.breakdown.other
                sums[keys.map { $0.value(of: call) }, default: SpendFigures()] += figures
            }
            let report = try await temporary.ledger.spend(by: keys, filter: filter)
            let answered = Dictionary(report.rows.map { ($0.key, $0.figures) }, uniquingKeysWith: { first, _ in first })
            #expect(report.rows.count == sums.count, "seed \(seed), step \(step): \(filter)")
            try #require(answered == sums, "seed \(seed), step \(step): \(filter), by \(keys.map(\.name))")
        }
        #expect(try await temporary.ledger.verify().findings == [])
        await temporary.ledger.close()
    }

    @Test("A filter that lets few series through is answered by looking them up, and another is not")
    func few() async throws {
        var random = SplitMix64(seed: 1)
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.record(Self.calls(&random))
        let counts = try await temporary.ledger.read { database in
            try [CallFilter(team: "team-3"), CallFilter(callsite: "site-1"), CallFilter()].map { filter in
                try database.fewSeries(filter, where: database.seriesMatcher(filter))?.count
            }
        }
        #expect(counts == [11, nil, nil])
        await temporary.ledger.close()
    }

    @Test("The sum of a damaged row, or of a damaged series, is damaged too when sums are made of finer ones")
    func damagedRows() async throws {
        let temporary = try await TemporaryLedger()
        _ = try await temporary.ledger.record([.sample("a")])
        let connection = try Connection(path: temporary.path, access: .readWrite, busyTimeoutMilliseconds: 1000)
        let sums: [(Rollup, Rollup, [SpendKey])] = [
            (.month, .day, [.callsite]), (.teamHour, .hour, [.team, .hour]), (.teamDay, .day, [.team]),
            (.modelHour, .hour, [.hour]), (.modelDay, .day, [.model]),
        ]
        func calls(_ rollup: Rollup, _ finer: Rollup, _ keys: [SpendKey]) async throws -> Int64 {
            try connection.execute("DELETE FROM \(rollup.table)")
            try DerivedSums(connection: connection).fill(rollup, from: finer)
            return try await temporary.ledger.spend(by: keys, filter: CallFilter()).total.calls
        }
        for (rollup, finer, keys) in sums { #expect(try await calls(rollup, finer, keys) == 1, "\(rollup)") }
        try connection.execute("UPDATE rollup_hour SET calls = 7; UPDATE rollup_day SET calls = 7")
        for (rollup, finer, keys) in sums {
            #expect(await failure { _ = try await calls(rollup, finer, keys) } == .damaged, "\(rollup)")
        }
        try connection.execute("UPDATE rollup_hour SET calls = 1; UPDATE rollup_day SET calls = 1")
        try connection.execute("UPDATE series SET checksum = checksum + 1")
        for (rollup, finer, keys) in sums.dropFirst() {
            #expect(await failure { _ = try await calls(rollup, finer, keys) } == .damaged, "\(rollup)")
        }
        await temporary.ledger.close()
    }
}
