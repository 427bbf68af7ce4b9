import AWSSigning
import BedrockEmulator
import BedrockRuntime
import Gateway
import Ledger
import LedgerSQLite
import Pricing
import Testing

@Suite("What a budget has no room for is not sent, and nothing is sent twice")
struct CapTests {
    private let path = "/model/us.anthropic.claude-sonnet-5/converse"

    private func cap(_ served: Served, usd: String) async throws {
        let limit = try #require(Money(usd: usd))
        _ = try await served.ledger.setBudget(
            Budget(name: "cap", scope: BudgetScope(team: "search"), limit: limit, period: .month), actor: "test")
    }

    @Test("A refusal has the form of a quota, says everything, and is not to be tried again")
    func refusal() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try await cap(served, usd: "0.0001")
            for path in [path, path + "-stream"] {
                let reply = try await caller.post(path, to: served.gateway.url)
                #expect((reply.status, reply.errorType) == (400, "ServiceQuotaExceededException"))
                for word in ["cap", "limit USD 0.0001", "spent USD 0", "reserved USD 0", "resets at"] {
                    #expect(reply.text.contains(word), "\(word)")
                }
                #expect(reply.headers.value(of: "x-should-retry") == "false")
                #expect(reply.headers.value(of: "x-ledger-budget") == "cap")
                #expect(reply.headers.value(of: "x-ledger-budget-left-usd") == "0.0001")
                #expect(reply.headers.value(of: "x-ledger-needed-usd") != nil)
                #expect(reply.headers.value(of: "x-ledger-call-id") != nil)
            }
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("Many callers at once never spend more than the cap")
    func overshoot() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try await cap(served, usd: "0.02")
            let url = served.gateway.url
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<64 { group.addTask { try await caller.post(path, to: url).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(statuses) == [200, 400])
            let limit = try #require(Money(usd: "0.02"))
            #expect(!(limit < served.emulator.account.totalCost))
            #expect(try await served.agrees())
        }
    }

    @Test("Nothing is sent while the ledger cannot be written")
    func closed() async throws {
        try await Served.with {
            $0.gateway.servesWithoutKeys = true
            $0.keepsLedger = false
        } _: { served in
            await served.ledger.close()
            let reply = try await Caller.nobody.post(path, to: served.gateway.url)
            #expect((reply.status, reply.errorType) == (503, "ServiceUnavailableException"))
            #expect(served.emulator.account.callCount == 0)
            let ready = try await RawConnection.exchange(
                "GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", with: served.gateway)
            #expect(ready.hasPrefix("HTTP/1.1 503"))
        }
    }

    @Test("A call that is tried again joins the first one, while it is under way and after it")
    func joining() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            let again = [HeaderField("amz-sdk-invocation-id", "9f0c")]
            let url = served.gateway.url
            try served.emulator.enqueue(.init(.latency(.milliseconds(200))))
            async let first = caller.post(path, to: url, unsigned: again)
            async let second = caller.post(path, to: url, unsigned: again)
            let replies = try await [first, second, caller.post(path, to: url, unsigned: again)]
            #expect(replies.map(\.status) == [200, 200, 200])
            #expect(Set(replies.map(\.body)).count == 1)
            #expect(Set(replies.map { $0.headers.value(of: "x-ledger-call-id") }).count == 1)
            #expect(served.emulator.account.callCount == 1)
            // The same id of another key, or with another body, is another call.
            let other = try await served.key(team: "ads")
            _ = try await other.post(path, to: url, unsigned: again)
            let body = Caller.question.replacing("100", with: "99")
            _ = try await caller.post(path, to: url, body: body, unsigned: again)
            #expect(served.emulator.account.callCount == 3)
        }
    }

    @Test("An answer is kept for so long")
    func forgetting() async throws {
        try await Served.with {
            $0.gateway.limits.retention = .zero
        } _: { served in
            let caller = try await served.key()
            let again = [HeaderField("amz-sdk-invocation-id", "9f0e")]
            for _ in 0..<2 {
                #expect(try await caller.post(path, to: served.gateway.url, unsigned: again).status == 200)
            }
            #expect(served.emulator.account.callCount == 2)
        }
    }

    @Test("A call that failed may be made again; a stream cannot be joined")
    func makingAgain() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            let url = served.gateway.url
            let again = [HeaderField("amz-sdk-invocation-id", "9f0d")]
            for path in [path, path + "-stream"] {
                try served.emulator.enqueue(.init(.refuse(.unavailable)))
                #expect(try await caller.post(path, to: url, unsigned: again).status == 503)
                #expect(try await caller.post(path, to: url, unsigned: again).status == 200)
            }
            let stream = try await caller.post(path + "-stream", to: url, unsigned: again)
            #expect((stream.status, stream.errorType) == (400, "ConflictException"))
            #expect(served.emulator.account.callCount == 2)
        }
    }
}
