import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let windows: [Case] = [
        Case("A budget starts anew with its next window, a budget over all time never does") { bench in
            for period in [BudgetPeriod.day, .week, .month, .quarter, .year, .total] {
                try await bench.budget(period.name, usd("10"), period: period)
            }
            let steps: [(String, [String])] = [
                ("2026-11-23T23:59:59.999Z", ["day", "month", "quarter", "total", "week", "year"]),
                ("2026-11-24T00:00:00Z", ["month", "quarter", "total", "week", "year"]),
                ("2026-11-30T00:00:00Z", ["month", "quarter", "total", "year"]),
                ("2026-12-01T00:00:00Z", ["quarter", "total", "year"]),
                ("2027-01-01T00:00:00Z", ["total"]),
                ("2047-01-01T00:00:00Z", ["total"]),
            ]
            bench.clock.now = moment("2026-11-23T10:00:00Z")
            try await bench.record(.sample("a", .of(usd("4")), at: bench.clock.now))
            for (time, names) in steps {
                bench.clock.now = moment(time)
                let full = try await bench.store.budgets().filter { $0.spent == usd("4") }
                #expect(full.map(\.budget.name) == names, "\(time)")
            }
        },
        Case("A day has 23 or 25 hours where the clocks change, and starts late where midnight is skipped") {
            bench in
            let days: [(zone: String, first: String, next: String)] = [
                ("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
                ("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
                ("America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
                ("Asia/Beirut", "2021-03-27T22:00:00Z", "2021-03-28T21:00:00Z"),
                ("Africa/Cairo", "2023-10-25T21:00:00Z", "2023-10-26T22:00:00Z"),
                ("Asia/Kolkata", "2026-11-22T18:30:00Z", "2026-11-23T18:30:00Z"),
            ]
            for (number, day) in days.enumerated() {
                let name = "\(day.zone) \(number)"
                let first = moment(day.first)
                let next = moment(day.next)
                bench.clock.now = first
                try await bench.record(
                    .sample("b\(number)", .of(usd("1")), at: first.advanced(byMilliseconds: -1), team: name))
                try await bench.record(.sample("f\(number)", .of(usd("2")), at: first, team: name))
                try await bench.record(
                    .sample("l\(number)", .of(usd("4")), at: next.advanced(byMilliseconds: -1), team: name))
                try await bench.record(.sample("n\(number)", .of(usd("8")), at: next, team: name))
                let status = try await bench.budget(
                    name, usd("9"), scope: BudgetScope(team: name), period: .day, timeZone: day.zone)
                #expect(status.spent == usd("6"), "\(name)")
                #expect(status.windowStart == first, "\(name)")
                #expect(status.resetsAt == next, "\(name)")
                bench.clock.now = next
                #expect(try await bench.status(name).spent == usd("8"), "\(name)")
            }
        },
        Case("A rolling budget forgets hour by hour, and never sooner than its hours say") { bench in
            bench.clock.now = moment("2026-11-23T10:15:30Z")
            try await bench.budget("r", usd("10"), period: .rolling(hours: 24))
            try await bench.record(.sample("a", .of(usd("4")), at: bench.clock.now))
            bench.clock.advance(byMilliseconds: Bench.hour)
            try await bench.granted(.sample("b", usd("6"), owner: .thisProcess))
            let refusal = try await bench.refused(.sample("c", usd("1")))
            #expect(refusal.resetsAt == moment("2026-11-23T12:00:00Z"))
            bench.clock.now = moment("2026-11-24T10:59:59.999Z")
            #expect(try await bench.status("r").spent == usd("4"))
            #expect(try await bench.status("r").reserved == usd("6"))
            bench.clock.now = moment("2026-11-24T11:00:00Z")
            #expect(try await bench.status("r").spent == .zero)
            #expect(try await bench.status("r").windowStart == moment("2026-11-23T11:00:00Z"))
            try await bench.granted(.sample("d", usd("4"), owner: .thisProcess))
            try await bench.refused(.sample("e", usd("1")))
            bench.clock.now = moment("2026-11-24T12:00:00Z")
            #expect(try await bench.status("r").reserved == usd("4"))
            try await bench.granted(.sample("f", usd("6")))
        },
        Case("A call with a time of its own counts in the window of that time") { bench in
            try await bench.budget("day", usd("10"), period: .day)
            try await bench.record(.sample("old", .of(usd("1")), at: moment("2026-11-20T10:00:00Z")))
            try await bench.record(.sample("early", .of(usd("2")), at: moment("2026-11-23T00:00:00Z")))
            try await bench.record(.sample("future", .of(usd("4")), at: moment("2026-11-24T00:00:00Z")))
            #expect(try await bench.status("day").spent == usd("2"))
            bench.clock.now = moment("2026-11-24T12:00:00Z")
            #expect(try await bench.status("day").spent == usd("4"))
            bench.clock.now = moment("2026-11-20T12:00:00Z")
            #expect(try await bench.status("day").spent == usd("1"))
        },
        Case("A clock that jumps back changes no money and no order") { bench in
            try await bench.budget("total", usd("10"), period: .total)
            try await bench.granted(.sample("x", usd("4")))
            bench.clock.advance(byMilliseconds: -40 * Bench.day)
            try await bench.granted(.sample("y", usd("5")))
            #expect(try await bench.store.openReservations().map(\.id) == ["y", "x"])
            #expect(try await bench.status("total").reserved == usd("9"))
            try await bench.record(.sample("z", .of(usd("1")), at: bench.clock.now))
            _ = try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("3"))))
            #expect(try await bench.allCalls().map(\.call.id) == ["z", "x"])
            #expect(try await bench.status("total").spent == usd("4"))
        },
    ]
}
