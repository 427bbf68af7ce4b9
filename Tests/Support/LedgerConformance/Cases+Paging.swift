import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let paging: [Case] = [
        Case("Pages hold every call once, in order of recording, for every size of page") { bench in
            for number in 0..<57 {
                try await bench.record(
                    .sample(
                        "c\(number)", at: moment("2026-11-23").advanced(byMilliseconds: Int64(number % 7)),
                        team: number % 2 == 0 ? "a" : "b"))
            }
            let all = try await bench.allCalls()
            #expect(all.map(\.call.id) == (0..<57).map { "c\($0)" })
            for size in [1, 2, 19, 56, 57, 58, 10_000] {
                #expect(try await bench.allCalls(pageSize: size) == all)
                #expect(try await bench.allCalls(CallFilter(team: "b"), pageSize: size).count == 28)
            }
        },
        Case("A page ends at the high-water mark, so that an export is one consistent cut") { bench in
            for number in 0..<5 { try await bench.record(.sample("c\(number)")) }
            let mark = try await bench.store.lastSequence()
            for number in 5..<9 { try await bench.record(.sample("c\(number)")) }
            let page = try await bench.store.calls(CallFilter(), after: 0, through: mark, limit: 100)
            #expect(page.map(\.call.id) == (0..<5).map { "c\($0)" })
            #expect(page.last?.sequence == mark)
            #expect(try await bench.store.calls(CallFilter(), after: mark, through: mark, limit: 100) == [])
            #expect(
                try await bench.store.calls(CallFilter(), after: mark, through: .max, limit: 1).map(\.call.id) == [
                    "c5"
                ]
            )
        },
        Case("A page has 1 to 10,000 calls") { bench in
            for size in [0, -1, 10_001] {
                await bench.expect(.invalidInput) {
                    _ = try await bench.store.calls(CallFilter(), after: 0, through: .max, limit: size)
                }
            }
        },
    ]

    static let repricing: [Case] = [
        Case("Re-pricing writes corrections in the hour of the call, and edits nothing") { bench in
            try await bench.budget("day", usd("10"), period: .day)
            let usage = Usage(input: 1_000_000)
            let call = Call.sample("a", .tokens(usage), at: moment("2026-11-23T03:00:00Z"))
            try await bench.record(call)
            try await bench.record(.sample("b", .tokens(usage), at: moment("2026-11-22T03:00:00Z"), team: "ads"))
            bench.clock.advance(byMilliseconds: Bench.hour)
            @Sendable func doubled(_ recorded: RecordedCall) -> Cost? {
                .tokens(recorded.call.cost.usage, scale: 2)
            }
            let dry = try await bench.store.reprice(CallFilter(team: "search"), dryRun: true, price: doubled)
            #expect(try await bench.total().cost == usd("6"))
            #expect(try await bench.call("a").corrections == 0)
            let wet = try await bench.store.reprice(CallFilter(team: "search"), dryRun: false, price: doubled)
            #expect(dry == wet)
            #expect(wet.examined == 1 && wet.corrected == 1 && wet.stillUnpriced == 0)
            #expect(wet.difference == usd("3"))
            #expect(
                wet.changes == [
                    Repricing.Change(callID: "a", model: "model.a", before: usd("3"), after: usd("6"))
                ])
            let row = try await bench.call("a")
            #expect(row.breakdown?.freshInput == usd("6"))
            #expect(row.corrections == 1)
            #expect(row.call.at == call.at)
            let hours = try await bench.store.spend(by: [.hour], filter: CallFilter()).rows
            #expect(hours.map(\.key) == [["2026-11-22T03:00:00Z"], ["2026-11-23T03:00:00Z"]])
            #expect(try await bench.status("day").spent == usd("6"))
            #expect(
                try await bench.store.reprice(CallFilter(team: "search"), dryRun: false, price: doubled).corrected
                    == 0)
            #expect(try await bench.record(call) == .duplicate)
        },
        Case("Re-pricing gives unpriced calls their price, estimates stay estimates, unknown usage stays unknown") {
            bench in
            try await bench.record(.sample("unpriced", .unpriced(Usage(output: 1_000_000))))
            try await bench.record(.sample("estimate", .tokens(Usage(input: 1_000_000)), isEstimated: true))
            try await bench.record(.sample("unknown", .unknownUsage()))
            try await bench.record(.sample("other", .unpriced(model: "model.b")))
            try await bench.granted(.sample("held", usd("4")))
            _ = try await bench.store.settle(reservation: "held", with: .sample("held", .unknownUsage()))
            let result = try await bench.store.reprice(CallFilter(), dryRun: false) { recorded in
                recorded.call.cost.model == "model.b"
                    ? nil : .tokens(recorded.call.cost.usage, model: "ignored", scale: 2)
            }
            #expect(result.examined == 5)
            #expect(result.corrected == 2)
            #expect(result.stillUnpriced == 2)
            #expect(result.difference == usd("33"))
            #expect(result.changes.map(\.before) == [nil, usd("3")])
            #expect(try await bench.call("unpriced").call.cost.model == "model.new")
            #expect(try await bench.call("unpriced").call.cost.status == .priced)
            #expect(try await bench.call("estimate").isEstimated)
            #expect(try await bench.call("held").breakdown?.total == usd("4"))
            let total = try await bench.total()
            #expect(total.cost == usd("40"))
            #expect(total.estimated == usd("10"))
            #expect(total.unpricedCalls == 2)
            #expect(total.inputTokens == 1_000_100)
        },
    ]

    static let concurrency: [Case] = [
        Case("Of many reservations at once exactly as many are granted as fit") { bench in
            try await bench.budget("all", usd("10"))
            try await bench.budget("search", usd("7"), scope: BudgetScope(team: "search"))
            let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<40 {
                    let team = number % 2 == 0 ? "search" : "ads"
                    group.addTask {
                        let decision = try await bench.store.reserve(.sample("r\(number)", usd("1"), team: team))
                        if case .granted = decision { return true } else { return false }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(granted == 10)
            #expect(try await bench.status("all").reserved == usd("10"))
            #expect(try await bench.status("search").reserved <= usd("7"))
        },
        Case("The same settlement from many tasks at once is made once") { bench in
            try await bench.budget("all", usd("10"))
            try await bench.granted(.sample("x", usd("4")))
            let rows = try await withThrowingTaskGroup(of: RecordedCall.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("3"))))
                    }
                }
                return try await group.reduce(into: Set<RecordedCall>()) { $0.insert($1) }
            }
            #expect(rows.count == 1)
            #expect(try await bench.status("all").spent == usd("3"))
        },
        Case("Calls recorded by many tasks at once are all there, once each") { bench in
            let outcomes = try await withThrowingTaskGroup(of: [RecordOutcome].self) { group in
                for task in 0..<16 {
                    let calls = (0..<10).map { Call.sample("c\((task / 2) * 10 + $0)") }
                    group.addTask { try await bench.store.record(calls) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(outcomes.count { $0 == .recorded } == 80)
            #expect(outcomes.count { $0 == .duplicate } == 80)
            #expect(try await bench.total().cost == usd("80"))
        },
    ]
}
