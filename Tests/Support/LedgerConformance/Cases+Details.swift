import Ledger
import LedgerSimulation
import Pricing
import Testing

extension CallDetails {
    /// Details of a test: two attempts and some of everything else.
    static func sample(inputBytes: Int64? = 4000, requestID: String? = "r") -> CallDetails {
        CallDetails(
            attempts: [
                CallAttempt(
                    number: 1, at: ManualClock.start, latencyMilliseconds: 40, outcome: .throttled,
                    errorCode: "ThrottlingException", requestID: "first"),
                CallAttempt(
                    number: 3, at: ManualClock.start.advanced(byMilliseconds: 900), latencyMilliseconds: 1234,
                    outcome: .succeeded, requestID: requestID, billedAs: "x.2"),
            ], line: 42, callsiteOrigin: "source", inputBytes: inputBytes, adjustment: "maxTokens 4096 → 1000 = 検索")
    }
}

extension LedgerConformance {
    static let details: [Case] = [
        Case("Details are kept beside a call, and those that came first stay") { bench in
            try await bench.granted(.sample("x"))
            #expect(try await bench.store.callDetails("x") == nil)
            let call = Call.sample("x", requestID: "r")
            let row = try await bench.store.settle(reservation: "x", with: call, details: .sample())
            #expect(try await bench.store.callDetails("x") == .sample())
            for other in [nil, CallDetails(line: 7), CallDetails()] {
                #expect(try await bench.store.settle(reservation: "x", with: call, details: other) == row)
            }
            #expect(try await bench.store.callDetails("x") == .sample())
            #expect(try await bench.total().calls == 1)
        },
        Case("A call without details has none, and later ones are kept then") { bench in
            try await bench.granted(.sample("x"))
            _ = try await bench.store.settle(reservation: "x", with: .sample("x"))
            #expect(try await bench.store.callDetails("x") == nil)
            _ = try await bench.store.settle(reservation: "x", with: .sample("x"), details: CallDetails())
            #expect(try await bench.store.callDetails("x") == CallDetails())
            #expect(try await bench.store.callDetails("nobody") == nil)
        },
        Case("Details that come with the true figures of an estimate are kept if there were none") { bench in
            for id in ["early", "late", "expired"] { try await bench.granted(.sample(id)) }
            let first = CallDetails(line: 1)
            _ = try await bench.store.settle(
                reservation: "early", with: .sample("early", isEstimated: true), details: first)
            _ = try await bench.store.settle(reservation: "late", with: .sample("late", isEstimated: true))
            bench.clock.advance(byMilliseconds: Bench.hour)
            try await bench.store.expireAbandonedReservations()
            for id in ["early", "late", "expired"] {
                let row = try await bench.store.settle(reservation: id, with: .sample(id), details: .sample())
                #expect(row.corrections == 1)
            }
            #expect(try await bench.store.callDetails("early") == first)
            #expect(try await bench.store.callDetails("late") == .sample())
            #expect(try await bench.store.callDetails("expired") == .sample())
        },
        Case("A settlement that is refused keeps no details, and details that are refused settle nothing") { bench in
            try await bench.granted(.sample("x"))
            var wrong = CallDetails.sample()
            wrong.attempts[1].number = 1
            await bench.expect(.invalidInput) {
                _ = try await bench.store.settle(reservation: "x", with: .sample("x"), details: wrong)
            }
            #expect(try await bench.store.reservation("x")?.state == .open)
            _ = try await bench.store.settle(reservation: "x", with: .sample("x"))
            await bench.expect(.conflict) {
                _ = try await bench.store.settle(
                    reservation: "x", with: .sample("x", .of(usd("2"))), details: .sample())
            }
            #expect(try await bench.store.callDetails("x") == nil)
            await bench.expect(.notFound) {
                _ = try await bench.store.settle(reservation: "y", with: .sample("y"), details: .sample())
            }
        },
        Case("Details of a call that is recorded under another id stay with its own") { bench in
            try await bench.granted(.sample("x"))
            try await bench.record(.sample("log", requestID: "r"))
            let row = try await bench.store.settle(
                reservation: "x", with: .sample("x", requestID: "r"), details: .sample())
            #expect(row.call.id == "log")
            #expect(try await bench.store.callDetails("x") == .sample())
            #expect(try await bench.store.callDetails("log") == nil)
        },
        Case("Sixty-four attempts are kept as they were") { bench in
            try await bench.granted(.sample("x"))
            var details = CallDetails()
            for number in 1...Int64(CallDetails.maximumAttempts) {
                let outcomes = CallAttempt.Outcome.allCases
                details.attempts.append(
                    CallAttempt(
                        number: number * 2, at: ManualClock.start.advanced(byMilliseconds: 500 - number * 100),
                        latencyMilliseconds: number, outcome: outcomes[Int(number) % outcomes.count],
                        errorCode: number % 2 == 0 ? nil : "=,;%", requestID: number % 3 == 0 ? nil : "q\(number)",
                        billedAs: number % 5 == 0 ? nil : "-"))
            }
            _ = try await bench.store.settle(
                reservation: "x", with: .sample("x", requestID: "q64"), details: details)
            #expect(try await bench.store.callDetails("x") == details)
        },
    ]

    static let inputHistory: [Case] = [
        Case("The largest ratio of tokens to bytes is kept, rounded up, with the number of calls") { bench in
            try await bench.settle("a", Usage(input: 10, cacheRead: 20, cacheWrite5m: 30, cacheWrite1h: 40), bytes: 300)
            #expect(try await bench.history() == InputHistory(samples: 1, tokensPerMillionBytes: 333_334))
            try await bench.settle("b", Usage(input: 100, output: 5), bytes: 400)
            #expect(try await bench.history() == InputHistory(samples: 2, tokensPerMillionBytes: 333_334))
            try await bench.settle("c", Usage(input: 1), bytes: 1)
            #expect(try await bench.history() == InputHistory(samples: 3, tokensPerMillionBytes: 1_000_000))
            #expect(try await bench.store.inputHistory(model: "model.b", callsite: "index.build") == InputHistory())
            #expect(try await bench.store.inputHistory(model: "model.a", callsite: "query") == InputHistory())
        },
        Case("A call counts once, however often it is settled") { bench in
            for _ in 0..<3 { try await bench.settle("a", Usage(input: 10), bytes: 100) }
            #expect(try await bench.history().samples == 1)
        },
        Case("Nothing is learnt from failures, estimates, unknown usage, or without bytes or tokens") { bench in
            try await bench.settle("a", Usage(input: 10), bytes: 100) { $0.status = .failed }
            try await bench.settle("b", Usage(input: 10), bytes: 100) { $0.isEstimated = true }
            try await bench.settle("c", Usage(input: 10), bytes: 100) { $0.cost = .unknownUsage() }
            try await bench.settle("d", Usage(input: 10), bytes: 0)
            try await bench.settle("e", Usage(input: 10), bytes: nil)
            try await bench.settle("f", Usage(output: 10), bytes: 100)
            #expect(try await bench.history() == InputHistory())
        },
        Case("The history holds this month and the last") { bench in
            bench.clock.now = moment("2026-01-31T23:59:59Z")
            try await bench.settle("a", Usage(input: 9), bytes: 10)
            bench.clock.now = moment("2026-02-01T00:00:00Z")
            try await bench.settle("b", Usage(input: 5), bytes: 10)
            #expect(try await bench.history() == InputHistory(samples: 2, tokensPerMillionBytes: 900_000))
            bench.clock.now = moment("2026-02-28T23:59:59Z")
            #expect(try await bench.history().samples == 2)
            bench.clock.now = moment("2026-03-01T00:00:00Z")
            #expect(try await bench.history() == InputHistory(samples: 1, tokensPerMillionBytes: 500_000))
            bench.clock.now = moment("2026-04-01T00:00:00Z")
            #expect(try await bench.history() == InputHistory())
        },
        Case("Absurd figures are kept exactly") { bench in
            let most = Int64(clamping: Call.maximumQuantity.millionths / 1_000_000)
            try await bench.settle(
                "a", Usage(input: most, cacheRead: most, cacheWrite5m: most, cacheWrite1h: most), bytes: 1
            ) { $0.cost.lines = [] }
            #expect(try await bench.history().tokensPerMillionBytes == 4 * most * 1_000_000)
            await bench.expect(.invalidInput) {
                try await bench.settle("b", Usage(input: 1), bytes: CallDetails.maximumInputBytes + 1)
            }
        },
        Case("A history is asked for by names that calls can have") { bench in
            await bench.expect(.invalidInput) { _ = try await bench.store.inputHistory(model: "", callsite: "a") }
            await bench.expect(.invalidInput) { _ = try await bench.store.inputHistory(model: "a", callsite: "=a") }
        },
    ]
}

extension Bench {
    /// Reserves and settles a call with so many bytes of input.
    fileprivate func settle(
        _ id: String, _ usage: Usage, bytes: Int64?, change: (inout Call) -> Void = { _ in }
    ) async throws {
        try await granted(.sample(id, timeToLiveMilliseconds: 2_592_000_000))
        var call = Call.sample(id, .tokens(usage))
        change(&call)
        _ = try await store.settle(reservation: id, with: call, details: CallDetails(inputBytes: bytes))
    }

    /// The history of the calls of a test.
    fileprivate func history() async throws -> InputHistory {
        try await store.inputHistory(model: "model.a", callsite: "index.build")
    }
}
