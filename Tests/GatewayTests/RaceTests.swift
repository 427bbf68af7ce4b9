import AWSSigning
import BedrockEmulator
import BedrockRuntime
import Ledger
import LedgerSQLite
import Pricing
import Testing

@testable import Gateway

@Suite("What happens while a request is under way")
struct RaceTests {
    private let path = "/model/us.anthropic.claude-sonnet-5/converse"

    @Test("A key that is revoked while the body comes buys nothing")
    func revokedMeanwhile() async throws {
        try await Served.with { served in
            let issued = try await served.issuer.issue(team: "search", actor: "test", at: .now())
            let body = #"{"messages":[{"role":"user","content":[{"text":"hi"}]}]}"#
            let head =
                "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + "\(issued.bearerToken.revealed())\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
            // The head is answered only once its body has come, so revoking before the body is sent is revoking meanwhile.
            let answer = try await RawConnection.exchange([head, body], with: served.gateway) {
                _ = try await served.ledger.revokeKey(issued.key.id, actor: "test")
            }
            #expect(answer.hasPrefix("HTTP/1.1 403"))
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("What the service says of the gateway's own identity is not passed on")
    func ownIdentity() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try served.emulator.enqueue(EmulatorFault(.refuse(.accessDenied)))
            let answer = try await caller.post(path, to: served.gateway.url)
            #expect(answer.status == 403)
            #expect(answer.errorType == "AccessDeniedException")
            #expect(answer.text.contains("the gateway's log tells why"))
        }
    }

    @Test("A HEAD has no body")
    func head() async throws {
        try await Served.with { (served) async throws in
            for target in ["/healthz", "/model/x/converse"] {
                let answer = try await RawConnection.exchange(
                    "HEAD \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", with: served.gateway)
                #expect(answer.hasSuffix("\r\n\r\n"), "\(answer)")
            }
        }
    }
}
