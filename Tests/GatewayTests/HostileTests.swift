import AWSSigning
import BedrockEmulator
import BedrockRuntime
import Gateway
import Ledger
import LedgerSQLite
import Testing

@Suite("Hostile requests cost nothing and leave nothing behind")
struct HostileTests {
    private static let path = "/model/us.anthropic.claude-sonnet-5/converse"

    private func get(_ target: String, _ served: Served) async throws -> String {
        try await RawConnection.exchange(
            "GET \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", with: served.gateway)
    }

    @Test("Health is told to anybody, and nothing else")
    func health() async throws {
        try await Served.with { served in
            let health = try await get("/healthz", served)
            #expect(health.hasPrefix("HTTP/1.1 200"))
            let readiness = try await get("/readyz", served)
            #expect(readiness.contains(#"{"status":"ready"}"#))
            let other = try await get("/metrics", served)
            #expect(other.hasPrefix("HTTP/1.1 401"))
        }
    }

    @Test(
        "Routes that are not metered are refused, signed or not",
        arguments: ["/guardrail/g/version/1/apply", "/async-invoke", "/anthropic/v1/messages", "/model/m/../converse"])
    func routes(path: String) async throws {
        try await Served.with { served in
            let reply = try await served.key().post(path, to: served.gateway.url)
            #expect((reply.status, reply.errorType) == (403, "AccessDeniedException"))
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test(
        "What is ambiguous on the wire is refused",
        arguments: [
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            "X Y: z\r\nContent-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
            "Host: 127.0.0.2\r\nContent-Length: 0\r\n\r\n",
        ])
    func smuggling(rest: String) async throws {
        try await Served.with { served in
            let answer = try await RawConnection.exchange(
                "POST \(Self.path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\(rest)", with: served.gateway)
            #expect(answer.hasPrefix("HTTP/1.1 4"))
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("Headers beyond count and size, and bodies beyond size, are refused")
    func sizes() async throws {
        try await Served.with {
            $0.gateway.limits.bodyBytes = 1000
            $0.gateway.limits.headerCount = 20
            $0.gateway.limits.headerBytes = 4096
        } _: { served in
            let caller = try await served.key()
            let url = served.gateway.url
            let large = try await caller.post(Self.path, to: url, body: String(repeating: " ", count: 1001))
            #expect((large.status, large.errorType) == (413, "RequestEntityTooLargeException"))
            let many = try await caller.post(
                Self.path, to: url, unsigned: (0..<30).map { HeaderField("x-\($0)", "1") })
            #expect(many.status == 400)
            let long = try await caller.post(
                Self.path, to: url, unsigned: [HeaderField("x", String(repeating: "y", count: 5000))])
            #expect(long.status == 400)
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test(
        "A client that lets the gateway wait is cut off",
        arguments: [
            "", "POST \(path) HTT", "POST \(path) HTTP/1.1\r\nHost: x\r\n",
            "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nhello",
            "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        ])
    func patience(bytes: String) async throws {
        try await Served.with {
            $0.gateway.servesWithoutKeys = true
            $0.gateway.limits.headTimeout = .milliseconds(100)
            $0.gateway.limits.bodyTimeout = .milliseconds(100)
            $0.gateway.limits.idleTimeout = .milliseconds(100)
        } _: { served in
            // It returns once the gateway closes the connection.
            let answer = try await RawConnection.exchange(bytes, with: served.gateway)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 200") || answer.hasPrefix("HTTP/1.1 400"))
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("Bodies that do not fit into the memory that is theirs are refused before they are read")
    func room() async throws {
        try await Served.with {
            $0.gateway.limits.bufferedBytes = 10
        } _: { served in
            let reply = try await served.key().post(Self.path, to: served.gateway.url)
            #expect((reply.status, reply.errorType) == (503, "ServiceUnavailableException"))
        }
    }

    @Test("No more connections than the limit are served at a time")
    func connections() async throws {
        try await Served.with {
            $0.gateway.limits.connections = 1
        } _: { served in
            let second = Flag()
            let request = TransportRequest(
                method: "GET", url: served.gateway.url + "/healthz", headers: [HeaderField("Host", "127.0.0.1")])
            try await withThrowingTaskGroup(of: Void.self) { group in
                // It keeps the one connection open, until it is let go of.
                var first: HTTPTransport? = HTTPTransport()
                for number in 0..<10 {
                    let response = try await first?.send(request)
                    _ = try await response?.body.collect(upTo: 1000)
                    #expect(response?.status == 200)
                    guard number == 0 else { continue }
                    group.addTask {
                        let answer = try await get("/healthz", served)
                        if answer.hasPrefix("HTTP/1.1 200") { second.raise() }
                    }
                }
                #expect(!second.isRaised)
                first = nil
                try await group.waitForAll()
            }
            #expect(second.isRaised)
        }
    }

    @Test("Names out of headers and metadata are cleaned, and bounded in number")
    func names() async throws {
        try await Served.with {
            $0.gateway.limits.callsitesPerTeam = 2
        } _: { served in
            let caller = try await served.key(callsite: "default")
            let url = served.gateway.url
            for name in ["=cmd|' /C calc'!A0", "a\u{202E}b", "third", "=cmd|' /C calc'!A0"] {
                let body = Caller.question.dropLast() + #","requestMetadata":{"callsite":"\#(name)","team":"ads"}}"#
                #expect(try await caller.post(Self.path, to: url, body: String(body)).status == 200)
            }
            let calls = try await served.calls()
            let cleaned = "_=cmd|' /C calc'!A0"
            #expect(calls.map(\.call.attribution.callsite) == [cleaned, "a_b", "other", cleaned])
            #expect(Set(calls.map(\.call.attribution.team)) == ["search"])
            let details = try await served.ledger.callDetails(try #require(calls.first?.call.id))
            #expect(details?.callsiteOrigin == "metadata")
        }
    }
}
