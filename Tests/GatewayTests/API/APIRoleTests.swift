import AWSSigning
import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Ledger
import LedgerSQLite
import LosslessJSON
import Pricing
import Testing

@testable import Gateway

@Suite("Nobody sees or does more through the API than the role allows")
struct APIRoleTests {
    /// A request for each route, about what belongs to a team.
    private static func request(_ route: APIRoute, of team: String) -> (path: String, body: String?) {
        let name =
            switch route.path {
            case let path where path.contains("budgets"): "budget-\(team)"
            case let path where path.contains("calls"): "call-\(team)"
            case let path where path.contains("keys"): "aaaaaaaaaaaaaaaa"
            default: "held-\(team)"
            }
        let path = route.path.replacing("{name}", with: name).replacing("{id}", with: name)
        let body =
            switch route.operation {
            case .setBudget: #"{"scope":{"team":"\#(team)"},"limit_usd":"5","period":"month"}"#
            case .raiseBudget: #"{"by_usd":"1","until":"2099-01-01","reason":"test"}"#
            case .reserve: #"{"id":"new-\#(team)","team":"\#(team)","model":"gpt","amount_usd":"0.1"}"#
            case .settle: #"{"cost_usd":"0.5"}"#
            case .createKey: #"{"role":"viewer"}"#
            case .release, .reloadRates: "{}"
            default: String?.none
            }
        return (path, body)
    }

    @Test("What is not for a role is refused, on every route", arguments: KeyRole.allCases)
    func everyRoute(role: KeyRole) async throws {
        try await Served.with { served in
            try await served.fill()
            let asker = try await served.asker(role)
            let own = try #require(APIPrincipal.Role(rawValue: role.rawValue))
            for route in APIRoute.all {
                let (path, body) = Self.request(route, of: "search")
                let answer = try await asker.ask(route.method, path, body)
                #expect(
                    (answer.status == 403) == !route.roles.contains(own),
                    "\(role.rawValue): \(route.operation.rawValue) \(answer.status) \(answer.text.prefix(200))")
                #expect(answer.status != 401 && answer.status != 503)
            }
            try await served.clear()
        }
    }

    @Test("Without a token nothing is answered, and a token that is not one is none", arguments: APIRoute.all)
    func strangers(route: APIRoute) async throws {
        try await Served.with { served in
            let admin = try await served.asker(.admin)
            let (path, body) = Self.request(route, of: "search")
            for token in [nil, "none", String((admin.token ?? "").dropLast()) + "x"] {
                let answer = try await Asker(url: served.gateway.url, token: token).ask(route.method, path, body)
                #expect((answer.status, answer.problem) == (401, "unauthenticated"))
                #expect(answer.headers.value(of: "www-authenticate") == "Bearer")
            }
        }
    }

    @Test("A lead sees what is its team's, whatever it asks for")
    func lead() async throws {
        try await Served.with { served in
            try await served.fill()
            _ = try await served.ledger.setBudget(
                Budget(name: "all", limit: Money(picodollars: 9_000_000_000_000), period: .month), actor: "test")
            let lead = try await served.asker(.lead)
            for path in ["spend?by=team", "calls", "export?format=jsonl", "budgets", "reservations", "keys"] {
                let answer = try await lead.get(path)
                #expect(answer.status == 200)
                #expect(answer.text.contains("search") && !answer.text.contains("ads"), "\(path): \(answer.text)")
                #expect(!answer.text.contains(#""name":"all""#))
            }
            for path in ["spend", "calls", "export", "reservations"] {
                #expect(try await lead.get(path + "?team=search").status == 200)
                let answer = try await lead.get(path + "?team=ads")
                #expect((answer.status, answer.problem) == (403, "forbidden"))
                #expect(answer.json?["parameter"]?.string == "team")
            }
            for path in ["calls/call-ads", "budgets/budget-ads", "budgets/all"] {
                #expect(try await lead.get(path).problem == "not-found")
                #expect(try await lead.get(path).status == 404)
            }
            #expect(try await lead.get("calls/call-search").status == 200)
            let viewer = try await served.asker(.viewer)
            #expect(try await viewer.get("spend?team=ads").status == 200)
            try await served.clear()
        }
    }

    @Test("A team's key charges its own team, and touches no other's reservation")
    func caller() async throws {
        try await Served.with { served in
            try await served.fill()
            let caller = try await served.asker(.caller)
            for verb in ["settle", "release"] {
                let answer = try await caller.ask(
                    "POST", "/api/v1/reservations/held-ads/\(verb)", verb == "settle" ? #"{"cost_usd":"0"}"# : nil)
                #expect((answer.status, answer.problem) == (404, "not-found"))
            }
            let other = try await caller.ask(
                "POST", "/api/v1/reservations", #"{"id":"x","team":"ads","model":"gpt","amount_usd":"0.1"}"#)
            #expect((other.status, other.json?["parameter"]?.string) == (403, "team"))
            let own = try await caller.ask(
                "POST", "/api/v1/reservations", #"{"id":"x","model":"gpt","amount_usd":"0.1"}"#)
            #expect(own.json?["team"]?.string == "search")
            #expect(try await served.ledger.openReservations().count == 3)
            try await served.clear()
        }
    }

    @Test("Whatever request id is given, it is of the team's own, and no call of others or of the gateway is touched")
    func foreignRequestID() async throws {
        try await Served.with { served in
            let model = "amazon.nova-micro-v1:0"
            let cost = served.metering.pricer().cost(
                of: Usage(input: 777), model: model, region: "us-east-1", at: .now())
            let foreign = Call(
                id: "call-ads", requestID: "request-ads", at: .now(),
                attribution: Attribution(team: "ads", callsite: "secret"), requestedModel: model, region: "us-east-1",
                operation: .converse, status: .succeeded, cost: cost)
            _ = try await served.ledger.record([foreign])
            let caller = try await served.asker(.caller)
            let path = "/api/v1/reservations"
            for (id, request) in [("x", "request-ads"), ("y", "call-ads")] {
                _ = try await caller.ask("POST", path, #"{"id":"\#(id)","model":"gpt","amount_usd":"0.1"}"#)
                let answer = try await caller.ask(
                    "POST", path + "/\(id)/settle", #"{"cost_usd":"0.5","request_id":"\#(request)"}"#)
                #expect((answer.status, answer.json?["cost_usd"]?.string) == (200, "0.5"))
                #expect(answer.json?["request_id"]?.string == "external:6:search:\(request)")
                #expect(!answer.text.contains("secret"))
            }
            let kept = try #require(try await served.ledger.call("call-ads"))
            #expect((kept.call.attribution.team, kept.breakdown?.total) == ("ads", cost.total))
        }
    }

    @Test("What the gateway holds for its own calls is neither settled nor released by anybody")
    func ownCalls() async throws {
        try await Served.with { served in
            let held = try await served.ledger.reserve(
                ReservationRequest(
                    id: "under-way", attribution: Attribution(team: "search", callsite: "page"), requestedModel: "m",
                    model: "m", region: nil, amount: .bound(Money(picodollars: 1)), owner: .thisProcess))
            guard case .granted = held else { throw CancellationError() }
            for role in [KeyRole.caller, .admin] {
                let asker = try await served.asker(role)
                for verb in ["settle", "release"] {
                    let answer = try await asker.ask(
                        "POST", "/api/v1/reservations/under-way/\(verb)", verb == "settle" ? #"{"cost_usd":"0"}"# : nil)
                    #expect((answer.status, answer.problem) == (403, "forbidden"))
                }
            }
            try await served.clear()
        }
    }

    @Test(
        "A key of the API makes no calls, signed or by its token", arguments: [KeyRole.admin, .viewer, .lead, .metrics])
    func noCalls(role: KeyRole) async throws {
        try await Served.with { served in
            let issued = try await served.issuer.issue(
                role: role, team: role.needsTeam ? "search" : nil, actor: "test", at: .now())
            for proof in [Caller.Proof.token, .signature] {
                let reply = try await Caller(issued).post(
                    "/model/us.anthropic.claude-sonnet-5/converse", to: served.gateway.url, by: proof)
                #expect((reply.status, reply.errorType) == (403, "AccessDeniedException"))
            }
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("A token ends at once when it is revoked, and when its time has come")
    func ends() async throws {
        try await Served.with { served in
            let admin = try await served.asker(.admin)
            let issued = try await admin.ask("POST", "/api/v1/keys", #"{"role":"viewer"}"#)
            let viewer = Asker(url: served.gateway.url, token: issued.json?["bearer_token"]?.string)
            #expect(try await viewer.get("spend").status == 200)
            let id = try #require(issued.json?["id"]?.string)
            let revoked = try await admin.ask("DELETE", "/api/v1/keys/\(id)")
            #expect(revoked.json?["state"]?.string == "revoked")
            #expect(revoked.json?["revoked_by"]?.string == admin.token.map { String($0.dropFirst(3).prefix(16)) })
            #expect(try await viewer.get("spend").status == 401)
            let now = Timestamp.now()
            let brief = try await served.issuer.issue(
                role: .viewer, team: nil, expiresAt: now, actor: "test", at: now.advanced(byMilliseconds: -1000))
            let late = Asker(url: served.gateway.url, token: brief.bearerToken.revealed())
            #expect(try await late.get("spend").text.contains("has expired"))
        }
    }
}
