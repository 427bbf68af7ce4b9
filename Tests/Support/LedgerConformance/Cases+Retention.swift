import Ledger
import LedgerSimulation
import Pricing
import Testing

extension Bench {
    /// The first moment whose calls stay, in the tests of retention.
    static let cut = moment("2026-12-01")

    /// Calls of every kind on both sides of the cut, and a clock that has gone on for long enough.
    func fillAroundCut() async throws {
        for (name, period) in [("all", BudgetPeriod.total), ("year", .year), ("month", .month)] {
            try await budget(name, usd("1000"), period: period, unpriced: .allow)
        }
        for number in 0..<40 {
            let at = moment("2026-11-30T20:00:00Z").advanced(byMilliseconds: Int64(number) * 700_000)
            let cost: Cost = number % 9 == 0 ? .unpriced() : .tokens(Usage(input: 1000 + Int64(number), output: 7))
            try await record(
                .sample(
                    "c\(number)", cost, requestID: "q\(number)", at: at, team: number % 2 == 0 ? "search" : "ads",
                    user: number % 3 == 0 ? "ann" : nil, isEstimated: number % 5 == 0))
        }
        try await granted(.sample("settled", usd("3")))
        _ = try await store.settle(
            reservation: "settled", with: .sample("settled", .of(usd("2")), requestID: "s"), details: .sample())
        try await granted(.sample("released"))
        _ = try await store.release(reservation: "released")
        try await granted(.sample("expired", usd("5")))
        try await refused(.sample("refused", usd("5000")))
        _ = try await store.reprice(CallFilter(team: "ads"), dryRun: false) { .tokens($0.call.cost.usage, scale: 3) }
        clock.advance(byMilliseconds: 60 * Self.day)
    }

    /// Prunes what is before the cut.
    @discardableResult
    func prune(before cut: Timestamp = cut) async throws -> Pruning {
        try await store.prune(store.planPruning(before: cut), actor: "test", archiveSHA256: nil)
    }

    /// Every report that pruning has to leave as it is.
    func reports() async throws -> [SpendReport] {
        let edges = [
            nil, moment("2026-11-01"), moment("2026-11-30T21:00:00Z"), Self.cut, moment("2026-12-01T01:30:00Z"),
        ]
        var reports: [SpendReport] = []
        for (index, since) in edges.enumerated() {
            for until in edges[(index + 1)...] + [nil] {
                for keys in [[SpendKey.hour, .team], [.day, .model], [.month, .user], [.callsite, .operation]] {
                    reports.append(try await store.spend(by: keys, filter: CallFilter(since: since, until: until)))
                }
                reports.append(
                    try await store.spend(by: [], filter: CallFilter(since: since, until: until, team: "ads")))
            }
        }
        return reports
    }
}

extension LedgerConformance {
    static let retention: [Case] = [
        Case("A pruning takes the calls before the cut, and leaves every sum as it was") { bench in
            try await bench.fillAroundCut()
            let plan = try await bench.store.planPruning(before: Bench.cut)
            let (reports, budgets) = (try await bench.reports(), try await bench.store.budgets())
            let all = try await bench.allCalls()
            let before = all.filter { $0.call.at < Bench.cut }
            #expect(plan.calls == Int64(before.count) && before.count > 20)
            #expect(plan.cost == before.map(\.figures.cost).reduce(.zero, +))
            #expect(plan.estimated == before.map(\.figures.estimated).reduce(.zero, +))
            #expect(plan.unpricedCalls == before.map(\.figures.unpricedCalls).reduce(0, +))
            #expect(plan.corrections == Int64(before.map(\.corrections).reduce(0, +)) && plan.corrections > 0)
            #expect(plan.reservations == 4)
            #expect(plan.previous == nil)
            let pruning = try await bench.store.prune(
                plan, actor: "ada", archiveSHA256: String(repeating: "ab", count: 32))
            #expect(pruning.calls == plan.calls && pruning.cost == plan.cost)
            #expect(pruning.actor == "ada" && pruning.before == Bench.cut && pruning.finishedAt == bench.clock.now)
            #expect(pruning.archiveSHA256 == String(repeating: "ab", count: 32))
            #expect(try await bench.store.prunings() == [pruning])
            #expect(try await bench.reports() == reports)
            #expect(try await bench.store.budgets() == budgets)
            #expect(
                try await bench.allCalls(CallFilter(since: Bench.cut)) == all.filter { $0.call.at >= Bench.cut })
            #expect(try await bench.store.refusedReservations(CallFilter(), limit: 9) == [])
            #expect(try await bench.store.finishPruning() == nil)
        },
        Case("Calls that were pruned are not silently left out") { bench in
            try await bench.fillAroundCut()
            try await bench.prune()
            let last = try await bench.store.lastSequence()
            for filter in [
                CallFilter(), CallFilter(since: moment("2026-11-30")), CallFilter(until: moment("2026-12-02")),
            ] {
                await bench.expect(.invalidInput) {
                    _ = try await bench.store.calls(filter, after: 0, through: last, limit: 10)
                }
                await bench.expect(.invalidInput) {
                    _ = try await bench.store.callTable(filter, in: 1...last)
                }
                await bench.expect(.invalidInput) {
                    _ = try await bench.store.reprice(filter, dryRun: true) { _ in nil }
                }
            }
            #expect(try await bench.store.calls(CallFilter(), after: last, through: .max, limit: 10) == [])
            for edge in ["2026-11-30T20:10:00", "2026-11-30T20:30:00", "2026-11-30T20:50:00"] {
                let filters = [CallFilter(since: moment("\(edge)Z")), CallFilter(until: moment("\(edge)Z"))]
                for filter in filters {
                    do {
                        _ = try await bench.store.spend(by: [], filter: filter)
                        Issue.record("a part of an hour is told")
                    } catch let error as LedgerError {
                        #expect(error.code == .invalidInput)
                        #expect(error.message.hasPrefix(edge), "\(error.message)")
                        #expect(error.message.contains("2026-11-30T21:00:00"), "\(error.message)")
                    }
                }
            }
            // Nothing was ever recorded in these hours.
            let empty = CallFilter(since: moment("2026-10-01T00:30:00Z"), until: moment("2026-10-02T00:30:00Z"))
            #expect(try await bench.total(empty) == SpendFigures())
        },
        Case("Ids and request ids of what was pruned stay known, so that nothing counts twice") { bench in
            try await bench.fillAroundCut()
            let known = try await bench.allCalls(CallFilter(until: Bench.cut)).map(\.call)
            try await bench.prune()
            let total = try await bench.total()
            #expect(try await bench.store.record(known) == known.map { _ in .duplicate })
            for call in known {
                var other = call
                other.id = "log-\(call.id)"
                if call.requestID != nil { #expect(try await bench.record(other) == .duplicate) }
                #expect(try await bench.store.call(call.id) == nil)
                #expect(try await bench.store.cut(thatPruned: call.id) == Bench.cut)
            }
            let changed = Call.sample("c3", .tokens(Usage(input: 9)), at: moment("2026-11-30T20:00:00Z"))
            guard case .conflict(let reason) = try await bench.record(changed) else {
                Issue.record("other usage is no conflict")
                return
            }
            #expect(reason.contains("pruned"))
            for id in ["settled", "released", "expired", "refused", "c2"] {
                await bench.expect(.conflict) { _ = try await bench.store.reserve(.sample(id)) }
                await bench.expect(.conflict) {
                    _ = try await bench.store.settle(reservation: id, with: .sample(id))
                }
                await bench.expect(.conflict) { _ = try await bench.store.release(reservation: id) }
                #expect(try await bench.store.reservation(id) == nil)
                #expect(try await bench.store.callDetails(id) == nil)
                #expect(try await bench.store.cut(thatPruned: id) == Bench.cut)
            }
            #expect(try await bench.store.cut(thatPruned: "c39") == nil)
            #expect(try await bench.store.cut(thatPruned: "q0") == Bench.cut)
            #expect(try await bench.total() == total)
            // What was refused or given back was never recorded as a call, so its cost is news.
            for id in ["refused", "released"] { #expect(try await bench.record(.sample(id)) == .recorded) }
        },
        Case("A cut is refused where something needs what is before it") { bench in
            try await bench.fillAroundCut()
            for cut in ["2026-12-01T00:00:01Z", "2026-12-02", "2027-01-01", "2027-02-01", "2030-01-01"] {
                await bench.expect(.invalidInput) { _ = try await bench.store.planPruning(before: moment(cut)) }
            }
            try await bench.budget("half", usd("10"), period: .quarter, timeZone: "Asia/Kolkata")
            bench.clock.now = moment("2026-12-31T12:00:00Z")
            // The quarter began at half past an hour, with calls in it.
            await bench.expect(.wrongState) { _ = try await bench.store.planPruning(before: moment("2026-11-01")) }
            try await bench.store.removeBudget("half", actor: "test")
            _ = try await bench.store.planPruning(before: moment("2026-11-01"))
        },
        Case("A reservation that is open before the cut is in the way") { bench in
            try await bench.record(.sample("c"))
            try await bench.granted(.sample("open", owner: .thisProcess))
            bench.clock.advance(byMilliseconds: 60 * Bench.day)
            await bench.expect(.wrongState) { _ = try await bench.store.planPruning(before: Bench.cut) }
            _ = try await bench.store.settle(reservation: "open", with: .sample("open"))
            #expect(try await bench.prune().calls == 2)
        },
        Case("Calls that come late count, and the next pruning takes them") { bench in
            try await bench.fillAroundCut()
            try await bench.prune()
            await bench.expect(.invalidInput) {
                _ = try await bench.store.prune(
                    bench.store.planPruning(before: Bench.cut), actor: "test", archiveSHA256: nil)
            }
            let total = try await bench.total()
            let late = Call.sample("late", .of(usd("4")), at: moment("2026-11-30T20:10:00Z"))
            #expect(try await bench.record(late) == .recorded)
            #expect(try await bench.total().cost == total.cost + usd("4"))
            #expect(try await bench.record(late) == .duplicate)
            let plan = try await bench.store.planPruning(before: Bench.cut)
            #expect(plan.calls == 1 && plan.cost == usd("4"))
            let pruning = try await bench.prune()
            #expect(pruning.number == 2)
            #expect(try await bench.record(late) == .duplicate)
            #expect(try await bench.total().cost == total.cost + usd("4"))
            await bench.expect(.invalidInput) { _ = try await bench.store.planPruning(before: moment("2026-11-01")) }
        },
        Case("Where everything was pruned, numbers go on and the ledger works on") { bench in
            for number in 0..<3 { try await bench.record(.sample("c\(number)")) }
            try await bench.granted(.sample("r"))
            _ = try await bench.store.settle(reservation: "r", with: .sample("r"))
            bench.clock.advance(byMilliseconds: 60 * Bench.day)
            try await bench.prune()
            let last = try await bench.store.lastSequence()
            #expect(last == 4)
            try await bench.record(.sample("next", at: bench.clock.now))
            #expect(try await bench.call("next").sequence > last)
            try await bench.granted(.sample("r2"))
            _ = try await bench.store.settle(reservation: "r2", with: .sample("r2"))
            #expect(try await bench.total().calls == 6)
        },
        Case("A pruning takes nothing that was corrected since it was planned") { bench in
            try await bench.record(.sample("c", isEstimated: true))
            bench.clock.advance(byMilliseconds: 60 * Bench.day)
            let plan = try await bench.store.planPruning(before: Bench.cut)
            #expect(try await bench.record(.sample("c", .of(usd("2")))) == .corrected)
            await bench.expect(.conflict) {
                _ = try await bench.store.prune(plan, actor: "test", archiveSHA256: nil)
            }
            #expect(try await bench.call("c").breakdown?.total == usd("2"))
            #expect(try await bench.prune().cost == usd("2"))
        },
    ]
}
