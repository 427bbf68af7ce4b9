import Dashboard
import Gateway
import Ledger
import LedgerSQLite
import Pricing
import Testing

@Suite("The gateway serves the dashboard to those who may see it")
struct DashboardTests {
    /// One request on a connection of its own; the whole answer as text.
    private func ask(
        _ served: Served, _ method: String = "GET", _ target: String = "/dashboard", host: String? = nil,
        headers: [String] = [], body: String = ""
    ) async throws -> String {
        let address = served.gateway
        let lines =
            ["\(method) \(target) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(address.port)")", "Connection: close"]
            + headers + (method == "POST" ? ["Content-Length: \(body.utf8.count)"] : []) + ["", body]
        return try await RawConnection.exchange(lines.joined(separator: "\r\n"), with: address)
    }

    private func status(_ answer: String) -> Int? { answer.split(separator: " ").dropFirst().first.flatMap { Int($0) } }

    private func cookie(_ answer: String) -> String? {
        answer.firstMatch(of: /(?i)set-cookie: (bedrock-ledger-session=[^;\r]*)/).map { String($0.output.1) }
    }

    /// The form by which the holder of a new key of a role logs in.
    private func form(_ role: KeyRole, of served: Served) async throws -> String {
        "token=\(try #require(try await served.asker(role, team: "search").token))"
    }

    @Test("Without keys browsers of this machine see it, by whatever name of it, and nobody else does")
    func keyless() async throws {
        try await Served.with({ $0.gateway.servesWithoutKeys = true }) { served in
            for host in ["127.0.0.1", "localhost:\(served.gateway.port)", "[::1]:1"] {
                let answer = try await ask(served, host: host, headers: ["Sec-Fetch-Site: none"])
                #expect(status(answer) == 200)
                #expect(answer.contains("<h1>"))
            }
            #expect(status(try await ask(served, host: "rebound.example")) == 403)
            #expect(status(try await ask(served, headers: ["X-Forwarded-For: 10.0.0.1"])) == 403)
            #expect(status(try await ask(served, "GET", "/dashboard/style.css")) == 200)
            #expect(status(try await ask(served, "POST", "/dashboard/login")) == 405)
            // Once a key is there, nobody is let in without a login.
            _ = try await served.key()
            #expect(status(try await ask(served)) == 401)
        }
    }

    @Test("A token opens a session, its team bounds what is seen, and logging out ends it")
    func session() async throws {
        try await Served.with { served in
            let origin = "Origin: http://127.0.0.1:\(served.gateway.port)"
            #expect(status(try await ask(served)) == 401)
            #expect(status(try await ask(served, "GET", "/dashboard/spend.csv")) == 401)
            let login = try await ask(
                served, "POST", "/dashboard/login", headers: [origin], body: try await form(.lead, of: served))
            #expect(status(login) == 303)
            let lower = login.lowercased()
            #expect(lower.contains("httponly") && lower.contains("samesite=strict") && !lower.contains("secure"))
            let session = "Cookie: other=1; \(try #require(cookie(login)))"
            let page = try await ask(served, headers: [session])
            #expect(status(page) == 200)
            #expect(!page.contains("name=\"team\"") && page.contains("Log out"))
            let logout = try await ask(served, "POST", "/dashboard/logout", headers: [origin, session])
            #expect(status(logout) == 303)
            #expect(status(try await ask(served, headers: [session])) == 401)
            let admin = try await ask(
                served, "POST", "/dashboard/login", headers: [origin], body: try await form(.admin, of: served))
            let whole = try await ask(served, headers: ["Cookie: \(try #require(cookie(admin)))"])
            #expect(whole.contains("name=\"team\""))
        }
    }

    @Test(
        "A form of another site, a wrong token and an endless form log nobody in; whoever guesses too often has to wait"
    )
    func refusals() async throws {
        try await Served.with { served in
            let origin = "Origin: http://127.0.0.1:\(served.gateway.port)"
            let body = try await form(.admin, of: served)
            for headers in [[], ["Origin: https://evil.example"], ["Origin: null"]] {
                let answer = try await ask(served, "POST", "/dashboard/login", headers: headers, body: body)
                #expect(status(answer) == 403 && cookie(answer) == nil)
            }
            let long = "token=" + String(repeating: "x", count: 5000)
            #expect(status(try await ask(served, "POST", "/dashboard/login", headers: [origin], body: long)) == 413)
            for _ in 0..<20 {
                let answer = try await ask(served, "POST", "/dashboard/login", headers: [origin], body: "token=guess")
                #expect(status(answer) == 403 && cookie(answer) == nil)
            }
            let guess = try await ask(served, "POST", "/dashboard/login", headers: [origin], body: "token=guess")
            #expect(status(guess) == 429)
            #expect(status(try await ask(served, "POST", "/dashboard/login", headers: [origin], body: body)) == 303)
            let plain = try await ask(
                served, "POST", "/dashboard/login", host: "ledger.example", headers: ["Origin: http://ledger.example"],
                body: body)
            #expect(status(plain) == 403 && cookie(plain) == nil && plain.contains("https"))
        }
    }

    @Test("Keys that make calls or read metrics open no session", arguments: [KeyRole.caller, .metrics])
    func otherRoles(role: KeyRole) async throws {
        try await Served.with { served in
            let origin = "Origin: http://127.0.0.1:\(served.gateway.port)"
            let answer = try await ask(
                served, "POST", "/dashboard/login", headers: [origin], body: try await form(role, of: served))
            #expect(status(answer) == 403 && cookie(answer) == nil)
        }
    }

    @Test("A session ends with the key that opened it")
    func revocation() async throws {
        try await Served.with { served in
            let origin = "Origin: http://127.0.0.1:\(served.gateway.port)"
            let login = try await ask(
                served, "POST", "/dashboard/login", headers: [origin], body: try await form(.viewer, of: served))
            let session = "Cookie: \(try #require(cookie(login)))"
            #expect(status(try await ask(served, headers: [session])) == 200)
            let key = try #require(try await served.ledger.keys().first)
            _ = try await served.ledger.revokeKey(key.id, actor: "test")
            #expect(status(try await ask(served, headers: [session])) == 401)
        }
    }

    @Test("Over a name that is not loopback the cookie goes over https only")
    func secureCookie() async throws {
        try await Served.with { served in
            let answer = try await ask(
                served, "POST", "/dashboard/login", host: "ledger.example", headers: ["Origin: https://ledger.example"],
                body: try await form(.viewer, of: served))
            #expect(answer.contains("; Secure"))
        }
    }
}
