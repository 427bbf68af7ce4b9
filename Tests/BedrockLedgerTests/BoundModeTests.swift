import BedrockLedger
import BedrockRuntime
import Ledger
import Pricing
import Testing

@Suite("The bound of a call")
struct BoundModeTests {
    private static let prompt = String(repeating: "The quick brown fox. ", count: 200)

    private func ask(_ desk: Desk, _ text: String = Self.prompt) async throws -> CallRecord {
        try await desk.client.converse(model: Desk.model, messages: [.user(text)], maxTokens: 10).call
    }

    @Test("by history is strict until enough calls were seen, and tighter then")
    func history() async throws {
        var options = Desk.options()
        options.bound = .history(missProbability: 0.1)
        let sender = ScriptedSender(
            .answer(Answers.converse(input: 1000, output: 5)), .answer(Answers.converse(input: 900, output: 5)),
            .answer(Answers.converse(input: 950, output: 5)), .answer(Answers.converse(input: 990, output: 5)),
            .answer(Answers.converse(input: 990, output: 5)), .answer(Answers.converse(input: 990, output: 5)),
            .answer(Answers.converse(input: 990, output: 5)), .answer(Answers.converse(input: 990, output: 5)),
            .answer(Answers.converse(input: 990, output: 5)), .answer(Answers.converse(input: 990, output: 5)))
        try await Desk.with(sender, options: options) { desk in
            var held: [Money] = []
            for _ in 0..<10 { held.append(try #require(try await ask(desk).reserved)) }
            // Nine samples make a probability of a tenth.
            #expect(Set(held.prefix(9)).count == 1)
            #expect(held[0] > Money(picodollars: 4000 * 3 * 1_000_000))
            // The largest ratio was 1,000 tokens for this text; rounding up may add a few.
            let learnt = held[9]
            #expect(learnt >= Money(picodollars: (1000 * 3 + 10 * 15) * 1_000_000))
            #expect(learnt < Money(picodollars: (1010 * 375 / 100 + 10 * 15) * 1_000_000))
        }
    }

    @Test("by history never holds more than the strict one")
    func neverMore() async throws {
        var options = Desk.options()
        options.bound = .history(missProbability: 0.5)
        // A service that counts ten tokens a byte, as no tokenizer does.
        let sender = ScriptedSender(
            .answer(Answers.converse(input: 50_000, output: 5)), .answer(Answers.converse(input: 50_000, output: 5)))
        try await Desk.with(sender, options: options) { desk in
            let first = try await ask(desk)
            let second = try await ask(desk)
            #expect(first.overshoot > .zero)
            #expect(second.reserved == first.reserved)
        }
    }

    @Test("is told apart by callsite and model")
    func separate() async throws {
        var options = Desk.options()
        options.bound = .history(missProbability: 0.5)
        let sender = ScriptedSender(
            .answer(Answers.converse(input: 100, output: 5)), .answer(Answers.converse(input: 100, output: 5)))
        try await Desk.with(sender, options: options) { desk in
            let first = try await ask(desk)
            let other = try await desk.client.converse(
                model: Desk.model, messages: [.user(Self.prompt)], maxTokens: 10, callsite: "elsewhere"
            ).call
            #expect(other.reserved == first.reserved)
        }
    }
}
