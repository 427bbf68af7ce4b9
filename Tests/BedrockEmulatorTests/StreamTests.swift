import AWSEventStream
import BedrockEmulator
import LosslessJSON
import Testing

@Suite("ConverseStream")
struct StreamTests {
    private func send(_ request: TestRequest) async throws -> TestResponse {
        try await withEmulator(Samples.configuration()) { try await TestClient.send(request, to: $1) }
    }

    @Test("sends its events in the order of AWS, each with its headers and its padding")
    func order() async throws {
        let response = try await send(.converse("[[tokens:4]]", stream: true))
        #expect(response["Content-Type"] == "application/vnd.amazon.eventstream")
        #expect(response["Transfer-Encoding"] == "chunked")
        #expect(response.isComplete)
        let events = try response.events
        #expect(
            events.map(\.type) == [
                "messageStart", "contentBlockDelta", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata",
            ])
        for frame in try response.frames {
            #expect(frame.headers.map(\.name) == [":event-type", ":content-type", ":message-type"])
            #expect(frame.contentType == "application/json")
        }
        #expect(events.allSatisfy { $0.payload["p"]?.string?.hasPrefix("abcd") == true })
        #expect(events.last?.payload["usage"]?["outputTokens"]?.integer == 4)
        #expect(events.last?.payload["metrics"]?["latencyMs"]?.integer == 1)
    }

    @Test("says the same as Converse, in pieces")
    func sameAsConverse() async throws {
        try await withEmulator(Samples.configuration()) { _, address in
            let whole = try await TestClient.send(.converse("Tell me"), to: address).json
            let events = try await TestClient.send(.converse("Tell me", stream: true), to: address).events
            let text = events.compactMap { $0.payload["delta"]?["text"]?.string }.joined()
            #expect(whole["output"]?["message"]?["content"]?[0]?["text"]?.string == text)
            #expect(whole["usage"] == events.last?.payload["usage"])
        }
    }

    @Test("starts the use of a tool by name and sends its input as fragments of JSON")
    func tools() async throws {
        let tool = #"{"toolSpec":{"name":"weather","inputSchema":{"json":{"type":"object"}}}}"#
        let request = TestRequest.converse(
            #"[[tool:weather {"city":"Bern"}]]"#, stream: true, extra: #","toolConfig":{"tools":[\#(tool)]}"#)
        let events = try await send(request).events
        #expect(events[1].payload["start"]?["toolUse"]?["name"]?.string == "weather")
        let input = events.compactMap { $0.payload["delta"]?["toolUse"]?["input"]?.string }
        #expect(input.count > 2)
        #expect(input.first == "")
        #expect(input.joined() == #"{"city":"Bern"}"#)
        #expect(events[events.count - 2].payload["stopReason"]?.string == "tool_use")
    }

    @Test("sends thoughts as deltas that end with a signature")
    func reasoning() async throws {
        let events = try await send(.converse("[[think:5]]", stream: true)).events
        let thoughts = events.compactMap { $0.payload["delta"]?["reasoningContent"] }
        #expect(thoughts.count == 3)
        #expect(thoughts.last?["signature"]?.string?.isEmpty == false)
    }

    @Test("states the tier in its last event")
    func tier() async throws {
        let request = TestRequest.converse(model: Samples.nova, stream: true, extra: #","serviceTier":{"type":"flex"}"#)
        #expect(try await send(request).events.last?.payload["serviceTier"]?["type"]?.string == "flex")
    }
}
