import BedrockLedger
import BedrockRuntime
import Ledger
import LosslessJSON
import Testing

@Suite("Whom a call is charged to")
struct AttributionTests {
    @Test("is what the call says, else the task, else the client; tags add up")
    func order() async throws {
        let sender = ScriptedSender(
            .answer(Answers.converse()), .answer(Answers.converse()), .answer(Answers.converse()))
        try await Desk.with(sender) { desk in
            func ask(_ options: CallOptions = CallOptions(), callsite: String? = nil) async throws {
                _ = try await desk.client.converse(
                    model: Desk.model, messages: [.user("Hi")], options: options, callsite: callsite)
            }
            try await ask()
            try await CallContext.with(CallContext(user: "ada", tags: ["tenant": "a", "env": "test"])) {
                try await ask()
                try await CallContext.with(CallContext(team: "ranking", callsite: "outer", tags: ["env": "inner"])) {
                    var options = CallOptions.team("billing")
                    options.context.tags = ["run": "7"]
                    try await ask(options, callsite: "named")
                }
            }
            let calls = try await desk.calls.map(\.call.attribution)
            #expect(calls.map(\.team) == ["search", "search", "billing"])
            #expect(calls.map(\.user) == [nil, "ada", "ada"])
            #expect(calls[1].tags == ["tenant": "a", "env": "test"])
            #expect(calls[2].tags == ["tenant": "a", "env": "inner", "run": "7"])
            #expect(calls[2].callsite == "named")
            #expect(calls[0].callsite.hasPrefix("BedrockLedgerTests/AttributionTests.swift#"))
            let body = try JSONValue.parse(try #require(desk.sender.sent.last?.body))
            #expect(body["requestMetadata"]?["team"]?.string == "billing")
            #expect(body["requestMetadata"]?["tenant"]?.string == "a")
        }
    }

    @Test("is checked before anything is sent", arguments: ["=cmd()", " search", "a\nb", ""])
    func invalid(team: String) async throws {
        try await Desk.with(ScriptedSender()) { (desk) async throws in
            let error = await #expect(throws: LedgerError.self) {
                try await desk.client.converse(
                    model: Desk.model, messages: [.user("Hi")], options: .team(team))
            }
            #expect(error?.code == .invalidInput)
            #expect(desk.sender.sent.isEmpty)
        }
    }

    @Test("stays out of the request where it is not to be passed on")
    func notPassedOn() async throws {
        var options = Desk.options()
        options.passesAttributionOn = false
        try await Desk.with(ScriptedSender(.answer(Answers.converse())), options: options) { desk in
            _ = try await desk.client.converse(model: Desk.model, messages: [.user("Hi")])
            #expect(desk.sender.sent.first?.body == ConverseRequest(messages: [.user("Hi")]).body)
        }
    }
}
