import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let recording: [Case] = [
        Case("An empty ledger has no calls, no spend, no budgets and no reservations") { bench async throws in
            #expect(try await bench.store.lastSequence() == 0)
            #expect(try await bench.allCalls() == [])
            #expect(try await bench.total() == SpendFigures())
            #expect(try await bench.store.spend(by: [.team], filter: CallFilter()).rows == [])
            #expect(try await bench.store.budgets() == [])
            #expect(try await bench.store.openReservations() == [])
            #expect(try await bench.store.call("a") == nil)
            #expect(try await bench.store.reservation("a") == nil)
            #expect(try await bench.store.budget("a") == nil)
            #expect(try await bench.store.record([]) == [])
        },
        Case("A recorded call is found by id and by request id, with everything that it says") { bench in
            let usage = Usage(
                input: 1000, cacheRead: 20_000, cacheWrite5m: 300, cacheWrite1h: 77, output: 4096)
            let call = Call.sample(
                "a", .tokens(usage), requestID: "r-1", user: "ann",
                tags: ["environment": "production", "empty": ""])
            #expect(try await bench.record(call) == .recorded)
            let recorded = try await bench.call("a")
            #expect(recorded.call == call)
            #expect(recorded.breakdown == call.cost.breakdown)
            #expect(!recorded.isEstimated)
            #expect(recorded.corrections == 0)
            #expect(recorded.reservationID == nil)
            #expect(recorded.overshoot == .zero)
            #expect(try await bench.store.call("r-1") == recorded)
            #expect(try await bench.store.lastSequence() == recorded.sequence)
            #expect(recorded.sequence > 0)
        },
        Case("Every kind of call survives as it was given") { bench in
            let calls = Samples.calls
            let outcomes = try await bench.store.record(calls)
            #expect(outcomes == calls.map { _ in .recorded })
            let recorded = try await bench.allCalls()
            #expect(recorded.map(\.call) == calls)
            #expect(recorded.map(\.breakdown) == calls.map { $0.cost.total == nil ? nil : $0.cost.breakdown })
            let sequences = recorded.map(\.sequence)
            #expect(sequences == sequences.sorted() && Set(sequences).count == sequences.count)
        },
        Case("Totals go beyond 64 bits of picodollars and stay exact") { bench in
            let amount = Money(picodollars: Call.maximumCost.picodollars - 1)
            let calls = (0..<40).map { Call.sample("big-\($0)", .of(amount), team: $0 % 2 == 0 ? "a" : "b") }
            #expect(try await bench.store.record(calls).allSatisfy { $0 == .recorded })
            try await bench.budget("all", Budget.maximumLimit, period: .total)
            let expected = Money(picodollars: amount.picodollars * 40)
            #expect(try await bench.total().cost == expected)
            #expect(try await bench.status("all").spent == expected)
            let rows = try await bench.store.spend(by: [.team], filter: CallFilter()).rows
            #expect(
                rows.map(\.figures.cost) == Array(repeating: Money(picodollars: amount.picodollars * 20), count: 2))
        },
        Case("A call without a price is unpriced, which is not free") { bench in
            try await bench.budget("all", usd("10"))
            try await bench.record(.sample("a", .unpriced()))
            try await bench.record(.sample("b", .unknownUsage()))
            try await bench.record(.sample("c", .of(usd("2"))))
            let total = try await bench.total()
            #expect(total.calls == 3)
            #expect(total.unpricedCalls == 2)
            #expect(total.cost == usd("2"))
            #expect(total.inputTokens == 100)
            #expect(try await bench.call("a").breakdown == nil)
            #expect(try await bench.status("all").unpricedCalls == 2)
            #expect(try await bench.status("all").spent == usd("2"))
        },
        Case("The calls of a batch that can be recorded are, whatever becomes of the others") { bench in
            var badTeam = Call.sample("b")
            badTeam.attribution.team = "\u{1B}[2J"
            var badCost = Call.sample("c")
            badCost.cost = .of(Call.maximumCost + usd("1"))
            let outcomes = try await bench.store.record([
                .sample("a"), badTeam, .sample("a"), badCost, .sample("a", .of(usd("2"))), .sample("d"),
                .sample(String(repeating: "x", count: 129)),
            ])
            #expect(
                outcomes.map(Summary.init) == [
                    .recorded, .invalid, .duplicate, .invalid, .conflict, .recorded, .invalid,
                ])
            #expect(try await bench.allCalls().map(\.call.id) == ["a", "d"])
        },
        Case("Two spellings of a name are one team, and look-alikes are two") { bench in
            try await bench.record(.sample("a", team: "e\u{301}quipe"))
            try await bench.record(.sample("b", team: "\u{E9}quipe"))
            try await bench.record(.sample("c", team: "equipe"))
            try await bench.record(.sample("d", team: "\u{C9}quipe"))
            let rows = try await bench.store.spend(by: [.team], filter: CallFilter()).rows
            #expect(Set(rows.map { $0.key[0].map { Array($0.utf8) } }).count == 3)
            #expect(try await bench.total(CallFilter(team: "e\u{301}quipe")).calls == 2)
            try await bench.budget("b", usd("10"), scope: BudgetScope(team: "e\u{301}quipe"))
            #expect(try await bench.status("b").spent == usd("2"))
        },
    ]

    static let content: [Case] = [
        Case("Text is data: quotes, wildcards and SQL in names change nothing") { bench async throws in
            let names = [
                "a'; DROP TABLE call; --", "100%", "_", "a\"b", "a\\b", "NULL", "検索", "👩‍👩‍👧", "a,b", "Ā", "0",
            ]
            for (number, name) in names.enumerated() {
                #expect(
                    try await bench.record(
                        .sample("c\(number)", team: name, callsite: name, user: name, tags: [name: name]))
                        == .recorded)
            }
            for name in names {
                #expect(try await bench.total(CallFilter(team: name)).calls == 1)
                #expect(try await bench.total(CallFilter(tags: [name: name])).calls == 1)
                #expect(
                    try await bench.store.spend(by: [.tag(name)], filter: CallFilter(user: name)).rows.count == 1)
            }
            #expect(try await bench.total().calls == Int64(names.count))
        },
        Case("The first and the last moments of the calendar can be recorded") { bench in
            let moments: [Timestamp] = [
                .earliest, Timestamp(milliseconds: -1), Timestamp(milliseconds: 0), .latest,
                moment("1969-12-31T23:00:00Z"),
            ]
            for (number, at) in moments.enumerated() {
                #expect(try await bench.record(.sample("c\(number)", at: at)) == .recorded)
            }
            let rows = try await bench.store.spend(by: [.hour], filter: CallFilter()).rows
            #expect(
                rows.map { $0.key[0] } == [
                    "0001-01-01T00:00:00Z", "1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:00:00Z",
                ])
            #expect(try await bench.total(CallFilter(since: .earliest, until: .latest)).calls == 4)
        },
    ]
}

/// The kind of an outcome, without the words of its reason.
enum Summary: Hashable {
    case recorded, corrected, duplicate, conflict, invalid

    init(_ outcome: RecordOutcome) {
        switch outcome {
        case .recorded: self = .recorded
        case .corrected: self = .corrected
        case .duplicate: self = .duplicate
        case .conflict: self = .conflict
        case .invalid: self = .invalid
        }
    }
}

/// Calls that differ in everything that a call can say.
enum Samples {
    static var calls: [Call] {
        var calls: [Call] = []
        for operation in CallOperation.allCases {
            calls.append(.sample("op-\(operation.rawValue)", operation: operation))
        }
        for status in CallStatus.allCases { calls.append(.sample("status-\(status.rawValue)", status: status)) }
        for item in BilledItem.allCases {
            var usage = Usage()
            usage[item] = Quantity(millionths: 4_250_000)
            var call = Call.sample("item-\(item.rawValue)")
            let line = LineItem(item: item, quantity: usage[item], rate: Rate(picodollarsPerUnit: 4))
            call.cost = Cost(
                status: .priced, model: "m", scope: nil, usage: usage, lines: [line].compactMap { $0 },
                ratesVersion: "v1", reason: "checked")
            calls.append(call)
        }
        for scope in PriceScope.allCases {
            for tier in PriceTier.allCases {
                var call = Call.sample("scope-\(scope.rawValue)-\(tier.rawValue)")
                call.cost.scope = scope
                call.cost.tier = tier
                calls.append(call)
            }
        }
        calls.append(.sample("no-region", region: nil))
        calls.append(.sample("unassigned", team: Attribution.unknownTeam, callsite: Attribution.unknownCallsite))
        calls.append(.sample("estimate", isEstimated: true))
        calls.append(.sample("free", Cost(status: .priced, model: "m", scope: .global, ratesVersion: "v1")))
        calls.append(.sample("unpriced", .unpriced()))
        calls.append(.sample("unknown", .unknownUsage(), status: .aborted, isEstimated: true))
        calls.append(.sample("largest", .of(Call.maximumCost)))
        calls.append(.sample("smallest", .of(Money(picodollars: 1))))
        var tagged = Call.sample("tagged")
        for number in 0..<Attribution.maximumTags {
            tagged.attribution.tags["tag\(number)"] = String(repeating: "値", count: 85)
        }
        tagged.latencyMilliseconds = nil
        tagged.requestedModel = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc"
        calls.append(tagged)
        return calls
    }
}
