import Ledger
import LedgerSimulation
import Pricing
import Testing

extension LedgerConformance {
    static let recordingAgain: [Case] = [
        Case("The same call offered again is a duplicate and counts once") { bench async throws in
            let call = Call.sample("a", requestID: "r", tags: ["x": "1", "y": "2"])
            #expect(try await bench.record(call) == .recorded)
            for _ in 0..<3 { #expect(try await bench.record(call) == .duplicate) }
            #expect(try await bench.total().calls == 1)
            #expect(try await bench.total().cost == usd("1"))
        },
        Case("The same id with other content is a conflict and changes nothing") { bench in
            let call = Call.sample("a", requestID: "r")
            try await bench.record(call)
            let before = try await bench.call("a")
            var others: [Call] = []
            func other(_ change: (inout Call) -> Void) {
                var copy = call
                change(&copy)
                others.append(copy)
            }
            other { $0.cost = .of(usd("2")) }
            other { $0.attribution.team = "ads" }
            other { $0.attribution.user = "ann" }
            other { $0.attribution.tags = ["x": "1"] }
            other { $0.at = $0.at.advanced(byMilliseconds: 1) }
            other { $0.requestID = "r2" }
            other { $0.status = .aborted }
            other { $0.region = nil }
            other { $0.latencyMilliseconds = nil }
            other { $0.isEstimated = true }
            for other in others {
                let outcome = Summary(try await bench.record(other))
                #expect(outcome == .conflict, "\(other)")
            }
            #expect(try await bench.call("a") == before)
            #expect(try await bench.total().cost == usd("1"))
        },
        Case("The same request id under another id counts once") { bench in
            try await bench.record(.sample("live", .of(usd("1")), requestID: "r"))
            var imported = Call.sample("log", .of(usd("1")), requestID: "r", team: Attribution.unknownTeam)
            imported.latencyMilliseconds = nil
            #expect(try await bench.record(imported) == .duplicate)
            imported.cost.usage[.query] = Quantity(2)
            #expect(Summary(try await bench.record(imported)) == .conflict)
            #expect(try await bench.record(.sample("log2", .unknownUsage(), requestID: "r")) == .duplicate)
            #expect(try await bench.total().calls == 1)
            #expect(try await bench.store.call("log") == nil)
        },
        Case("The true figures replace an estimate, in the hour and the groups of the original") { bench in
            try await bench.budget("all", usd("10"), period: .day)
            let estimate = Call.sample("a", .of(usd("3")), at: moment("2026-11-23T08:59:59Z"), isEstimated: true)
            try await bench.record(estimate)
            #expect(try await bench.total().estimated == usd("3"))
            let truth = Call.sample(
                "a", .tokens(Usage(input: 1000, output: 100)), requestID: "r", at: moment("2026-11-23T10:00:00Z"),
                team: "other", region: "us-east-1", status: .aborted)
            #expect(try await bench.record(truth) == .corrected)
            let row = try await bench.call("a")
            #expect(row.corrections == 1)
            #expect(!row.isEstimated && !row.call.isEstimated)
            #expect(row.breakdown == truth.cost.breakdown)
            #expect(row.call.at == estimate.at)
            #expect(row.call.attribution == estimate.attribution)
            #expect(row.call.region == estimate.region)
            #expect(row.call.requestID == "r")
            #expect(row.call.status == .aborted)
            #expect(row.call.cost == truth.cost)
            let rows = try await bench.store.spend(by: [.hour, .team], filter: CallFilter()).rows
            #expect(rows.map(\.key) == [["2026-11-23T08:00:00Z", "search"]])
            #expect(rows.first?.figures == row.figures)
            #expect(rows.first?.figures.inputTokens == 1000)
            #expect(rows.first?.figures.estimated == .zero)
            #expect(try await bench.status("all").spent == truth.cost.breakdown.total)
            #expect(try await bench.status("all").estimated == .zero)
        },
        Case("A correction is made once, and both contents are known for ever") { bench in
            let estimate = Call.sample("a", .of(usd("3")), isEstimated: true)
            let truth = Call.sample("a", .of(usd("2")), requestID: "r")
            try await bench.record(estimate)
            #expect(try await bench.record(truth) == .corrected)
            #expect(try await bench.record(truth) == .duplicate)
            #expect(try await bench.record(estimate) == .duplicate)
            #expect(Summary(try await bench.record(.sample("a", .of(usd("4"))))) == .conflict)
            #expect(try await bench.call("a").corrections == 1)
            #expect(try await bench.call("r").call.id == "a")
            #expect(try await bench.total().cost == usd("2"))
        },
        Case("An estimate is found by its request id, when the log arrives under an id of its own") { bench in
            try await bench.record(.sample("a", .of(usd("3")), requestID: "r", isEstimated: true))
            let imported = Call.sample("log", .of(usd("2")), requestID: "r")
            #expect(try await bench.record(imported) == .corrected)
            #expect(try await bench.record(imported) == .duplicate)
            #expect(try await bench.total().calls == 1)
            #expect(try await bench.total().cost == usd("2"))
        },
        Case("A known price replaces an unknown one; an estimate replaces nothing") { bench in
            try await bench.record(.sample("a", .unpriced()))
            #expect(Summary(try await bench.record(.sample("a", .of(usd("9")), isEstimated: true))) == .conflict)
            #expect(Summary(try await bench.record(.sample("a", .unknownUsage()))) == .conflict)
            #expect(try await bench.record(.sample("a", .of(usd("2")))) == .corrected)
            #expect(try await bench.total().unpricedCalls == 0)
            #expect(try await bench.total().cost == usd("2"))
            #expect(try await bench.total().inputTokens == 0)
            #expect(try await bench.call("a").call.cost.model == "model.new")
        },
        Case("Where an estimate turns out to be a request that is recorded already, it is corrected to zero") {
            bench in
            try await bench.record(.sample("a", .of(usd("3")), isEstimated: true))
            try await bench.record(.sample("log", .of(usd("2")), requestID: "r"))
            #expect(try await bench.record(.sample("a", .of(usd("2")), requestID: "r")) == .corrected)
            #expect(try await bench.record(.sample("a", .of(usd("2")), requestID: "r")) == .duplicate)
            #expect(try await bench.total().cost == usd("2"))
            #expect(try await bench.total().estimated == .zero)
            #expect(try await bench.call("a").breakdown == .zero)
            #expect(try await bench.call("r").call.id == "log")
        },
    ]
}
