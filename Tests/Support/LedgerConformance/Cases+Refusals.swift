import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let refusals: [Case] = [
        Case("Refused reservations are kept with their figures, newest first") { bench in
            try await bench.budget("a", usd("1"))
            try await bench.granted(.sample("yes", usd("0.5")))
            let first = ReservationRequest.sample("x", usd("2"), tags: ["env": "prod"], owner: .thisProcess)
            let start = bench.clock.now
            let refusal = try await bench.refused(first)
            bench.clock.advance(byMilliseconds: 1000)
            try await bench.refused(.sample("y", usd("3")))
            try await bench.refused(ReservationRequest.sample("z").unpriced())
            let refused = try await bench.store.refusedReservations(CallFilter(), limit: 10)
            #expect(refused.map(\.request.id) == ["z", "y", "x"])
            #expect(refused.last == RefusedReservation(request: first, at: start, refusal: refusal))
            #expect(refused.first?.refusal.cause == .unpriced)
            #expect(refused.first?.refusal.reason == "no rate for model.new")
        },
        Case("The same refusal again is listed once, and a budget that is gone hides none") { bench in
            try await bench.budget("a", usd("0.01"))
            for _ in 0..<3 { try await bench.refused(.sample("x")) }
            try await bench.store.removeBudget("a", actor: "test")
            try await bench.refused(.sample("x"))
            let refused = try await bench.store.refusedReservations(CallFilter(), limit: 10)
            #expect(refused.map(\.request.id) == ["x"])
        },
        Case("Refused reservations are filtered like calls") { bench in
            try await bench.budget("a", usd("0.01"))
            try await bench.refused(.sample("x", team: "ads", user: "ann"))
            bench.clock.advance(byMilliseconds: 1000)
            try await bench.refused(.sample("y", callsite: "query", model: "model.b", tags: ["env": "prod"]))
            let middle = bench.clock.now
            bench.clock.advance(byMilliseconds: 1000)
            try await bench.refused(.sample("z"))
            func ids(_ filter: CallFilter) async throws -> [String] {
                try await bench.store.refusedReservations(filter, limit: 10).map(\.request.id)
            }
            #expect(try await ids(CallFilter(team: "ads")) == ["x"])
            #expect(try await ids(CallFilter(user: "ann")) == ["x"])
            #expect(try await ids(CallFilter(callsite: "query")) == ["y"])
            #expect(try await ids(CallFilter(model: "model.b")) == ["y"])
            #expect(try await ids(CallFilter(tags: ["env": "prod"])) == ["y"])
            #expect(try await ids(CallFilter(region: "us-east-1")) == [])
            #expect(try await ids(CallFilter(operation: .converse)) == ["z", "y", "x"])
            #expect(try await ids(CallFilter(since: middle)) == ["z", "y"])
            #expect(try await ids(CallFilter(until: middle)) == ["x"])
        },
        Case("A list of refusals has a limit of 1 to 10,000, and holds the newest") { bench in
            try await bench.budget("a", usd("0.01"))
            for number in 0..<5 { try await bench.refused(.sample("x\(number)")) }
            let newest = try await bench.store.refusedReservations(CallFilter(), limit: 2)
            #expect(newest.map(\.request.id) == ["x4", "x3"])
            for limit in [0, -1, 10_001] {
                await bench.expect(.invalidInput) {
                    _ = try await bench.store.refusedReservations(CallFilter(), limit: limit)
                }
            }
            await bench.expect(.invalidInput) {
                _ = try await bench.store.refusedReservations(CallFilter(team: "=a"), limit: 1)
            }
        },
    ]
}
