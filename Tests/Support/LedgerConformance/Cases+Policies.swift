import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let policies: [Case] = [
        Case("A budget keeps what becomes of calls that do not fit, and its audit trail names it") { bench in
            let policies: [ExceededPolicy] = [
                .shrink(minimumTokens: 1), .fallback(model: "eu.model b"), .refuse, .shrink(minimumTokens: 1_000_000),
            ]
            for policy in policies {
                _ = try await bench.store.setBudget(
                    Budget(name: "a", limit: usd("1"), period: .day, whenExceeded: policy), actor: "test")
                #expect(try await bench.status("a").budget.whenExceeded == policy)
            }
            #expect(
                try await bench.status("a").history.dropFirst().map(\.summary) == [
                    "when exceeded from shrink the answer to at least 1 tokens to fall back to eu.model b",
                    "when exceeded from fall back to eu.model b to refuse",
                    "when exceeded from refuse to shrink the answer to at least 1000000 tokens",
                ])
        },
        Case("A refusal names what its budgets agree on, and keeps saying so when they change") { bench in
            func budget(_ name: String, _ policy: ExceededPolicy, unpriced: Budget.UnpricedPolicy = .refuse)
                async throws
            {
                _ = try await bench.store.setBudget(
                    Budget(
                        name: name, limit: usd("1"), period: .day, unpriced: unpriced, whenExceeded: policy),
                    actor: "test")
            }
            try await budget("a", .shrink(minimumTokens: 10))
            try await budget("b", .shrink(minimumTokens: 20))
            let first = try await bench.refused(.sample("x", usd("2")))
            #expect(first.whenExceeded == .shrink(minimumTokens: 20))
            #expect(try await bench.refused(ReservationRequest.sample("u").unpriced()).whenExceeded == .refuse)
            try await budget("b", .fallback(model: "model.b"))
            #expect(try await bench.refused(.sample("y", usd("2"))).whenExceeded == .refuse)
            try await budget("a", .fallback(model: "model.b"))
            #expect(
                try await bench.refused(.sample("z", usd("2"))).whenExceeded == .fallback(model: "model.b"))
            #expect(try await bench.refused(.sample("x", usd("2"))) == first)
            let kept = try await bench.store.refusedReservations(CallFilter(), limit: 9)
            #expect(kept.last?.refusal == first)
        },
    ]
}
