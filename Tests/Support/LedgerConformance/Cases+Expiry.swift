import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let expiry: [Case] = [
        Case("An abandoned reservation is charged as an estimate when its time is over, and not before") { bench in
            try await bench.budget("a", usd("10"))
            let reservation = try await bench.granted(.sample("x", usd("4"), user: "ann", tags: ["k": "v"]))
            bench.clock.advance(byMilliseconds: 899_999)
            #expect(try await bench.store.expireAbandonedReservations() == [])
            #expect(try await bench.status("a").reserved == usd("4"))
            bench.clock.advance(byMilliseconds: 1)
            var expired = reservation
            expired.state = .expired
            #expect(try await bench.store.expireAbandonedReservations() == [expired])
            #expect(try await bench.store.expireAbandonedReservations() == [])
            #expect(try await bench.store.reservation("x") == expired)
            let row = try await bench.call("x")
            #expect(row.call.at == reservation.createdAt)
            #expect(row.call.attribution == reservation.request.attribution)
            #expect(row.call.cost.model == "model.a")
            #expect(row.call.cost.status == .unknownUsage)
            #expect(row.call.status == .ambiguous)
            #expect(row.isEstimated)
            #expect(row.breakdown?.other == usd("4"))
            #expect(row.reservationID == "x")
            let status = try await bench.status("a")
            #expect(status.spent == usd("4"))
            #expect(status.estimated == usd("4"))
            #expect(status.reserved == .zero)
        },
        Case("Answers about budgets and reservations never count on an abandoned reservation") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.granted(.sample("x", usd("4")))
            bench.clock.advance(byMilliseconds: Bench.hour)
            #expect(try await bench.status("a").estimated == usd("4"))
            try await bench.granted(.sample("y", usd("5")))
            bench.clock.advance(byMilliseconds: Bench.hour)
            #expect(try await bench.refused(.sample("z", usd("2"))).spent == usd("9"))
            try await bench.granted(.sample("w", usd("1")))
            bench.clock.advance(byMilliseconds: Bench.hour)
            #expect(try await bench.store.openReservations() == [])
            #expect(try await bench.store.budgets().map(\.spent) == [usd("10")])
        },
        Case("A reservation of this process is not abandoned while the process lives") { bench in
            try await bench.granted(.sample("x", usd("4"), owner: .thisProcess, timeToLiveMilliseconds: 1000))
            bench.clock.advance(byMilliseconds: Bench.day)
            #expect(try await bench.store.expireAbandonedReservations() == [])
            #expect(try await bench.store.reservation("x")?.state == .open)
            let row = try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("3"))))
            #expect(row.corrections == 0)
        },
        Case("A settlement after the expiry replaces the estimate by what the call cost") { bench in
            try await bench.budget("a", usd("10"), period: .day)
            try await bench.granted(.sample("x", usd("4")))
            bench.clock.advance(byMilliseconds: Bench.day)
            let call = Call.sample("x", .tokens(Usage(input: 10, output: 1_000_000)), requestID: "r")
            let row = try await bench.store.settle(reservation: "x", with: call)
            #expect(row.corrections == 1)
            #expect(row.overshoot == usd("11.00003"))
            #expect(row.breakdown == call.cost.breakdown)
            #expect(!row.isEstimated)
            #expect(row.call == call)
            #expect(try await bench.store.settle(reservation: "x", with: call) == row)
            #expect(try await bench.store.reservation("x")?.state == .settled)
            #expect(
                try await bench.store.spend(by: [.day], filter: CallFilter()).rows.map(\.key) == [["2026-11-23"]])
            #expect(try await bench.total().estimated == .zero)
            #expect(try await bench.status("a").spent == .zero)
            bench.clock.now = ManualClock.start
            #expect(try await bench.status("a").spent == usd("15.00003"))
        },
        Case("A settlement after the expiry that knows no more keeps the estimate") { bench in
            try await bench.granted(.sample("x", usd("4")))
            bench.clock.advance(byMilliseconds: Bench.hour)
            let lost = Call.sample("x", .unknownUsage(), requestID: "r", status: .aborted)
            let row = try await bench.store.settle(reservation: "x", with: lost)
            #expect(row.isEstimated)
            #expect(row.breakdown?.total == usd("4"))
            #expect(row.call.status == .aborted)
            #expect(try await bench.total().calls == 1)
            #expect(
                try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("1")))).corrections == 2)
        },
        Case("A log that knows an expired reservation's call replaces the estimate and settles it") { bench in
            try await bench.granted(.sample("x", usd("4")))
            bench.clock.advance(byMilliseconds: Bench.hour)
            #expect(try await bench.record(.sample("x", .of(usd("3")), requestID: "r")) == .corrected)
            #expect(try await bench.store.reservation("x")?.state == .settled)
            #expect(try await bench.total().cost == usd("3"))
            await bench.expect(.wrongState) { _ = try await bench.store.release(reservation: "x") }
        },
        Case("A late settlement of a request that a log brought meanwhile takes the estimate back") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.granted(.sample("x", usd("4")))
            bench.clock.advance(byMilliseconds: Bench.hour)
            try await bench.record(.sample("log", .of(usd("2")), requestID: "r"))
            #expect(try await bench.total().cost == usd("6"))
            let call = Call.sample("x", .of(usd("2")), requestID: "r")
            let row = try await bench.store.settle(reservation: "x", with: call)
            #expect(row.call.id == "log")
            #expect(try await bench.store.settle(reservation: "x", with: call) == row)
            #expect(try await bench.total().cost == usd("2"))
            #expect(try await bench.total().estimated == .zero)
            #expect(try await bench.call("x").breakdown == .zero)
            #expect(try await bench.status("a").spent == usd("2"))
        },
        Case("Somebody who knows that the call was never sent can take the estimate back") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.granted(.sample("x", usd("4")))
            bench.clock.advance(byMilliseconds: Bench.hour)
            #expect(try await bench.store.release(reservation: "x").state == .released)
            #expect(try await bench.store.release(reservation: "x").state == .released)
            let row = try await bench.call("x")
            #expect(row.breakdown == .zero)
            #expect(!row.isEstimated)
            #expect(row.corrections == 1)
            #expect(try await bench.status("a").spent == .zero)
            await bench.expect(.wrongState) {
                _ = try await bench.store.settle(reservation: "x", with: .sample("x"))
            }
        },
        Case("An abandoned call without a price is recorded without one") { bench in
            try await bench.granted(.sample("x").unpriced())
            bench.clock.advance(byMilliseconds: Bench.hour)
            #expect(try await bench.store.expireAbandonedReservations().map(\.id) == ["x"])
            #expect(try await bench.call("x").breakdown == nil)
            #expect(try await bench.total().unpricedCalls == 1)
            let row = try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("3"))))
            #expect(row.breakdown?.total == usd("3"))
            #expect(try await bench.total().unpricedCalls == 0)
        },
    ]
}
