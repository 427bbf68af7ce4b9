import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let budgets: [Case] = [
        Case("What was spent and is held when a budget is made counts in it") { bench in
            try await bench.record(.sample("a", .of(usd("3"))))
            try await bench.record(.sample("b", .of(usd("1")), isEstimated: true))
            try await bench.record(.sample("c", .unpriced(model: "model.a")))
            try await bench.record(.sample("d", .of(usd("7")), team: "ads"))
            try await bench.granted(.sample("e", usd("2")))
            try await bench.granted(.sample("f", usd("5"), team: "ads"))
            let status = try await bench.budget("search", usd("10"), scope: BudgetScope(team: "search"))
            #expect(status.spent == usd("4"))
            #expect(status.estimated == usd("1"))
            #expect(status.reserved == usd("2"))
            #expect(status.unpricedCalls == 1)
            #expect(status.left == usd("4"))
            #expect(status.windowStart == moment("2026-11-01"))
            #expect(status.resetsAt == moment("2026-12-01"))
            #expect(try await bench.status("search") == status)
        },
        Case("A budget that changes its scope or period counts as if it had always been so") { bench in
            try await bench.record(.sample("a", .of(usd("3")), at: moment("2026-11-23T01:00:00Z")))
            try await bench.record(.sample("b", .of(usd("1")), at: moment("2026-11-22T01:00:00Z"), team: "ads"))
            try await bench.granted(.sample("c", usd("2"), team: "ads"))
            #expect(try await bench.budget("x", usd("9"), period: .day).spent == usd("3"))
            #expect(try await bench.budget("x", usd("9"), period: .month).spent == usd("4"))
            let ads = try await bench.budget("x", usd("9"), scope: BudgetScope(team: "ads"), period: .day)
            #expect(ads.spent == .zero)
            #expect(ads.reserved == usd("2"))
            _ = try await bench.store.release(reservation: "c")
            #expect(try await bench.status("x").reserved == .zero)
        },
        Case("Budgets are listed by name; one that was removed is gone and refuses nothing") { bench in
            for name in ["b", "a", "検索", "c"] { try await bench.budget(name, usd("1")) }
            #expect(try await bench.store.budgets().map(\.budget.name) == ["a", "b", "c", "検索"])
            for name in ["a", "b", "c", "検索"] { try await bench.store.removeBudget(name, actor: "test") }
            #expect(try await bench.store.budgets() == [])
            #expect(try await bench.store.budget("a") == nil)
            try await bench.granted(.sample("x", usd("100")))
        },
        Case("What does not exist cannot be changed") { bench in
            let raise = BudgetRaise(amount: usd("1"), until: moment("2027-01-01"), reason: "")
            await bench.expect(.notFound) { try await bench.store.removeBudget("a", actor: "test") }
            await bench.expect(.notFound) { _ = try await bench.store.raiseBudget("a", raise, actor: "test") }
        },
        Case("A budget out of range is refused and nothing is made") { bench async throws in
            await bench.expect(.invalidInput) { try await bench.budget("", usd("1")) }
            await bench.expect(.invalidInput) { try await bench.budget("a", .zero) }
            await bench.expect(.invalidInput) { try await bench.budget("a", usd("1"), timeZone: "Atlantis") }
            await bench.expect(.invalidInput) { try await bench.budget("a", usd("1"), period: .rolling(hours: 0)) }
            await bench.expect(.invalidInput) {
                _ = try await bench.store.setBudget(
                    Budget(name: "a", limit: usd("1"), period: .day), actor: "")
            }
            #expect(try await bench.store.budgets() == [])
        },
        Case("A budget keeps its definition in every part") { bench in
            for period in [BudgetPeriod.day, .week, .month, .quarter, .year, .total, .rolling(hours: 24)] {
                let budget = Budget(
                    name: "b \(period.name)",
                    scope: BudgetScope(team: "t", callsite: "c", model: "m", user: "u", tags: ["a": "1", "b": ""]),
                    limit: usd("0.000000000001"), period: period, timeZone: "Asia/Kathmandu", enforcement: .soft,
                    warnAt: [1, 1000], unpriced: .allow)
                _ = try await bench.store.setBudget(budget, actor: "test")
                #expect(try await bench.status(budget.name).budget == budget)
            }
        },
        Case("Every change stands in the audit trail: who, when, what, from what to what") { bench in
            try await bench.budget("a", usd("10"), scope: BudgetScope(team: "search"))
            bench.clock.advance(byMilliseconds: 1000)
            try await bench.budget("a", usd("12"), scope: BudgetScope(team: "search"))
            try await bench.budget("a", usd("12"), scope: BudgetScope(team: "search"))
            bench.clock.advance(byMilliseconds: 1000)
            let until = moment("2026-11-24")
            _ = try await bench.store.raiseBudget(
                "a", BudgetRaise(amount: usd("5"), until: until, reason: "launch"), actor: "ann")
            try await bench.store.removeBudget("a", actor: "bob")
            let status = try await bench.budget("a", usd("1"), period: .day)
            #expect(status.history.map(\.kind) == [.created, .changed, .raised, .removed, .created])
            #expect(status.history.map(\.actor) == ["test", "test", "ann", "bob", "test"])
            #expect(
                status.history.map { $0.at.milliseconds - ManualClock.start.milliseconds } == [
                    0, 1000, 2000, 2000, 2000,
                ])
            #expect(status.history[0].summary.contains("USD 10"))
            #expect(status.history[0].summary.contains("team \"search\""))
            #expect(status.history[1].summary == "limit from USD 10 to USD 12")
            #expect(status.history[2].summary == "limit raised by USD 5 until 2026-11-24T00:00:00Z: launch")
            #expect(status.history[3].summary.contains("USD 12"))
            #expect(status.effectiveLimit == usd("1"))
        },
        Case("Thresholds warn in ascending order, and the state says how full the window is") { bench in
            _ = try await bench.store.setBudget(
                Budget(name: "a", limit: usd("10"), period: .day, enforcement: .soft, warnAt: [50, 80, 100, 150]),
                actor: "test")
            let steps: [(String, BudgetStatus.State, Int?)] = [
                ("4.999999999999", .ok, nil), ("0.000000000001", .warning, 50), ("2.9", .warning, 50),
                ("0.1", .warning, 80), ("2", .exhausted, 100), ("0.000000000001", .over, 100), ("5", .over, 150),
            ]
            for (number, step) in steps.enumerated() {
                try await bench.record(.sample("c\(number)", .of(usd(step.0))))
                let status = try await bench.status("a")
                #expect(status.state == step.1)
                #expect(status.thresholdReached == step.2)
            }
        },
        Case("A budget and the spend report over its window agree to the last digit") { bench in
            bench.clock.now = moment("2026-10-25T12:34:56.789Z")
            let scope = BudgetScope(team: "search", tags: ["k": "v"])
            for number in 0..<200 {
                let cost = Cost.tokens(
                    Usage(input: Int64(number) * 7 + 1, cacheRead: 13, output: Int64(number)), scale: 1)
                try await bench.record(
                    .sample(
                        "c\(number)", cost,
                        at: bench.clock.now.advanced(byMilliseconds: Int64(number - 150) * 977_531),
                        team: number % 3 == 0 ? "ads" : "search", tags: number % 5 == 0 ? [:] : ["k": "v"],
                        isEstimated: number % 7 == 0))
            }
            for period in [BudgetPeriod.day, .week, .month, .rolling(hours: 5), .total] {
                let status = try await bench.budget(
                    period.name, usd("1"), scope: scope, period: period, timeZone: "Europe/Berlin")
                let report = try await bench.total(
                    CallFilter(since: status.windowStart, until: status.resetsAt, team: "search", tags: ["k": "v"]))
                #expect(status.spent == report.cost && status.spent > .zero, "\(period.name)")
                #expect(status.estimated == report.estimated, "\(period.name)")
            }
        },
    ]

    static let raises: [Case] = [
        Case("An increase holds until its end, exclusive; several add up") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.record(.sample("spent", .of(usd("9"))))
            try await bench.refused(.sample("r1", usd("2")))
            let soon = bench.clock.now.advanced(byMilliseconds: 1000)
            let late = bench.clock.now.advanced(byMilliseconds: 2000)
            let first = try await bench.store.raiseBudget(
                "a", BudgetRaise(amount: usd("5"), until: soon, reason: "x"), actor: "ann")
            #expect(first.effectiveLimit == usd("15"))
            #expect(first.budget.limit == usd("10"))
            let second = try await bench.store.raiseBudget(
                "a", BudgetRaise(amount: usd("1"), until: late, reason: "y"), actor: "ann")
            #expect(second.effectiveLimit == usd("16"))
            #expect(second.state == .warning)
            try await bench.granted(.sample("r2", usd("7"), owner: .thisProcess))
            #expect(try await bench.refused(.sample("r3", usd("1"))).limit == usd("16"))
            bench.clock.now = soon
            #expect(try await bench.status("a").effectiveLimit == usd("11"))
            bench.clock.now = late
            let over = try await bench.status("a")
            #expect(over.effectiveLimit == usd("10"))
            #expect(over.left == usd("-6"))
            #expect(over.state == .exhausted)
        },
        Case("Increases stay when the definition changes, and go with the budget") { bench in
            try await bench.budget("a", usd("10"))
            let raise = BudgetRaise(amount: usd("5"), until: moment("2027-01-01"), reason: "")
            _ = try await bench.store.raiseBudget("a", raise, actor: "ann")
            #expect(try await bench.budget("a", usd("20")).effectiveLimit == usd("25"))
            try await bench.store.removeBudget("a", actor: "ann")
            #expect(try await bench.budget("a", usd("20")).effectiveLimit == usd("20"))
        },
        Case("An increase of nothing, or one that is over, is refused") { bench in
            try await bench.budget("a", usd("10"))
            for raise in [
                BudgetRaise(amount: .zero, until: moment("2027-01-01"), reason: ""),
                BudgetRaise(amount: usd("-1"), until: moment("2027-01-01"), reason: ""),
                BudgetRaise(amount: usd("1"), until: bench.clock.now, reason: ""),
                BudgetRaise(amount: usd("1"), until: moment("2027-01-01"), reason: "\u{1B}]0;x\u{7}"),
            ] {
                await bench.expect(.invalidInput) {
                    _ = try await bench.store.raiseBudget("a", raise, actor: "ann")
                }
            }
            #expect(try await bench.status("a").history.count == 1)
        },
    ]
}
