import AWSSigning
import BedrockLedger
import BedrockRuntime
import Ledger
import LedgerSQLite
import LosslessJSON
import Pricing
import Testing

@testable import Gateway

@Suite("Callers of other providers hold and settle over the API")
struct ReservationAPITests {
    private let path = "/api/v1/reservations"

    private func cap(_ served: Served, usd: String) async throws {
        let limit = try #require(Money(usd: usd))
        _ = try await served.ledger.setBudget(
            Budget(name: "cap", scope: BudgetScope(team: "search"), limit: limit, period: .month), actor: "test")
    }

    @Test("A stated cost is recorded to the last digit, with its origin, and counts in the budget")
    func stated() async throws {
        try await Served.with { served in
            try await cap(served, usd: "1")
            let caller = try await served.asker(.caller)
            let wish = #"{"id":"c1","callsite":"chat","model":"gpt-5.1","amount_usd":"0.25","tags":{"env":"prod"}}"#
            let held = try await caller.ask("POST", path, wish)
            #expect(held.status == 200)
            #expect(held.json?["amount_usd"]?.string == "0.25")
            #expect(held.json?["budgets"]?.text == #"["cap"]"#)
            #expect(try await caller.ask("POST", path, wish).text == held.text)
            let body =
                #"{"cost_usd":"0.012345678901","usage":{"input_tokens":900,"output_tokens":80},"request_id":"q1"}"#
            let settled = try await caller.ask("POST", path + "/c1/settle", body)
            #expect(settled.json?["cost_usd"]?.string == "0.012345678901")
            #expect(settled.json?["rates_version"]?.string == "stated")
            #expect(settled.json?["reason"]?.string == "the caller stated the cost; no rate card was asked")
            #expect(settled.json?["input_tokens"]?.integer == 900)
            #expect(settled.json?["other_units"]?["stated_microdollar"]?.string == "12345.678901")
            #expect(try await caller.ask("POST", path + "/c1/settle", body).text == settled.text)
            let other = try await caller.ask("POST", path + "/c1/settle", #"{"cost_usd":"0.02"}"#)
            #expect((other.status, other.problem) == (409, "conflict"))
            let status = try #require(try await served.ledger.budget("cap"))
            #expect((status.spent.usd, status.reserved.usd) == ("0.012345678901", "0"))
            let repriced = try await served.ledger.reprice(CallFilter(), dryRun: false) { recorded in
                let call = recorded.call
                return served.metering.pricer().cost(
                    of: call.cost.usage, model: "amazon.nova-micro-v1:0", region: nil, at: call.at)
            }
            #expect((repriced.examined, repriced.corrected) == (1, 0))
        }
    }

    @Test("A reservation or settlement that is sent again after other rates were loaded is the same one")
    func reloadedRates() async throws {
        let isReloaded = Flag()
        let card = try RateCard.shipped()
        var next = card
        next.version = "next"
        next.models["amazon.nova-micro-v1:0"]?.prices = try #require(card.models["amazon.nova-pro-v1:0"]).prices
        try await Served.with {
            $0.pricer = { [next] in Pricer(card: isReloaded.isRaised ? next : card) }
        } _: { served in
            let caller = try await served.asker(.caller)
            let wish = #"{"id":"c1","model":"us.amazon.nova-micro-v1:0","input_tokens":900,"max_output_tokens":80}"#
            let held = try await caller.ask("POST", path, wish)
            #expect(held.status == 200)
            isReloaded.raise()
            #expect(try await caller.ask("POST", path, wish).text == held.text)
            #expect(try await caller.ask("POST", path, wish.replacing("900", with: "901")).status == 409)
            let next = wish.replacing("c1", with: "c2")
            let dearer = try await caller.ask("POST", path, next).json?["amount_usd"]?.string
            #expect(dearer != held.json?["amount_usd"]?.string)
            isReloaded.lower()
            let body = #"{"usage":{"input_tokens":900,"output_tokens":80}}"#
            let settled = try await caller.ask("POST", path + "/c1/settle", body)
            #expect(settled.status == 200)
            isReloaded.raise()
            #expect(try await caller.ask("POST", path + "/c1/settle", body).text == settled.text)
            try await served.clear()
        }
    }

    @Test("Users, tags and models that no rate card has are bounded in number for each team")
    func labels() async throws {
        try await Served.with {
            $0.gateway.limits.labelsPerTeam = 2
        } _: { served in
            let caller = try await served.asker(.caller)
            func hold(_ id: String, _ labels: String, model: String = "outside") async throws -> Int {
                try await caller.ask(
                    "POST", path, #"{"id":"\#(id)","model":"\#(model)","amount_usd":"0.1"\#(labels)}"#
                ).status
            }
            let labels = [
                #","user":"ann""#, #","user":"bob","tags":{"env":"prod"}"#, #","user":"carl","tags":{"env":"prod"}"#,
                #","tags":{"request":"4711"}"#, #","user":"ann""#, "",
            ]
            for (number, text) in labels.enumerated() { #expect(try await hold("c\(number)", text) == 200) }
            // What is sent again is what it was.
            #expect(try await hold("c2", labels[2]) == 200)
            var kept: [Attribution] = []
            for number in labels.indices {
                kept.append(try #require(try await served.ledger.reservation("c\(number)")).request.attribution)
            }
            #expect(kept.map(\.user) == ["ann", "bob", "other", nil, "ann", nil])
            #expect(kept.map(\.tags) == [[:], ["env": "prod"], [:], [:], [:], [:]])
            for number in 1..<LabelCensus.maximumModels {
                #expect(try await hold("m\(number)", "", model: "outside-\(number)") == 200)
            }
            #expect(try await hold("n", "", model: "one-more") == 400)
            #expect(try await hold("o", "", model: "outside") == 200)
            #expect(try await hold("p", "", model: "amazon.nova-micro-v1:0") == 200)
            try await served.clear()
        }
    }

    @Test("The id of a call that the gateway makes does not lead to another cost for it")
    func ownCallsStay() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            let made = try await caller.post("/model/us.amazon.nova-micro-v1:0/converse", to: served.gateway.url)
            let request = try #require(made.headers.value(of: "x-amzn-requestid"))
            let before = try #require(try await served.ledger.call(request)).breakdown?.total
            let asker = try await served.asker(.caller)
            _ = try await asker.ask("POST", path, #"{"id":"free","model":"nothing","amount_usd":"0"}"#)
            let settled = try await asker.ask(
                "POST", path + "/free/settle", #"{"cost_usd":"0","request_id":"\#(request)"}"#)
            #expect(settled.status == 200)
            #expect(try await served.ledger.call(request)?.breakdown?.total == before)
            #expect(before?.isNegative == false && before != .zero)
        }
    }

    @Test(
        "A team's key holds no more, and no longer, than a call needs",
        arguments: [#""amount_usd":"10000.01""#, #""amount_usd":"1","ttl_seconds":86401"#])
    func bounds(members: String) async throws {
        try await Served.with { served in
            let wish = #"{"id":"c","team":"search","model":"gpt-5.1",\#(members)}"#
            let refused = try await served.asker(.caller).ask("POST", path, wish)
            #expect((refused.status, refused.problem) == (400, "invalid-body"))
            #expect(try await served.asker(.admin).ask("POST", path, wish).status == 200)
            try await served.clear()
        }
    }

    @Test("What a budget has no room for is refused with its figures, and nothing is held")
    func refused() async throws {
        try await Served.with { served in
            try await cap(served, usd: "1")
            let caller = try await served.asker(.caller)
            let wish = #"{"id":"c1","model":"gpt-5.1","amount_usd":"1.5"}"#
            let answer = try await caller.ask("POST", path, wish)
            #expect((answer.status, answer.problem) == (402, "budget-exceeded"))
            #expect(answer.headers.value(of: "content-type") == "application/problem+json")
            let refused = try #require(answer.json?["refused"])
            #expect(refused["budget"]?.string == "cap")
            #expect(refused["limit_usd"]?.string == "1")
            #expect(refused["requested_usd"]?.string == "1.5")
            #expect(refused["resets_at"]?.string != nil)
            #expect(try await caller.ask("POST", path, wish).text == answer.text)
            let tokens = #"{"id":"c2","model":"gpt-5.1","input_tokens":10,"max_output_tokens":10}"#
            let unpriced = try await caller.ask("POST", path, tokens)
            #expect((unpriced.status, unpriced.json?["refused"]?["cause"]?.string) == (402, "unpriced"))
            #expect(try await served.ledger.openReservations().isEmpty)
            let viewer = try await served.asker(.viewer)
            let list = try await viewer.get("reservations?state=refused")
            #expect(list.json?["refused"]?.count == 2)
        }
    }

    @Test("A model of the rate card is bounded and priced by its tokens, and nobody states its cost")
    func priced() async throws {
        try await Served.with { served in
            let caller = try await served.asker(.caller)
            let model = "us.amazon.nova-micro-v1:0"
            let wish = #"{"id":"c1","model":"\#(model)","input_tokens":1000,"max_output_tokens":100}"#
            let held = try await caller.ask("POST", path, wish)
            let bound = served.metering.pricer().bound(
                of: BoundRequest(model: model, region: "us-east-1", inputTokens: 1000, maximumOutputTokens: 100))
            #expect(held.json?["amount_usd"]?.string == bound.total?.usd)
            let stated = try await caller.ask("POST", path + "/c1/settle", #"{"cost_usd":"0"}"#)
            #expect((stated.status, stated.json?["parameter"]?.string) == (400, "cost_usd"))
            let usage = #"{"usage":{"input_tokens":800,"cache_read_tokens":100,"output_tokens":50},"latency_ms":12}"#
            let settled = try await caller.ask("POST", path + "/c1/settle", usage)
            let cost = served.metering.pricer().cost(
                of: Usage(input: 800, cacheRead: 100, output: 50), model: model, region: "us-east-1", at: .now())
            #expect(settled.json?["cost_usd"]?.string == cost.total?.usd)
            #expect(settled.json?["latency_ms"]?.integer == 12)
            #expect(try await caller.ask("POST", path + "/c1/release").problem == "conflict")
        }
    }

    @Test("A call that was never sent is given back")
    func released() async throws {
        try await Served.with { served in
            try await cap(served, usd: "1")
            let caller = try await served.asker(.caller)
            _ = try await caller.ask("POST", path, #"{"id":"c1","model":"gpt","amount_usd":"1"}"#)
            #expect(try await served.ledger.budget("cap")?.reserved.usd == "1")
            let released = try await caller.ask("POST", path + "/c1/release")
            #expect((released.status, released.json?["state"]?.string) == (200, "released"))
            #expect(try await served.ledger.budget("cap")?.reserved.usd == "0")
            #expect(try await caller.ask("POST", path + "/nothing/release").status == 404)
        }
    }

    @Test("A key for some models holds for no others")
    func models() async throws {
        try await Served.with { served in
            let caller = try await served.asker(.caller, models: ["gpt-5.1"])
            let other = try await caller.ask("POST", path, #"{"id":"c1","model":"gpt-5","amount_usd":"1"}"#)
            #expect((other.status, other.json?["parameter"]?.string) == (403, "model"))
            let own = try await caller.ask("POST", path, #"{"id":"c1","model":"gpt-5.1","amount_usd":"1"}"#)
            #expect(own.status == 200)
            try await served.clear()
        }
    }

    @Test("Many callers at once never hold more than the budget has")
    func race() async throws {
        try await Served.with { served in
            try await cap(served, usd: "1")
            let caller = try await served.asker(.caller)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        try await caller.ask(
                            "POST", path, #"{"id":"c\#(number)","model":"gpt","amount_usd":0.1}"#
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 10)
            #expect(statuses.filter { $0 == 402 }.count == 30)
            try await served.clear()
        }
    }
}
