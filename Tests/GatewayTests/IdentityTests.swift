import AWSSigning
import BedrockEmulator
import BedrockRuntime
import Gateway
import Ledger
import LedgerSQLite
import Pricing
import Testing

@Suite("The key decides who pays, and nothing else does")
struct IdentityTests {
    private let path = "/model/us.anthropic.claude-sonnet-5/converse"

    @Test("A key works as a pair to sign with and as a token", arguments: [Caller.Proof.signature, .token])
    func bothForms(proof: Caller.Proof) async throws {
        try await Served.with { served in
            let caller = try await served.key(team: "ads")
            let reply = try await caller.post(
                path, to: served.gateway.url, by: proof, unsigned: [HeaderField("X-Ledger-Team", "search")])
            #expect(reply.status == 200)
            #expect(try await served.calls().map(\.call.attribution.team) == ["ads"])
        }
    }

    @Test("Nothing is sent for a key that is not one")
    func strangers() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            let url = served.gateway.url
            var forger = caller
            forger.credentials = Credentials(accessKeyID: caller.credentials.accessKeyID, secretAccessKey: "guess")
            #expect(try await forger.post(path, to: url).errorType == "InvalidSignatureException")
            #expect(try await Caller.nobody.post(path, to: url).errorType == "UnrecognizedClientException")
            #expect(
                try await Caller.nobody.post(path, to: url, by: .none).errorType
                    == "MissingAuthenticationTokenException")
            let wrongToken = Caller(
                id: caller.id, credentials: caller.credentials, token: String(caller.token.dropLast()) + "x")
            #expect(
                try await wrongToken.post(path, to: url, by: .token).errorType == "UnrecognizedClientException")
            let upper = Caller(
                id: "", credentials: Credentials(accessKeyID: "BLAKabcdefgh23456789", secretAccessKey: "x"), token: "x")
            #expect(try await upper.post(path, to: url).errorType == "UnrecognizedClientException")
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("What was changed after it was signed is refused")
    func tampering() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            let url = served.gateway.url
            let changed = Caller.question.replacing("100", with: "999")
            let body = try await caller.post(path, to: url, sending: changed)
            #expect((body.status, body.errorType) == (403, "InvalidSignatureException"))
            let tier = try await caller.post(
                path, to: url, unsigned: [HeaderField("X-Amzn-Bedrock-Service-Tier", "priority")])
            #expect((tier.status, tier.errorType) == (403, "InvalidSignatureException"))
            for minutes in [-6, 6] {
                let time = Timestamp.now().advanced(byMilliseconds: Int64(minutes) * 60_000)
                let late = try await caller.post(path, to: url, at: time)
                #expect((late.status, late.errorType) == (403, "InvalidSignatureException"))
            }
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("A key that was revoked or has expired ends at once, and its holder learns why")
    func ends() async throws {
        try await Served.with { served in
            let url = served.gateway.url
            let caller = try await served.key()
            #expect(try await caller.post(path, to: url).status == 200)
            _ = try await served.ledger.revokeKey(caller.id, actor: "test")
            for proof in [Caller.Proof.signature, .token] {
                let reply = try await caller.post(path, to: url, by: proof)
                #expect((reply.status, reply.errorType) == (403, "UnrecognizedClientException"))
                #expect(reply.text.contains("revoked"))
            }
            let then = Timestamp.now().advanced(byMilliseconds: -2000)
            let expired = Caller(
                try await served.issuer.issue(
                    team: "search", expiresAt: then.advanced(byMilliseconds: 1000), actor: "test", at: then))
            let reply = try await expired.post(path, to: url)
            #expect((reply.status, reply.errorType) == (403, "UnrecognizedClientException"))
            #expect(reply.text.contains("expired"))
        }
    }

    @Test("A key may be for some models only, by the name of the caller or of reports")
    func models() async throws {
        try await Served.with { served in
            let caller = try await served.key(models: ["anthropic.claude-sonnet-5"])
            #expect(try await caller.post(path, to: served.gateway.url).status == 200)
            let other = try await caller.post("/model/amazon.nova-lite-v1%3A0/converse", to: served.gateway.url)
            #expect((other.status, other.errorType) == (403, "AccessDeniedException"))
            #expect(served.emulator.account.callCount == 1)
        }
    }

    @Test("Without keys, programs of the same machine are served until the first key is issued")
    func withoutKeys() async throws {
        try await Served.with {
            $0.gateway.servesWithoutKeys = true
            $0.gateway.keylessTeam = "laptop"
        } _: { served in
            let url = served.gateway.url
            #expect(try await Caller.nobody.post(path, to: url).status == 200)
            #expect(try await served.calls().map(\.call.attribution.team) == ["laptop"])
            let page = try await Caller.nobody.post(path, to: url, headers: [HeaderField("Origin", "https://evil")])
            #expect(page.errorType == "AccessDeniedException")
            for name in ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "Sec-Fetch-Site"] {
                let proxied = try await Caller.nobody.post(path, to: url, headers: [HeaderField(name, "8.8.8.8")])
                #expect(proxied.errorType == "AccessDeniedException", "\(name)")
            }
            let rebound = try await RawConnection.exchange(
                "POST \(path) HTTP/1.1\r\nHost: 127.evil.test\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                with: served.gateway)
            #expect(rebound.hasPrefix("HTTP/1.1 403"))
            _ = try await served.key()
            #expect(try await Caller.nobody.post(path, to: url).errorType == "UnrecognizedClientException")
            #expect(served.emulator.account.callCount == 1)
        }
    }

    @Test("No description of what holds secrets shows one")
    func descriptions() async throws {
        try await Served.with { served in
            let issued = try await served.issuer.issue(team: "search", actor: "test", at: .now())
            let secret = issued.credentials.secretAccessKey.revealed()
            let token = issued.bearerToken.revealed()
            var dumped = "\(issued) \(String(reflecting: issued))"
            dump(issued, to: &dumped)
            #expect(!dumped.contains(secret) && !dumped.contains(token))
            let master = try #require(try KeyFile(besideLedger: served.ledger.path).load())
            #expect("\(master) \(String(reflecting: master))" == "«master key» «master key»")
        }
    }
}
