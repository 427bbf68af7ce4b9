import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let spend: [Case] = [
        Case("Spend can be grouped by every key, and a value that a call does not have is none") { bench in
            try await bench.record(
                .sample("a", .of(usd("3")), user: "ann", tags: ["env": "prod"], operation: .converseStream))
            try await bench.record(
                .sample(
                    "b", .of(usd("1"), model: "model.b"), at: moment("2026-12-01T00:00:00Z"), team: "ads",
                    callsite: "bid", tags: ["env": ""], region: nil))
            let expected: [(SpendKey, [String?])] = [
                (.team, ["search", "ads"]), (.callsite, ["index.build", "bid"]), (.user, ["ann", nil]),
                (.model, ["model.a", "model.b"]), (.region, ["eu-west-1", nil]),
                (.operation, ["converse_stream", "converse"]),
                (.hour, ["2026-11-23T10:00:00Z", "2026-12-01T00:00:00Z"]), (.day, ["2026-11-23", "2026-12-01"]),
                (.month, ["2026-11", "2026-12"]), (.tag("env"), ["prod", ""]),
            ]
            for (key, values) in expected {
                let report = try await bench.store.spend(by: [key], filter: CallFilter())
                #expect(report.keys == [key])
                #expect(report.rows.map { $0.key } == values.map { [$0] }, "\(key.name)")
                #expect(report.rows.map(\.figures.cost) == [usd("3"), usd("1")], "\(key.name)")
                #expect(report.total.cost == usd("4"))
            }
            let missing = try await bench.store.spend(by: [.tag("none")], filter: CallFilter())
            #expect(missing.rows.map(\.key) == [[nil]])
            let mixed = try await bench.store.spend(by: [.tag("env"), .month, .team], filter: CallFilter())
            #expect(mixed.rows.map(\.key) == [["prod", "2026-11", "search"], ["", "2026-12", "ads"]])
        },
        Case("Every filter lets through what has its value, and all of them together") { bench in
            try await bench.record(
                .sample("a", .of(usd("1")), user: "ann", tags: ["env": "prod", "x": "1"], operation: .rerank))
            try await bench.record(.sample("b", .of(usd("2"), model: "model.b"), team: "ads", region: "us-east-1"))
            try await bench.record(
                .sample("c", .of(usd("4")), callsite: "other", user: "bob", tags: ["env": "test"]))
            let filters: [(CallFilter, String)] = [
                (CallFilter(), "7"), (CallFilter(team: "search"), "5"), (CallFilter(team: "none"), "0"),
                (CallFilter(callsite: "other"), "4"), (CallFilter(user: "ann"), "1"),
                (CallFilter(model: "model.b"), "2"),
                (CallFilter(region: "eu-west-1"), "5"), (CallFilter(operation: .rerank), "1"),
                (CallFilter(tags: ["env": "prod"]), "1"), (CallFilter(tags: ["env": "prod", "x": "2"]), "0"),
                (CallFilter(team: "search", user: "bob", tags: ["env": "test"]), "4"),
                (CallFilter(team: "ads", user: "bob"), "0"),
            ]
            for (filter, amount) in filters {
                #expect(try await bench.total(filter).cost == usd(amount), "\(filter)")
                let calls = try await bench.allCalls(filter)
                #expect(calls.reduce(Money.zero) { $0 + ($1.breakdown?.total ?? .zero) } == usd(amount))
            }
        },
        Case("A range is inclusive at its start, exclusive at its end, to the millisecond") { bench in
            let start = moment("2026-11-23T08:17:23.456Z")
            let end = moment("2026-11-25T19:03:01.007Z")
            let times = [
                start.advanced(byMilliseconds: -1), start, start.advanced(byMilliseconds: 1),
                moment("2026-11-23T09:00:00Z"), moment("2026-11-24T12:00:00Z"), moment("2026-11-25T19:00:00Z"),
                end.advanced(byMilliseconds: -1), end, end.advanced(byMilliseconds: 1),
            ]
            for (number, at) in times.enumerated() {
                let amount = Money(picodollars: Int128(1) << Int128(number))
                try await bench.record(.sample("c\(number)", .of(amount), at: at))
            }
            #expect(try await bench.picodollars(CallFilter(since: start, until: end)) == 0b001111110)
            #expect(try await bench.picodollars(CallFilter(since: start)) == 0b111111110)
            #expect(try await bench.picodollars(CallFilter(until: end)) == 0b001111111)
            #expect(try await bench.picodollars(CallFilter(since: start, until: start)) == 0)
            #expect(
                try await bench.picodollars(CallFilter(since: end, until: moment("2027-01-01"), team: "search"))
                    == 0b110000000)
            let days = try await bench.store.spend(by: [.day], filter: CallFilter(since: start, until: end))
            #expect(days.from == start && days.to == end)
            #expect(days.rows.map { $0.figures.cost.picodollars } == [0b000001110, 0b000010000, 0b001100000])
            await bench.expect(.invalidInput) { _ = try await bench.picodollars(CallFilter(since: end, until: start)) }
        },
        Case("Rows stand in order of time, or the dearest first; ties by key, a missing value last") { bench in
            let calls: [(String, String, String?, String)] = [
                ("a", "x", "ann", "2026-11-03"), ("b", "y", nil, "2026-11-01"), ("c", "x", "bob", "2026-11-02"),
                ("d", "z", "ann", "2026-11-01"), ("e", "y", "bob", "2026-11-02"),
            ]
            for (id, team, user, day) in calls {
                let amount = team == "z" ? usd("10") : usd("1")
                try await bench.record(.sample(id, .of(amount), at: moment(day), team: team, user: user))
            }
            func keys(_ keys: SpendKey...) async throws -> [[String?]] {
                try await bench.store.spend(by: keys, filter: CallFilter()).rows.map(\.key)
            }
            #expect(try await keys(.team) == [["z"], ["x"], ["y"]])
            #expect(try await keys(.day) == [["2026-11-01"], ["2026-11-02"], ["2026-11-03"]])
            #expect(
                try await keys(.team, .user) == [
                    ["z", "ann"], ["x", "ann"], ["x", "bob"], ["y", "bob"], ["y", nil],
                ])
            #expect(try await keys(.month, .team) == [["2026-11", "x"], ["2026-11", "y"], ["2026-11", "z"]])
        },
        Case("A total is the sum of its rows and of the calls to the last digit, by every grouping") { bench in
            for number in 0..<300 {
                let tokens = Int64(number)
                let usage = Usage(
                    input: tokens * 31 + 1, cacheRead: tokens * 7, cacheWrite5m: tokens % 5,
                    cacheWrite1h: tokens % 3,
                    output: tokens * 3)
                var call = Call.sample(
                    "c\(number)",
                    number % 11 == 0 ? .unpriced(usage) : .tokens(usage, scale: Int128(number % 4 + 1)),
                    at: ManualClock.start.advanced(byMilliseconds: tokens * 7_654_321), team: "team \(number % 3)",
                    callsite: "site \(number % 17)", isEstimated: number % 13 == 0)
                call.attribution.tags = number % 2 == 0 ? ["env": "\(number % 4)"] : [:]
                try await bench.record(call)
            }
            var sum = SpendFigures()
            for call in try await bench.allCalls() { sum += call.figures }
            #expect(sum.calls == 300)
            let groupings: [[SpendKey]] = [
                [], [.team], [.callsite, .team], [.hour], [.day], [.month, .model], [.tag("env")],
                [.tag("env"), .user, .region, .operation],
            ]
            for keys in groupings {
                let report = try await bench.store.spend(by: keys, filter: CallFilter())
                #expect(report.total == sum)
                var rows = SpendFigures()
                for row in report.rows { rows += row.figures }
                #expect(rows == sum)
                #expect(Set(report.rows.map(\.key)).count == report.rows.count)
            }
        },
        Case("Without keys there is one group, and none where nothing was called") { bench in
            try await bench.record(.sample("a"))
            #expect(try await bench.store.spend(by: [], filter: CallFilter()).rows.map(\.key) == [[]])
            #expect(try await bench.store.spend(by: [], filter: CallFilter(team: "none")).rows == [])
        },
        Case("Keys and filters that cannot be are refused") { bench in
            for keys in [
                [SpendKey.team, .team], [.tag("")], [.tag("a\n")], (0...8).map { SpendKey.tag("t\($0)") },
            ] {
                await bench.expect(.invalidInput) {
                    _ = try await bench.store.spend(by: keys, filter: CallFilter())
                }
            }
            await bench.expect(.invalidInput) { _ = try await bench.total(CallFilter(team: "")) }
        },
    ]
}
