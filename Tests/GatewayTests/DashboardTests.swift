import Dashboard
import Gateway
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

    /// Tokens of a lead of team search and of an admin.
    private func withLogin(_ plan: inout Served.Plan) {
        plan.gateway.dashboardLogin = DashboardLogin { token in
            switch token {
            case "lead token": DashboardAccess(team: "search")
            case "admin+token": .all
            default: nil
            }
        }
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
            #expect(status(try await ask(served)) == 403)
        }
    }

    @Test("A token opens a session, its team bounds what is seen, and logging out ends it")
    func session() async throws {
        try await Served.with({ withLogin(&$0) }) { served in
            let origin = "Origin: http://127.0.0.1:\(served.gateway.port)"
            #expect(status(try await ask(served)) == 401)
            #expect(status(try await ask(served, "GET", "/dashboard/spend.csv")) == 401)
            let login = try await ask(
                served, "POST", "/dashboard/login", headers: [origin], body: "token=lead+token")
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
                served, "POST", "/dashboard/login", headers: [origin], body: "token=admin%2Btoken")
            let whole = try await ask(served, headers: ["Cookie: \(try #require(cookie(admin)))"])
            #expect(whole.contains("name=\"team\""))
        }
    }

    @Test("A form of another site, a wrong token and an endless form log nobody in; too many attempts close the door")
    func refusals() async throws {
        try await Served.with({ withLogin(&$0) }) { served in
            let origin = "Origin: http://127.0.0.1:\(served.gateway.port)"
            let body = "token=admin%2Btoken"
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
            #expect(status(try await ask(served, "POST", "/dashboard/login", headers: [origin], body: body)) == 429)
        }
    }

    @Test("Over a name that is not loopback the cookie goes over https only")
    func secureCookie() async throws {
        try await Served.with({ withLogin(&$0) }) { served in
            let answer = try await ask(
                served, "POST", "/dashboard/login", host: "ledger.example", headers: ["Origin: https://ledger.example"],
                body: "token=admin%2Btoken")
            #expect(answer.contains("; Secure"))
        }
    }
}
