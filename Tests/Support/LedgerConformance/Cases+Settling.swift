import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let settling: [Case] = [
        Case("A settlement lifts the hold and charges the cost in one step") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.granted(.sample("x", usd("4")))
            let call = Call.sample("x", .of(usd("1.5")), requestID: "r")
            let row = try await bench.store.settle(reservation: "x", with: call)
            #expect(row.call == call)
            #expect(row.reservationID == "x")
            #expect(row.overshoot == .zero)
            #expect(row.breakdown?.total == usd("1.5"))
            #expect(!row.isEstimated)
            let status = try await bench.status("a")
            #expect(status.spent == usd("1.5"))
            #expect(status.reserved == .zero)
            #expect(try await bench.store.reservation("x")?.state == .settled)
            #expect(try await bench.store.openReservations() == [])
            #expect(try await bench.call("r") == row)
            #expect(try await bench.total().calls == 1)
        },
        Case("A settlement above the reservation and above the cap is recorded in full, and the overshoot named") {
            bench in
            try await bench.budget("a", usd("10"))
            try await bench.granted(.sample("x", usd("4")))
            let row = try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("25"))))
            #expect(row.overshoot == usd("21"))
            let status = try await bench.status("a")
            #expect(status.spent == usd("25"))
            #expect(status.state == .over)
            #expect(status.left == usd("-15"))
            try await bench.refused(.sample("y", Money(picodollars: 1)))
        },
        Case("An unknown outcome stays charged with the amount held, as an estimate") { bench in
            try await bench.budget("a", usd("10"))
            for (id, cost) in [("x", Cost.unknownUsage()), ("y", Cost.unpriced(model: "model.a"))] {
                try await bench.granted(.sample(id, usd("4")))
                let row = try await bench.store.settle(
                    reservation: id, with: .sample(id, cost, status: .ambiguous))
                #expect(row.isEstimated && row.call.isEstimated)
                #expect(row.breakdown?.other == usd("4"))
                #expect(row.breakdown?.total == usd("4"))
                #expect(row.call.cost == cost)
            }
            let status = try await bench.status("a")
            #expect(status.spent == usd("8"))
            #expect(status.estimated == usd("8"))
            #expect(status.unpricedCalls == 0)
            #expect(try await bench.total().estimated == usd("8"))
        },
        Case("A call is filed under the time of its reservation, and charged to the window that held the amount") {
            bench in
            bench.clock.now = moment("2026-11-23T23:59:59.9Z")
            try await bench.budget("day", usd("10"), period: .day)
            try await bench.granted(.sample("x", usd("10")))
            bench.clock.now = moment("2026-11-24T00:00:10Z")
            try await bench.granted(.sample("y", usd("10")))
            let row = try await bench.store.settle(
                reservation: "x", with: .sample("x", .of(usd("9")), at: bench.clock.now))
            #expect(row.call.at == moment("2026-11-23T23:59:59.9Z"))
            #expect(try await bench.status("day").spent == .zero)
            #expect(try await bench.status("day").reserved == usd("10"))
            let days = try await bench.store.spend(by: [.day], filter: CallFilter()).rows
            #expect(days.map(\.key) == [["2026-11-23"]])
        },
        Case("A call is charged to the budgets that cover it as it was made") { bench in
            try await bench.budget("search", usd("10"), scope: BudgetScope(team: "search"))
            try await bench.budget("ads", usd("10"), scope: BudgetScope(team: "ads"))
            try await bench.granted(.sample("x", usd("4"), team: "search"))
            _ = try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("3")), team: "ads"))
            #expect(try await bench.status("search").spent == .zero)
            #expect(try await bench.status("search").reserved == .zero)
            #expect(try await bench.status("ads").spent == usd("3"))
        },
        Case("A settlement needs a reservation and its id") { bench in
            await bench.expect(.notFound) {
                _ = try await bench.store.settle(reservation: "x", with: .sample("x"))
            }
            try await bench.granted(.sample("x"))
            await bench.expect(.invalidInput) {
                _ = try await bench.store.settle(reservation: "x", with: .sample("y"))
            }
            await bench.expect(.invalidInput) {
                _ = try await bench.store.settle(reservation: "x", with: .sample("x", team: "\u{7}"))
            }
            #expect(try await bench.store.reservation("x")?.state == .open)
        },
        Case("A request that a log brought first is not counted again when it is settled") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.granted(.sample("x", usd("4")))
            try await bench.record(.sample("log", .of(usd("2")), requestID: "r"))
            let call = Call.sample("x", .of(usd("2")), requestID: "r")
            let row = try await bench.store.settle(reservation: "x", with: call)
            #expect(row.call.id == "log")
            #expect(try await bench.store.call("x") == row)
            #expect(try await bench.store.settle(reservation: "x", with: call) == row)
            await bench.expect(.conflict) {
                _ = try await bench.store.settle(
                    reservation: "x", with: .sample("x", .of(usd("3")), requestID: "r"))
            }
            #expect(try await bench.store.reservation("x")?.state == .settled)
            #expect(try await bench.total().calls == 1)
            #expect(try await bench.status("a").spent == usd("2"))
            #expect(try await bench.status("a").reserved == .zero)
        },
    ]

    static let settlingAgain: [Case] = [
        Case("The same settlement again is the same answer, other content an error that changes nothing") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.granted(.sample("x", usd("4")))
            let call = Call.sample("x", .of(usd("1.5")), requestID: "r")
            let row = try await bench.store.settle(reservation: "x", with: call)
            bench.clock.advance(byMilliseconds: 3 * Bench.day)
            #expect(try await bench.store.settle(reservation: "x", with: call) == row)
            var later = call
            later.at = bench.clock.now
            #expect(try await bench.store.settle(reservation: "x", with: later) == row)
            for other in [
                Call.sample("x", .of(usd("1.6")), requestID: "r"), .sample("x", .of(usd("1.5"))),
                .sample("x", .of(usd("1.5")), requestID: "r", team: "ads"), .sample("x", .unknownUsage()),
            ] {
                await bench.expect(.conflict) { _ = try await bench.store.settle(reservation: "x", with: other) }
            }
            #expect(try await bench.call("x") == row)
            #expect(try await bench.total().calls == 1)
            #expect(try await bench.status("a").spent == usd("1.5"))
        },
        Case("The true figures replace a settlement with an estimate") { bench in
            try await bench.granted(.sample("x", usd("4")))
            let lost = Call.sample("x", .unknownUsage(), status: .ambiguous, isEstimated: true)
            let estimate = try await bench.store.settle(reservation: "x", with: lost)
            #expect(estimate.breakdown?.total == usd("4"))
            let truth = Call.sample("x", .of(usd("5")), requestID: "r")
            let row = try await bench.store.settle(reservation: "x", with: truth)
            #expect(row.breakdown?.total == usd("5"))
            #expect(row.overshoot == usd("1"))
            #expect(row.corrections == 1)
            #expect(row.sequence == estimate.sequence)
            #expect(try await bench.store.settle(reservation: "x", with: truth) == row)
            #expect(try await bench.store.settle(reservation: "x", with: lost) == row)
            #expect(try await bench.record(.sample("log", .of(usd("5")), requestID: "r")) == .duplicate)
        },
        Case("A log that arrives after a lost answer replaces the estimate, by id or by request id") { bench in
            for (id, imported) in [("x", "x"), ("y", "log-y")] {
                try await bench.granted(.sample(id, usd("4")))
                _ = try await bench.store.settle(
                    reservation: id, with: .sample(id, .unknownUsage(), requestID: "r-\(id)", status: .ambiguous))
                let truth = Call.sample(imported, .of(usd("1")), requestID: "r-\(id)")
                #expect(try await bench.record(truth) == .corrected)
                #expect(try await bench.record(truth) == .duplicate)
                #expect(try await bench.call(id).breakdown?.total == usd("1"))
                #expect(try await bench.call(id).reservationID == id)
            }
            #expect(try await bench.total().cost == usd("2"))
            #expect(try await bench.total().estimated == .zero)
        },
    ]

    static let releasing: [Case] = [
        Case("A release lifts the hold and charges nothing; again it is the same answer") { bench in
            try await bench.budget("a", usd("10"))
            let open = try await bench.granted(.sample("x", usd("4")))
            var expected = open
            expected.state = .released
            #expect(try await bench.store.release(reservation: "x") == expected)
            #expect(try await bench.store.release(reservation: "x") == expected)
            #expect(try await bench.status("a").reserved == .zero)
            #expect(try await bench.status("a").spent == .zero)
            #expect(try await bench.total().calls == 0)
            try await bench.granted(.sample("y", usd("10")))
        },
        Case("What is released cannot be settled, what is settled cannot be released") { bench in
            try await bench.granted(.sample("x"))
            _ = try await bench.store.release(reservation: "x")
            await bench.expect(.wrongState) {
                _ = try await bench.store.settle(reservation: "x", with: .sample("x"))
            }
            // Recorded after the release, it is a call like any other: at its own time, and the same again is a duplicate.
            var late = Call.sample("x")
            late.at = late.at.advanced(byMilliseconds: 60_000)
            late.isEstimated = true
            #expect(try await bench.record(late) == .recorded)
            #expect(try await bench.record(late) == .duplicate)
            late.isEstimated = false
            #expect(try await bench.record(late) == .corrected)
            #expect(try await bench.record(late) == .duplicate)
            try await bench.granted(.sample("y"))
            _ = try await bench.store.settle(reservation: "y", with: .sample("y"))
            await bench.expect(.wrongState) { _ = try await bench.store.release(reservation: "y") }
            await bench.expect(.notFound) { _ = try await bench.store.release(reservation: "z") }
        },
    ]
}
