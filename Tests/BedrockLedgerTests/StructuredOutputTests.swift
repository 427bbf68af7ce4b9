import BedrockLedger
import BedrockRuntime
import JSONRepair
import Ledger
import LosslessJSON
import Pricing
import Testing

@Suite("An answer of a type")
struct StructuredOutputTests {
    struct City: Decodable, Sendable, Equatable {
        var name: String
        var population: Int
    }

    private static func answer(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return Answers.converse().replacing("\"Hello.\"", with: writer.text)
    }

    private func ask(_ desk: Desk, attempts: Int = 2, id: String? = nil) async throws -> StructuredAnswer<City> {
        try await desk.client.converse(
            model: Desk.model, messages: [.user("A city as JSON.")], maxTokens: 500, returning: City.self,
            maxRepairAttempts: attempts, options: CallOptions(id: id))
    }

    @Test("is found among prose and repaired")
    func repaired() async throws {
        let text = "Here you are:\n```json\n{\"name\": \"Lima\", 'population': 10000000,}\n```\nAnything else?"
        try await Desk.with(ScriptedSender(.answer(Self.answer(text)))) { desk in
            let answer = try await ask(desk)
            #expect(answer.value == City(name: "Lima", population: 10_000_000))
            #expect(!answer.json.repairs.isEmpty)
            #expect(answer.costUSD == Desk.usualCost)
        }
    }

    @Test("is asked for again with the reason, and every round is recorded and paid for")
    func again() async throws {
        let sender = ScriptedSender(
            .answer(Self.answer("I do not know.")), .answer(Self.answer(#"{"name":"Lima"}"#)),
            .answer(Self.answer(#"{"name":"Lima","population":1}"#)))
        try await Desk.with(sender) { desk in
            let answer = try await ask(desk, id: "city")
            #expect(answer.value.population == 1)
            #expect(answer.rounds.map(\.call.id) == ["city", "city.r2", "city.r3"])
            #expect(answer.costUSD == Desk.usualCost + Desk.usualCost + Desk.usualCost)
            #expect(try await desk.calls.map(\.call.id) == ["city", "city.r2", "city.r3"])
            let details = try #require(try await desk.store.callDetails("city.r3"))
            #expect(details.attempts.map(\.outcome) == [.rejected, .rejected, .succeeded])
            #expect(details.attempts.map(\.billedAs) == ["city", "city.r2", nil])
            let last = try JSONValue.parse(try #require(desk.sender.sent.last?.body))
            #expect(last["messages"]?.count == 5)
            #expect(last["messages"]?[3]?["content"]?[0]?["text"]?.string == #"{"name":"Lima"}"#)
            #expect(last["messages"]?[4]?["content"]?[0]?["text"]?.string?.contains("population") == true)
        }
    }

    @Test("that never comes is an error with all rounds and their cost")
    func never() async throws {
        try await Desk.with(ScriptedSender(.answer(Self.answer("No.")), .answer(Self.answer("")))) {
            (desk) async throws in
            let error = await #expect(throws: StructuredOutputFailed.self) { try await ask(desk, attempts: 1) }
            #expect(error?.rounds.count == 2)
            #expect(error?.costUSD == Desk.usualCost + Desk.usualCost)
            #expect(try await desk.calls.count == 2)
        }
    }

    @Test("is not asked for again where the budget has no room for another round")
    func capped() async throws {
        try await Desk.with(ScriptedSender(.answer(Self.answer("No.")), .answer(Self.answer("No.")))) { desk in
            try await desk.cap("0.0105")
            let error = await #expect(throws: StructuredOutputFailed.self) { try await ask(desk) }
            #expect(error?.underlying is BudgetExceeded)
            #expect(error?.costUSD == Desk.usualCost)
            #expect(desk.sender.sent.count == 1)
        }
    }
}
