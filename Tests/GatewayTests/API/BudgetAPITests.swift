import BedrockLedger
import Ledger
import LedgerSQLite
import LosslessJSON
import Pricing
import Testing

@testable import Gateway

@Suite("Budgets and keys are changed over the API, and the trail says by which key")
struct BudgetAPITests {
    @Test("A budget is made, raised, shown and removed")
    func life() async throws {
        try await Served.with { served in
            let admin = try await served.asker(.admin)
            let path = "/api/v1/budgets/search%20team"
            let made = try await admin.ask(
                "PUT", path,
                #"{"scope":{"team":"search","model":"us.amazon.nova-micro-v1:0","tags":{"env":"prod"}},"#
                    + #""limit_usd":"500.000000000001","period":"rolling:24h","enforcement":"soft","warn_at":[90],"#
                    + #""unpriced":"allow"}"#)
            #expect(made.status == 200)
            #expect(made.json?["scope"]?["model"]?.string == "amazon.nova-micro-v1:0")
            #expect(made.json?["limit_usd"]?.string == "500.000000000001")
            #expect(made.json?["left_usd"]?.string == "500.000000000001")
            #expect(made.json?["period"]?.string == "rolling:24h")
            let raised = try await admin.ask(
                "POST", path + "/raise", #"{"by_usd":"100","until":"2099-01-01T00:00:00Z","reason":"launch"}"#)
            #expect(raised.json?["limit_usd"]?.string == "600.000000000001")
            let shown = try await admin.ask("GET", path)
            #expect(shown.text == raised.text)
            let actors = shown.json?["history"]?.elements.compactMap { $0["actor"]?.string }
            let id = try #require(admin.token).dropFirst(3).prefix(16)
            #expect(actors == [String(id), String(id)])
            #expect(try await admin.get("budgets").json?["budgets"]?.count == 1)
            let removed = try await admin.ask("DELETE", path)
            #expect((removed.status, removed.text) == (204, ""))
            #expect(try await admin.ask("DELETE", path).status == 404)
            #expect(try await admin.ask("GET", path).problem == "not-found")
        }
    }

    @Test(
        "What becomes of a call without room is set and shown",
        arguments: [
            (#""when_exceeded":"fallback","fallback_model":"amazon.nova-micro-v1:0""#, "fallback"),
            (#""when_exceeded":"shrink","minimum_tokens":200"#, "shrink"), (#""when_exceeded":"refuse""#, "refuse"),
        ])
    func policies(members: String, kind: String) async throws {
        try await Served.with { served in
            let admin = try await served.asker(.admin)
            let made = try await admin.ask(
                "PUT", "/api/v1/budgets/b", #"{"limit_usd":"5","period":"month",\#(members)}"#)
            #expect(made.status == 200, "\(made.text)")
            #expect(made.json?["when_exceeded"]?.string == kind)
            let kept = try #require(try await served.ledger.budget("b")).budget.whenExceeded
            #expect(made.json?["fallback_model"]?.string == kept.fallbackModel)
            #expect(made.json?["minimum_tokens"]?.integer == kept.minimumTokens)
            #expect(kept.kind.rawValue == kind)
        }
    }

    @Test("A key of the API is issued, listed and revoked; its secrets are in one answer only")
    func keys() async throws {
        try await Served.with { served in
            let admin = try await served.asker(.admin)
            let issued = try await admin.ask(
                "POST", "/api/v1/keys", #"{"team":"ads","callsite":"page","expires_at":"2099-01-01"}"#)
            let names = issued.json?.members.map(\.key)
            #expect(
                names == ["id", "team", "access_key_id", "secret_access_key", "bearer_token", "expires_at"])
            let lead = try await admin.ask("POST", "/api/v1/keys", #"{"role":"lead","team":"ads"}"#)
            #expect(lead.json?.members.map(\.key) == ["id", "role", "team", "bearer_token", "expires_at"])
            let list = try await admin.get("keys")
            #expect(list.json?["keys"]?.elements.compactMap { $0["role"]?.string } == ["admin", "caller", "lead"])
            for secret in ["secret_access_key", "bearer_token"] {
                let shown = try #require(issued.json?[secret]?.string)
                #expect(!list.text.contains(shown))
            }
            let access = try #require(issued.json?["access_key_id"]?.string)
            let revoked = try await admin.ask("DELETE", "/api/v1/keys/\(access)")
            #expect(revoked.json?["state"]?.string == "revoked")
            for body in [#"{"role":"viewer","team":"ads"}"#, #"{"role":"lead"}"#, "{}", #"{"role":"root"}"#] {
                #expect(try await admin.ask("POST", "/api/v1/keys", body).status == 400, "\(body)")
            }
        }
    }

    @Test("The rate card is shown with its age, and read anew where it can be")
    func rates() async throws {
        let isReloaded = Flag()
        try await Served.with {
            $0.gateway.reloadRates = { isReloaded.raise() }
        } _: { served in
            let admin = try await served.asker(.admin)
            let shown = try await admin.get("rates")
            #expect(shown.json?["version"]?.string == served.metering.pricer().card.version)
            #expect((shown.json?["models"]?.count ?? 0) > 100)
            let reloaded = try await admin.ask("POST", "/api/v1/rates/reload")
            #expect(reloaded.text == shown.text)
            #expect(isReloaded.isRaised)
        }
        struct Unreadable: Error {}
        try await Served.with {
            $0.gateway.reloadRates = { throw Unreadable() }
        } _: { served in
            let answer = try await served.asker(.admin).ask("POST", "/api/v1/rates/reload")
            #expect((answer.status, answer.problem) == (409, "conflict"))
        }
    }

    @Test("An old rate card says so")
    func oldRates() async throws {
        try await Served.with {
            $0.metering.clock = { .now().advanced(byMilliseconds: 91 * 86_400_000) }
        } _: { served in
            let shown = try await served.asker(.viewer).get("rates")
            #expect(shown.json?["warning"]?.string?.contains("days old") == true)
        }
    }
}
