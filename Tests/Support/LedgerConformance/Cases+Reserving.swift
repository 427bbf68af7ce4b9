import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let reserving: [Case] = [
        Case("A reservation is held in every budget that covers the call, and in no other") { bench in
            let scopes: [(String, BudgetScope, Bool)] = [
                ("all", BudgetScope(), true),
                ("team", BudgetScope(team: "search"), true),
                ("other team", BudgetScope(team: "ads"), false),
                ("callsite", BudgetScope(callsite: "index.build"), true),
                ("other callsite", BudgetScope(callsite: "index"), false),
                ("model", BudgetScope(model: "model.a"), true),
                ("other model", BudgetScope(model: "eu.model.a"), false),
                ("user", BudgetScope(user: "ann"), true),
                ("other user", BudgetScope(user: "bob"), false),
                ("tag", BudgetScope(tags: ["env": "prod"]), true),
                ("tags", BudgetScope(tags: ["env": "prod", "tier": ""]), true),
                ("other tag", BudgetScope(tags: ["env": "test"]), false),
                ("missing tag", BudgetScope(tags: ["env": "prod", "cost": ""]), false),
                (
                    "every part",
                    BudgetScope(
                        team: "search", callsite: "index.build", model: "model.a", user: "ann",
                        tags: ["env": "prod"]),
                    true
                ),
                ("one part differs", BudgetScope(team: "search", callsite: "index.build", user: "bob"), false),
            ]
            for (name, scope, _) in scopes { try await bench.budget(name, usd("10"), scope: scope) }
            let reservation = try await bench.granted(
                .sample("a", usd("4"), user: "ann", tags: ["env": "prod", "tier": "", "more": "1"]))
            #expect(reservation.budgets == scopes.filter(\.2).map(\.0).sorted())
            for (name, _, covers) in scopes {
                #expect(try await bench.status(name).reserved == (covers ? usd("4") : .zero), "\(name)")
            }
        },
        Case("A grant says what was asked, since when and until when it is held") { bench in
            let request = ReservationRequest.sample("a", usd("4"), timeToLiveMilliseconds: 1000)
            let reservation = try await bench.granted(request)
            #expect(
                reservation
                    == Reservation(
                        id: "a", request: request, amount: usd("4"), createdAt: bench.clock.now,
                        expiresAt: bench.clock.now.advanced(byMilliseconds: 1000), state: .open, budgets: []))
            #expect(try await bench.store.reservation("a") == reservation)
            #expect(try await bench.store.openReservations() == [reservation])
        },
        Case("A refused reservation has no effect in any budget") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.budget("b", usd("5"))
            try await bench.budget("c", usd("100"))
            let refusal = try await bench.refused(.sample("x", usd("6")))
            #expect(refusal.budget == "b")
            for name in ["a", "b", "c"] { #expect(try await bench.status(name).reserved == .zero) }
            #expect(try await bench.store.reservation("x") == nil)
            #expect(try await bench.store.openReservations() == [])
            #expect(try await bench.total().calls == 0)
        },
        Case("What fits to the last picodollar is granted, and not one more") { bench in
            try await bench.budget("a", usd("10"))
            try await bench.record(.sample("spent", .of(usd("3"))))
            try await bench.granted(.sample("held", usd("4")))
            let refusal = try await bench.refused(.sample("more", usd("3.000000000001")))
            #expect(
                refusal
                    == Refusal(
                        budget: "a", cause: .limit, limit: usd("10"), spent: usd("3"), reserved: usd("4"),
                        requested: usd("3.000000000001"), resetsAt: moment("2026-12-01")))
            try await bench.granted(.sample("rest", usd("3")))
            try await bench.refused(.sample("one", Money(picodollars: 1)))
            try await bench.granted(.sample("free", .zero))
            #expect(try await bench.status("a").state == .exhausted)
            #expect(try await bench.status("a").left == .zero)
        },
        Case("The budget with the least left refuses; ties go by name") { bench in
            for name in ["d", "b", "c"] { try await bench.budget(name, usd("5")) }
            try await bench.budget("a", usd("6"))
            #expect(try await bench.refused(.sample("x", usd("7"))).budget == "b")
            #expect(try await bench.refused(.sample("y", usd("5.5"))).budget == "b")
        },
        Case("A denial stays a denial, with its first figures, even after the budget was raised") { bench in
            try await bench.budget("a", usd("5"))
            let request = ReservationRequest.sample("x", usd("6"))
            let refusal = try await bench.refused(request)
            try await bench.budget("a", usd("100"))
            try await bench.record(.sample("other", .of(usd("1"))))
            bench.clock.advance(byMilliseconds: 40 * Bench.day)
            #expect(try await bench.refused(request) == refusal)
            await bench.expect(.conflict) { _ = try await bench.store.reserve(.sample("x", usd("5"))) }
            try await bench.granted(.sample("y", usd("6")))
            await bench.expect(.notFound) {
                _ = try await bench.store.settle(reservation: "x", with: .sample("x"))
            }
        },
        Case("The same request again is the same reservation, in its present state") { bench in
            try await bench.budget("a", usd("5"))
            let request = ReservationRequest.sample("x", usd("3"), tags: ["k": "v"])
            let first = try await bench.granted(request)
            bench.clock.advance(byMilliseconds: 1000)
            #expect(try await bench.granted(request) == first)
            #expect(try await bench.status("a").reserved == usd("3"))
            _ = try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("2")), tags: ["k": "v"]))
            #expect(try await bench.granted(request).state == .settled)
            #expect(try await bench.status("a").reserved == .zero)
            #expect(try await bench.status("a").spent == usd("2"))
            await bench.expect(.conflict) { _ = try await bench.store.reserve(.sample("x", usd("3"))) }
        },
        Case("The id of a recorded call cannot be reserved, nor that of an open reservation recorded") { bench in
            try await bench.record(.sample("a"))
            await bench.expect(.conflict) { _ = try await bench.store.reserve(.sample("a")) }
            try await bench.granted(.sample("b"))
            #expect(Summary(try await bench.record(.sample("b"))) == .conflict)
            #expect(try await bench.store.reservation("b")?.state == .open)
        },
        Case("Soft budgets refuse nothing and tell that they are over") { bench in
            try await bench.budget("a", usd("1"), enforcement: .soft)
            try await bench.granted(.sample("x", usd("5")))
            #expect(try await bench.status("a").state == .exhausted)
            _ = try await bench.store.settle(reservation: "x", with: .sample("x", .of(usd("5"))))
            #expect(try await bench.status("a").state == .over)
            #expect(try await bench.status("a").left == usd("-4"))
        },
        Case("Requests out of range are refused with an error") { bench async throws in
            for request in [
                ReservationRequest.sample(""), .sample("a b"), .sample("a", usd("-1")),
                .sample("a", Call.maximumCost + usd("0.000000000001")), .sample("a", team: ""),
                .sample("a", timeToLiveMilliseconds: 999), .sample("a", timeToLiveMilliseconds: 2_592_000_001),
            ] {
                await bench.expect(.invalidInput) { _ = try await bench.store.reserve(request) }
            }
            #expect(try await bench.store.openReservations() == [])
        },
    ]

    static let unpriced: [Case] = [
        Case("A hard budget refuses a call without a price, a soft one and one that allows it do not") { bench in
            try await bench.budget("soft", usd("10"), enforcement: .soft)
            try await bench.budget("allow", usd("10"), unpriced: .allow)
            let reservation = try await bench.granted(.sample("x").unpriced())
            #expect(reservation.amount == .zero)
            #expect(reservation.held == nil)
            #expect(reservation.budgets == ["allow", "soft"])
            try await bench.budget("refuse", usd("10"))
            let refusal = try await bench.refused(.sample("y").unpriced("no rate for model.z"))
            #expect(refusal.budget == "refuse")
            #expect(refusal.cause == .unpriced)
            #expect(refusal.reason == "no rate for model.z")
            #expect(refusal.requested == .zero)
        },
        Case("A budget that allows calls without a price stops doing so when nothing is left") { bench in
            try await bench.budget("allow", usd("10"), unpriced: .allow)
            try await bench.record(.sample("spent", .of(usd("10"))))
            #expect(try await bench.refused(.sample("x").unpriced()).cause == .limit)
        },
        Case("A call that was reserved without a price is recorded without one, or with what is known by then") {
            bench in
            try await bench.budget("allow", usd("10"), unpriced: .allow)
            try await bench.granted(.sample("x").unpriced())
            let row = try await bench.store.settle(reservation: "x", with: .sample("x", .unpriced()))
            #expect(row.breakdown == nil)
            #expect(!row.isEstimated)
            #expect(try await bench.status("allow").unpricedCalls == 1)
            try await bench.granted(.sample("y").unpriced())
            let priced = try await bench.store.settle(reservation: "y", with: .sample("y", .of(usd("3"))))
            #expect(priced.breakdown?.total == usd("3"))
            #expect(priced.overshoot == .zero)
            #expect(try await bench.status("allow").spent == usd("3"))
        },
    ]
}
