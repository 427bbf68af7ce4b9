import AWSSigning
import BedrockRuntime
import Ledger
import LedgerSQLite
import LosslessJSON
import Testing

@testable import Gateway

@Suite("What cannot be taken is refused with its name, its value and what is allowed")
struct ProblemTests {
    @Test(
        "Parameters",
        arguments: [
            ("spend?by=prompt", "by", "prompt"), ("spend?by=team,team", "by", "team"), ("spend?top=0", "top", "0"),
            ("spend?top=1001", "top", "1001"), ("spend?top=1e3", "top", "1e3"), ("calls?limit=-1", "limit", "-1"),
            ("calls?cursor=x", "cursor", "x"), ("calls?since=yesterday", "since", "yesterday"),
            ("calls?since=2026-01-02&until=2026-01-01", "until", "2026-01-01T00:00:00Z"),
            ("calls?operation=chat", "operation", "chat"), ("calls?tag=x", "tag", "x"),
            ("export?format=xml%0a%1b%5b2J", "format", "xml\\u{a}\\u{1b}[2J"),
            ("reservations?state=all", "state", "all"), ("spend?team=a&team=b", "team", "b"),
        ])
    func parameters(path: String, parameter: String, value: String) async throws {
        try await Served.with { served in
            let answer = try await served.asker(.viewer).get(path)
            #expect((answer.status, answer.problem) == (400, "invalid-parameter"))
            #expect(answer.headers.value(of: "content-type") == "application/problem+json")
            #expect(answer.json?["parameter"]?.string == parameter)
            #expect(answer.json?["value"]?.string == value)
            #expect(answer.json?["allowed"]?.string?.isEmpty == false)
        }
    }

    @Test("Parameters that are not known", arguments: ["spend?group=team", "budgets?team=search", "spend?%ff=1"])
    func unknownParameters(path: String) async throws {
        try await Served.with { served in
            let answer = try await served.asker(.viewer).get(path)
            #expect((answer.status, answer.problem) == (400, "invalid-parameter"))
            #expect(answer.json?["value"]?.string?.isEmpty == false)
        }
    }

    @Test(
        "Bodies",
        arguments: [
            (#"{"limit_usd":"1","period":"month","cost":"1"}"#, "cost"), (#"{"limit_usd":"1"}"#, "period"),
            (#"{"period":"month"}"#, "limit_usd"), (#"{"limit_usd":"1e99","period":"month"}"#, "limit_usd"),
            (#"{"limit_usd":"1","period":"decade"}"#, "period"), (#"{"limit_usd":"1","period":7}"#, "period"),
            (#"{"limit_usd":"1","period":"month","scope":{"region":"x"}}"#, "region"),
            (#"{"limit_usd":"1","period":"month","scope":[]}"#, "scope"),
            (#"{"limit_usd":"1","limit_usd":"2","period":"month"}"#, "limit_usd"),
            (#"{"limit_usd":"1","period":"month","warn_at":["x"]}"#, "warn_at"),
            (#"{"limit_usd":"1","period":"month","enforcement":"never"}"#, "enforcement"),
            (#"{"limit_usd":"1","period":"month","when_exceeded":"fallback"}"#, "with fallback_model"),
            (#"{"limit_usd":"1","period":"month","when_exceeded":"shrink","minimum_tokens":0}"#, "minimum_tokens"),
            (#"{"limit_usd":"1","period":"month","minimum_tokens":9}"#, "when_exceeded"),
            (#"{"limit_usd":"0","period":"month"}"#, "limit"), ("[]", "body"), ("{", "JSON"),
            (#"{"scope":{"tags":{"a":{"b":{"c":{}}}}}}"#, "JSON"),
        ])
    func bodies(body: String, word: String) async throws {
        try await Served.with { served in
            let answer = try await served.asker(.admin).ask("PUT", "/api/v1/budgets/b", body)
            #expect(answer.status == 400)
            #expect(answer.json?["detail"]?.string?.contains(word) == true, "\(answer.text)")
            #expect(try await served.ledger.budgets().isEmpty)
        }
    }

    @Test("An address that guesses tokens is asked to wait, and a token that was proved there is still taken")
    func guesses() async throws {
        try await Served.with({ $0.gateway.limits.failedProofs = 3 }) { served in
            let viewer = try await served.asker(.viewer)
            #expect(try await viewer.get("budgets").status == 200)
            let guesser = Asker(url: served.gateway.url, token: "bl-abcdefgh23456789-x")
            for _ in 0..<3 { #expect(try await guesser.get("budgets").status == 401) }
            let refused = try await guesser.get("budgets")
            #expect((refused.status, refused.problem) == (429, "too-many-requests"))
            #expect(try await viewer.get("budgets").status == 200)
        }
    }

    @Test("Paths, methods, types and sizes")
    func requests() async throws {
        try await Served.with { served in
            let admin = try await served.asker(.admin)
            for path in [
                "/api/v1/", "/api/v2/spend", "/api/v1/spend/", "/api/v1//spend", "/api/v1/calls/", "/api/v1/calls/%zz",
            ] {
                #expect(try await admin.ask("GET", path).problem == "not-found", "\(path)")
            }
            let method = try await admin.ask("DELETE", "/api/v1/budgets")
            #expect((method.status, method.headers.value(of: "allow")) == (405, "GET"))
            #expect(try await admin.ask("PATCH", "/api/v1/budgets/b").headers.value(of: "allow") == "DELETE, GET, PUT")
            let text = try await HTTPTransport.shared.send(
                TransportRequest(
                    method: "PUT", url: served.gateway.url + "/api/v1/budgets/b",
                    headers: [
                        HeaderField("Authorization", "Bearer \(admin.token ?? "")"),
                        HeaderField("Content-Type", "text/plain"),
                    ], body: Array("{}".utf8)))
            #expect(text.status == 415)
            let large = "{" + String(repeating: " ", count: 70_000) + "}"
            #expect(try await admin.ask("PUT", "/api/v1/budgets/b", large).problem == "body-too-large")
            let twice = try await admin.ask(
                "GET", "/api/v1/spend", headers: [HeaderField("Authorization", "Bearer \(admin.token ?? "")")])
            #expect(twice.status == 401)
            let cookie = try await served.stranger.ask(
                "GET", "/api/v1/spend", headers: [HeaderField("Cookie", "token=\(admin.token ?? "")")])
            #expect(cookie.status == 401)
            let page = try await admin.ask("GET", "/api/v1/spend", headers: [HeaderField("Origin", "https://evil")])
            #expect(page.headers.value(of: "access-control-allow-origin") == nil)
        }
    }

    @Test("What the operator has to see to is not told to the caller")
    func unavailable() async throws {
        try await Served.with {
            $0.keepsLedger = false
        } _: { served in
            let viewer = try await served.asker(.viewer)
            await served.ledger.close()
            let answer = try await viewer.get("spend")
            #expect((answer.status, answer.problem) == (503, "unavailable"))
            #expect(!answer.text.contains(served.ledger.path))
        }
    }
}
