import BedrockEmulator
import LosslessJSON
import Testing

@Suite("The prompt cache")
struct CacheTests {
    /// What a request did with the cache: tokens read, written and fresh.
    private struct Use: Equatable {
        var read: Int64
        var write: Int64
        var fresh: Int64
    }

    private let clock = ManualClock(at: Samples.time)
    private static let point = #"{"cachePoint":{"type":"default"}}"#
    private static let hourPoint = #"{"cachePoint":{"type":"default","ttl":"1h"}}"#

    private func text(_ text: String) -> String { "{\"text\":\(Samples.quoted(text))}" }

    private func request(system: [String], user: [String], model: String = Samples.claude) -> TestRequest {
        TestRequest(
            "converse", model: model,
            body: """
                {"system":[\(system.joined(separator: ","))],
                 "messages":[{"role":"user","content":[\(user.joined(separator: ","))]}]}
                """)
    }

    private func usage(_ request: TestRequest, at address: EmulatorAddress) async throws -> JSONValue {
        try #require(try await TestClient.send(request, to: address).json["usage"])
    }

    private func use(_ request: TestRequest, at address: EmulatorAddress) async throws -> Use {
        let usage = try await usage(request, at: address)
        let use = Use(
            read: usage["cacheReadInputTokens"]?.integer ?? -1, write: usage["cacheWriteInputTokens"]?.integer ?? -1,
            fresh: usage["inputTokens"]?.integer ?? -1)
        #expect(usage["cacheReadInputTokenCount"]?.integer == use.read)
        #expect(usage["cacheWriteInputTokenCount"]?.integer == use.write)
        #expect(
            usage["totalTokens"]?.integer == use.read + use.write + use.fresh + (usage["outputTokens"]?.integer ?? 0))
        return use
    }

    @Test("writes a prefix once and reads it afterwards, until it has not been used for five minutes")
    func lifetime() async throws {
        let question = request(system: [text(Samples.words(2_000)), Self.point], user: [text("hi")])
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            #expect(try await use(question, at: address) == Use(read: 0, write: 2_000, fresh: 7))
            for _ in 0..<3 {
                clock.advance(by: .seconds(299))
                #expect(try await use(question, at: address) == Use(read: 2_000, write: 0, fresh: 7))
            }
            clock.advance(by: .seconds(300))
            #expect(try await use(question, at: address) == Use(read: 0, write: 2_000, fresh: 7))
        }
    }

    @Test("keeps what was written for an hour for an hour, and tells writes apart by their time to live, longest first")
    func hour() async throws {
        let question = request(
            system: [text(Samples.words(2_000)), Self.hourPoint],
            user: [text(Samples.words(1_500)), Self.point, text("hi")])
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            let details = try await usage(question, at: address)["cacheDetails"]
            #expect(details?.text == #"[{"inputTokens":2000,"ttl":"1h"},{"inputTokens":1503,"ttl":"5m"}]"#)
            clock.advance(by: .seconds(3_599))
            #expect(try await use(question, at: address) == Use(read: 2_000, write: 1_503, fresh: 4))
            clock.advance(by: .seconds(1))
            #expect(try await use(question, at: address) == Use(read: 3_503, write: 0, fresh: 4))
        }
    }

    @Test("writes nothing below the least number of tokens")
    func minimum() async throws {
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            for _ in 0..<2 {
                let short = request(system: [text(Samples.words(1_023)), Self.point], user: [text("hi")])
                #expect(try await use(short, at: address) == Use(read: 0, write: 0, fresh: 1_030))
            }
        }
    }

    @Test("reads the older part of a conversation that has grown, and writes the new part")
    func growth() async throws {
        func conversation(_ turns: Int) -> TestRequest {
            let messages = (0..<turns).map { turn in
                let point = turn == turns - 1 ? "," + Self.point : ""
                return """
                    {"role":"\(turn % 2 == 0 ? "user" : "assistant")","content":[\(text(Samples.words(1_100)))\(point)]}
                    """
            }
            return TestRequest(
                "converse", model: Samples.claude, body: "{\"messages\":[\(messages.joined(separator: ","))]}")
        }
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            #expect(try await use(conversation(1), at: address) == Use(read: 0, write: 1_103, fresh: 3))
            #expect(try await use(conversation(3), at: address) == Use(read: 1_103, write: 2_206, fresh: 3))
            #expect(try await use(conversation(5), at: address) == Use(read: 3_309, write: 2_206, fresh: 3))
        }
    }

    @Test("keeps models apart, and prompts that differ before the point")
    func separation() async throws {
        func question(_ first: String, model: String = Samples.claude) -> TestRequest {
            request(system: [text(first + Samples.words(2_000)), Self.point], user: [text("hi")], model: model)
        }
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            #expect(try await use(question("A "), at: address).write > 2_000)
            #expect(try await use(question("B "), at: address).write > 2_000)
            #expect(try await use(question("A ", model: "us.anthropic.claude-sonnet-5"), at: address).read == 0)
            #expect(try await use(question("A "), at: address).read > 2_000)
        }
    }

    @Test("takes Claude's cache_control, which may move to another block")
    func cacheControl() async throws {
        func body(_ first: String, _ second: String) -> TestRequest {
            let words = Samples.words(1_500)
            return TestRequest(
                "invoke", model: Samples.claude,
                body: """
                    {"anthropic_version":"x","max_tokens":5,"system":[{"type":"text","text":"\(words)"\(first)}],
                     "messages":[{"role":"user","content":[{"type":"text","text":"\(words)"\(second)}]}]}
                    """)
        }
        let control = #","cache_control":{"type":"ephemeral"}"#
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            let first = try await usage(body(control, ""), at: address)
            #expect(first["cache_creation_input_tokens"]?.integer == 1_500)
            #expect(first["cache_creation"]?["ephemeral_5m_input_tokens"]?.integer == 1_500)
            let response = try await TestClient.send(body("", control), to: address)
            #expect(try response.json["usage"]?["cache_read_input_tokens"]?.integer == 1_500)
            #expect(response["X-Amzn-Bedrock-Cache-Read-Input-Token-Count"] == "1500")
            #expect(response["X-Amzn-Bedrock-Cache-Write-Input-Token-Count"] == "1503")
        }
    }

    @Test("refuses a fifth point, an unknown time to live, and an hour for models without a price for it")
    func refusals() async throws {
        let five = request(system: [text("x")] + Array(repeating: Self.point, count: 5), user: [text("hi")])
        let day = request(system: [text("x"), #"{"cachePoint":{"type":"default","ttl":"1d"}}"#], user: [text("hi")])
        let old = request(system: [text("x"), Self.hourPoint], user: [text("hi")], model: Samples.nova)
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            for request in [five, day, old] {
                #expect(try await TestClient.send(request, to: address).status == 400)
            }
        }
    }

    @Test("holds no more prefixes than its limit")
    func limit() async throws {
        var configuration = Samples.configuration(clock: clock)
        configuration.limits.cacheEntries = 2
        func question(_ number: Int) -> TestRequest {
            request(system: [text("\(number) " + Samples.words(2_000)), Self.point], user: [text("hi")])
        }
        try await withEmulator(configuration) { _, address async throws in
            for number in 0..<4 {
                clock.advance(by: .seconds(1))
                #expect(try await use(question(number), at: address).read == 0)
            }
            #expect(try await use(question(0), at: address).read == 0)
            #expect(try await use(question(3), at: address).read > 0)
        }
    }
}
