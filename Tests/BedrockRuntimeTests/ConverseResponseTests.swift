import AWSEventStream
import AWSSigning
import BedrockRuntime
import LosslessJSON
import Retry
import Testing

@Suite("A response")
struct ConverseResponseTests {
    @Test("gives its usual parts, and everything else as it came")
    func parts() throws {
        let json = try JSONValue.parse(
            """
            {"metrics":{"latencyMs":683},"output":{"message":{"content":[{"text":"Hel"},{"text":"lo"}],"role":"assistant"}},
            "stopReason":"max_tokens","serviceTier":{"type":"flex"},"usage":{"inputTokens":8,"outputTokens":10,
            "totalTokens":418,"cacheReadInputTokens":100,"cacheReadInputTokenCount":100,"cacheWriteInputTokens":300,
            "cacheWriteInputTokenCount":300,"cacheDetails":[{"ttl":"1h","inputTokens":200},{"ttl":"5m","inputTokens":100}]},
            "newField":{"x":[1]}}
            """)
        let response = ConverseResponse(json: json, headers: [HeaderField("X-Amzn-RequestId", "r")])
        #expect(response.text == "Hello")
        #expect(response.stopReason == .maxTokens)
        #expect(response.latencyMilliseconds == 683)
        #expect(response.serviceTier == "flex")
        #expect(response.requestID == "r")
        #expect(response.usage.totalInputTokens == 408)
        #expect(response.usage.totalTokens == 418)
        #expect(response.usage.cacheWriteByTimeToLive == ["1h": 200, "5m": 100])
        #expect(response.json["newField"]?["x"]?[0]?.integer == 1)
    }

    @Test("that lacks everything gives nothing, and does not stop the process")
    func empty() throws {
        let response = ConverseResponse(json: try JSONValue.parse("{}"))
        #expect(response.text.isEmpty)
        #expect(response.usage == TokenUsage())
        #expect(response.toolUses.isEmpty)
    }

    @Test(
        "of an error has its code from the header, the body's type or the body's code",
        arguments: [
            (
                [HeaderField("x-amzn-ErrorType", "ThrottlingException:http://internal.amazon.com/coral/")],
                #"{"message":"Too many"}"#, "ThrottlingException", "Too many"
            ),
            ([], #"{"__type":"com.amazon#ValidationException","Message":"No"}"#, "ValidationException", "No"),
            ([], #"{"code":"AccessDeniedException","message":"x"}"#, "AccessDeniedException", "x"),
        ])
    func errors(headers: [HeaderField], body: String, code: String, message: String) async throws {
        let transport = FixedTransport(status: 400, headers: headers, body: Array(body.utf8))
        let sender = try RuntimeSender.local(transport)
        let error = await #expect(throws: BedrockError.self) {
            try await sender.send(
                RuntimeRequest(operation: .converse, modelID: "m", body: []), attempt: RuntimeAttempt(invocationID: "i")
            )
        }
        #expect(error?.code == code)
        #expect(error?.message == message)
        #expect(error?.phase == .responded)
        #expect(error?.mayBeBilled == false)
    }

    @Test("of an error without a message says so", arguments: ["", "<html>bad gateway</html>", "\u{1}\u{2}"])
    func wordless(body: String) async throws {
        let sender = try RuntimeSender.local(FixedTransport(status: 502, headers: [], body: Array(body.utf8)))
        let error = await #expect(throws: BedrockError.self) {
            try await sender.send(
                RuntimeRequest(operation: .converse, modelID: "m", body: []), attempt: RuntimeAttempt(invocationID: "i")
            )
        }
        #expect(error?.status == 502)
        #expect(error?.message.isEmpty == false)
        #expect(error?.code == nil)
    }
}
