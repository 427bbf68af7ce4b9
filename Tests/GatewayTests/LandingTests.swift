import AWSSigning
import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Gateway
import Ledger
import LedgerSQLite
import LosslessJSON
import Pricing
import Testing

@Suite("A budget's policy changes a call instead of refusing it, for clients that know nothing of it")
struct LandingTests {
    private static let cheaper = "us.anthropic.claude-haiku-4-5-20251001-v1:0"
    private static let invocation =
        #"{"anthropic_version":"bedrock-2023-05-31","max_tokens":100,"#
        + #""messages":[{"role":"user","content":"Hi [[tokens:20]]"}]}"#

    /// A cap between what the cheaper model and the dearer one can cost.
    private func cap(
        _ served: Served, _ policy: ExceededPolicy, times: Int128 = 1
    ) async throws {
        let request = try JSONValue.parse(Caller.question)
        let pricer = served.metering.pricer()
        func bound(_ model: String) -> Money? {
            pricer.bound(of: BoundRequest(model: model, region: "us-east-1", request: request)).total
        }
        let low = try #require(bound(Self.cheaper))
        let high = try #require(bound(Served.model))
        #expect(low < high)
        let limit = Money(picodollars: (low.picodollars + high.picodollars) / 2 * times)
        _ = try await served.ledger.setBudget(
            Budget(
                name: "cap", scope: BudgetScope(team: "search"), limit: limit, period: .month, whenExceeded: policy),
            actor: "test")
    }

    @Test(
        "Headers say what became of it, and the ledger has what was sent",
        arguments: [
            ("converse", Caller.question), ("converse-stream", Caller.question), ("invoke", invocation),
            ("invoke-with-response-stream", invocation),
        ], [ExceededPolicy.fallback(model: cheaper), .shrink(minimumTokens: 10)])
    func headers(operation: (String, String), policy: ExceededPolicy) async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try await cap(served, policy)
            let reply = try await caller.post(
                "/model/\(Served.model)/\(operation.0)", to: served.gateway.url, body: operation.1)
            #expect(reply.status == 200, "\(reply.text)")
            #expect(reply.headers.value(of: "x-ledger-landing") == policy.kind.rawValue)
            let model = policy.fallbackModel ?? Served.model
            #expect(reply.headers.value(of: "x-ledger-model") == model)
            let call = try #require(try await served.calls().first)
            #expect(call.call.id == reply.headers.value(of: "x-ledger-call-id"))
            #expect(call.call.requestedModel == model)
            let details = try #require(try await served.ledger.callDetails(call.call.id))
            #expect(details.adjustment?.contains("because budget \"cap\" had no room for more") == true)
            #expect(served.emulator.account.calls.count == 1)
            #expect(try await served.agrees())
        }
    }

    @Test("A call that fits is sent as it is, and no header says otherwise")
    func fitting() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try await cap(served, .fallback(model: Self.cheaper), times: 2)
            let reply = try await caller.post("/model/\(Served.model)/converse", to: served.gateway.url)
            #expect(reply.status == 200)
            #expect(reply.headers.value(of: "x-ledger-landing") == nil)
            #expect(reply.headers.value(of: "x-ledger-model") == nil)
        }
    }

    @Test(
        "It is refused where it cannot be changed: a key for other models, a body of another family",
        arguments: [
            ("converse", Caller.question, cheaper, [Served.model]),
            ("invoke", invocation, "us.amazon.nova-micro-v1:0", []),
        ] as [(String, String, String, [String])])
    func refusals(operation: String, body: String, fallback: String, models: [String]) async throws {
        try await Served.with { served in
            let caller = try await served.key(models: models)
            try await cap(served, .fallback(model: fallback))
            let reply = try await caller.post(
                "/model/\(Served.model)/\(operation)", to: served.gateway.url, body: body)
            #expect((reply.status, reply.errorType) == (400, "ServiceQuotaExceededException"))
            #expect(served.emulator.account.callCount == 0)
        }
    }

    @Test("A key that is for the cheaper model as well is led to it")
    func permitted() async throws {
        try await Served.with { served in
            let caller = try await served.key(models: [Served.model, "anthropic.claude-haiku-4-5-20251001-v1:0"])
            try await cap(served, .fallback(model: Self.cheaper))
            let reply = try await caller.post("/model/\(Served.model)/converse", to: served.gateway.url)
            #expect(reply.headers.value(of: "x-ledger-landing") == "fallback")
        }
    }

    @Test("A call that is made again gets the answer that was kept, with what became of it")
    func joining() async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try await cap(served, .fallback(model: Self.cheaper))
            let again = [HeaderField("amz-sdk-invocation-id", "9f10")]
            let path = "/model/\(Served.model)/converse"
            let first = try await caller.post(path, to: served.gateway.url, unsigned: again)
            let second = try await caller.post(path, to: served.gateway.url, unsigned: again)
            #expect([first.status, second.status] == [200, 200])
            #expect(first.body == second.body)
            for name in ["x-ledger-call-id", "x-ledger-landing", "x-ledger-model"] {
                #expect(first.headers.value(of: name) != nil)
                #expect(first.headers.value(of: name) == second.headers.value(of: name))
            }
            #expect(served.emulator.account.callCount == 1)
        }
    }

    @Test(
        "Many callers at once never spend more than the cap",
        arguments: [ExceededPolicy.fallback(model: cheaper), .shrink(minimumTokens: 30)])
    func overshoot(policy: ExceededPolicy) async throws {
        try await Served.with { served in
            let caller = try await served.key()
            try await cap(served, policy, times: 4)
            let url = served.gateway.url
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<48 {
                    group.addTask { try await caller.post("/model/\(Served.model)/converse", to: url).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(statuses).isSubset(of: [200, 400]))
            #expect(statuses.contains(200))
            #expect(try await served.agrees())
            let status = try #require(try await served.ledger.budget("cap"))
            #expect(status.left >= .zero)
        }
    }
}
