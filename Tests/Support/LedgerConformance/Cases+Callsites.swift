import Ledger
import Pricing
import Testing

extension LedgerConformance {
    static let callsites: [Case] = [
        Case("A team has the callsites of its calls and of its reservations, refused ones too, and of nobody else") {
            bench in
            func attribution(_ team: String, _ callsite: String) -> Attribution {
                Attribution(team: team, callsite: callsite)
            }
            func request(_ id: String, _ callsite: String) -> ReservationRequest {
                var request = ReservationRequest.sample(id)
                request.attribution = attribution("search", callsite)
                return request
            }
            #expect(try await bench.store.callsites(of: "search", limit: 10) == [])
            #expect(try await !bench.store.hasCallsite("a", of: "search"))
            for (id, callsite) in [("1", "a"), ("2", "a"), ("3", "b")] {
                var call = Call.sample(id)
                call.attribution = attribution("search", callsite)
                try await bench.record(call)
            }
            var other = Call.sample("4")
            other.attribution = attribution("ads", "z")
            try await bench.record(other)
            try await bench.granted(request("5", "c"))
            try await bench.budget("none", usd("0.000001"), scope: BudgetScope(team: "search"))
            try await bench.refused(request("6", "d"))
            #expect(try await Set(bench.store.callsites(of: "search", limit: 10)) == ["a", "b", "c", "d"])
            #expect(try await bench.store.callsites(of: "search", limit: 2).count == 2)
            for callsite in ["a", "b", "c", "d"] {
                #expect(try await bench.store.hasCallsite(callsite, of: "search"))
                #expect(try await !bench.store.hasCallsite(callsite, of: "ads"))
            }
            #expect(try await !bench.store.hasCallsite("z", of: "search"))
            await bench.expect(.invalidInput) { _ = try await bench.store.callsites(of: "search", limit: 0) }
            await bench.expect(.invalidInput) { _ = try await bench.store.callsites(of: "", limit: 1) }
        },
        Case("A ledger that can be written says so, and is as before") { bench in
            try await bench.granted(.sample("x"))
            let before = try await bench.store.lastSequence()
            try await bench.store.checkWritable()
            try await bench.store.checkWritable()
            #expect(try await bench.store.lastSequence() == before)
            #expect(try await bench.store.reservation("x")?.state == .open)
        },
    ]
}
