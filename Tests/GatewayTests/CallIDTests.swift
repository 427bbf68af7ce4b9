import AWSSigning
import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Ledger
import LedgerSQLite
import Retry
import Testing

@testable import Gateway

@Suite("An answer names the call that the ledger has")
struct CallIDTests {
    private let path = "/model/us.anthropic.claude-sonnet-5/converse"

    @Test("A refusal before there is a call names none")
    func refusals() async throws {
        try await Served.with { served in
            let reply = try await Caller.nobody.post(path, to: served.gateway.url)
            #expect(reply.headers.value(of: "x-ledger-call-id") == nil)
            #expect(reply.headers.value(of: "x-amzn-requestid") != nil)
        }
    }

    @Test("A call that goes on after a lost answer is named by its last entry, failed or not", arguments: [1, 2])
    func furtherEntries(losses: Int) async throws {
        try await Served.with {
            $0.metering.retryPolicy = RetryPolicy(
                transient: Backoff(initialDelay: .zero, maxDelay: .zero, maxAttempts: 2), retriesAmbiguous: true)
        } _: { served in
            let caller = try await served.key()
            for path in [path, path + "-stream"] {
                for _ in 0..<losses { try served.emulator.enqueue(.init(.loseResponse)) }
                let reply = try await caller.post(path, to: served.gateway.url)
                #expect((reply.status == 200) == (losses == 1))
                let last = try #require(try await served.calls().last)
                #expect(reply.headers.value(of: "x-ledger-call-id") == last.call.id, "\(path)")
            }
        }
    }

    @Test("Whoever joins a call that fails learns the id of that call, and not of a request")
    func joined() {
        let failure = FailedCall(id: "first", reason: GatewayRefusal.unavailable("The service cannot be reached."))
        let reply = ErrorReply.reply(to: failure, requestID: "second")
        #expect(reply.headers.value(of: "x-ledger-call-id") == "first")
        #expect(reply.headers.value(of: "x-amzn-requestid") == "second")
        #expect(reply.status == 503)
    }
}
