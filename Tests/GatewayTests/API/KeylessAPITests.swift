import AWSSigning
import Ledger
import LedgerSQLite
import LosslessJSON
import Testing

@testable import Gateway

@Suite("Without any key a program of the machine sees the ledger, and changes no budget and no key")
struct KeylessAPITests {
    @Test("The roles of a caller without a key are those of the table")
    func roles() async throws {
        try await Served.with {
            $0.gateway.servesWithoutKeys = true
            $0.gateway.keylessTeam = "laptop"
        } _: { served in
            for route in APIRoute.all where !route.path.contains("{") && route.members == nil {
                let answer = try await served.stranger.ask(route.method, route.path)
                #expect((answer.status == 403) == !route.roles.contains(.keyless), "\(route.operation.rawValue)")
            }
            let budget = try await served.stranger.ask(
                "PUT", "/api/v1/budgets/b", #"{"limit_usd":"1","period":"month"}"#)
            #expect(budget.status == 403)
            #expect(try await served.stranger.ask("POST", "/api/v1/keys", #"{"role":"admin"}"#).status == 403)
            #expect(try await served.ledger.hasKeys() == false)
            let held = try await served.stranger.ask(
                "POST", "/api/v1/reservations", #"{"id":"r","model":"gpt","amount_usd":"1"}"#)
            #expect(held.json?["team"]?.string == "laptop")
            #expect(try await served.stranger.ask("POST", "/api/v1/reservations/r/release").status == 200)
        }
    }

    @Test(
        "What comes from a web page or through a proxy is refused, and a foreign name of the machine",
        arguments: ["Origin", "Sec-Fetch-Site", "X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
    func pages(header: String) async throws {
        try await Served.with {
            $0.gateway.servesWithoutKeys = true
        } _: { served in
            for path in ["/api/v1/spend", "/metrics"] {
                let answer = try await served.stranger.ask("GET", path, headers: [HeaderField(header, "x")])
                #expect((answer.status, answer.problem) == (403, "forbidden"))
            }
            let rebound = try await RawConnection.exchange(
                "GET /api/v1/spend HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n", with: served.gateway)
            #expect(rebound.hasPrefix("HTTP/1.1 403"))
        }
    }

    @Test("The first key of any role closes the door")
    func firstKey() async throws {
        try await Served.with {
            $0.gateway.servesWithoutKeys = true
        } _: { served in
            #expect(try await served.stranger.get("spend").status == 200)
            _ = try await served.asker(.metrics)
            #expect(try await served.stranger.get("spend").status == 401)
            #expect(try await Caller.nobody.post("/model/m/converse", to: served.gateway.url).status == 403)
        }
    }
}
