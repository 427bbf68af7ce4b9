import AWSEventStream
import BedrockRuntime
import LosslessJSON
import Retry
import Testing

@Suite("The events of a stream")
struct StreamDecodingTests {
    private func frame(_ type: String, _ json: String) throws -> [UInt8] {
        try EventStreamFrame.event(type, payload: Array(json.utf8)).encoded()
    }

    private func events(
        _ bytes: [UInt8], _ operation: RuntimeOperation = .converseStream
    ) throws -> [RuntimeEvent] {
        var decoder = RuntimeStreamDecoder(operation: operation, headers: [])
        var events: [RuntimeEvent] = []
        try decoder.decode(bytes) { events.append($0) }
        try decoder.finish()
        return events
    }

    @Test("add up to the answer that the call without a stream would have got")
    func assembled() throws {
        let frames: [(String, String)] = [
            ("messageStart", #"{"role":"assistant","p":"x"}"#),
            ("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Let me "}}}"#),
            ("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"see."}}}"#),
            ("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"sig"}}}"#),
            ("contentBlockStop", #"{"contentBlockIndex":0}"#),
            ("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"text":"A \"q\" "}}"#),
            ("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"text":"and é."}}"#),
            ("contentBlockStart", #"{"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"t","name":"n"}}}"#),
            ("contentBlockDelta", #"{"contentBlockIndex":2,"delta":{"toolUse":{"input":"{\"a\":"}}}"#),
            ("contentBlockDelta", #"{"contentBlockIndex":2,"delta":{"toolUse":{"input":"1.0}"}}}"#),
            ("messageStop", #"{"stopReason":"tool_use","additionalModelResponseFields":{"k":1},"p":"y"}"#),
            (
                "metadata",
                #"{"usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3},"metrics":{"latencyMs":4},"p":"z"}"#
            ),
        ]
        var assembler = ConverseStreamAssembler()
        for event in try events(frames.flatMap { try frame($0.0, $0.1) }) { assembler.add(event) }
        let response = try #require(assembler.response())
        let expected = """
            {"output":{"message":{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"Let me see.",\
            "signature":"sig"}}},{"text":"A \\"q\\" and é."},{"toolUse":{"toolUseId":"t","name":"n","input":{"a":1.0}}}]}},\
            "stopReason":"tool_use","additionalModelResponseFields":{"k":1},\
            "usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3},"metrics":{"latencyMs":4}}
            """
        #expect(response.json == (try JSONValue.parse(expected)))
    }

    @Test("of a tool whose input was cut keep the text that came")
    func cutInput() throws {
        var assembler = ConverseStreamAssembler()
        let bytes =
            try frame("contentBlockStart", #"{"contentBlockIndex":0,"start":{"toolUse":{"toolUseId":"t","name":"n"}}}"#)
            + frame("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"toolUse":{"input":"{\"a\":"}}}"#)
            + frame("metadata", #"{"usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3}}"#)
        for event in try events(bytes) { assembler.add(event) }
        #expect(assembler.response()?.toolUses.first?.input.string == #"{"a":"#)
    }

    @Test("of InvokeModel are the model's own, out of their wrapping")
    func chunks() throws {
        let bytes = try frame("chunk", #"{"bytes":"eyJ0eXBlIjoibWVzc2FnZV9zdG9wIn0=","p":"ab"}"#)
        let events = try events(bytes, .invokeModelWithResponseStream)
        #expect(events.map(\.json.text) == [#"{"type":"message_stop"}"#])
    }

    @Test("that lack the last one are an error, and so is a frame that is cut", arguments: [0, 1, 20])
    func incomplete(missing: Int) throws {
        let whole = try frame("messageStop", #"{"stopReason":"end_turn"}"#)
        let error = #expect(throws: BedrockError.self) { try events(whole.dropLast(missing) + []) }
        #expect(error?.phase == .streaming)
        #expect(error?.mayBeBilled == true)
    }

    @Test("hand out what came before an exception, then the exception with its code")
    func exceptions() throws {
        let bytes =
            try frame("messageStart", #"{"role":"assistant"}"#)
            + EventStreamFrame.exception("throttlingException", payload: Array(#"{"message":"slow"}"#.utf8)).encoded()
        var decoder = RuntimeStreamDecoder(operation: .converseStream, headers: [])
        var count = 0
        let error = #expect(throws: BedrockError.self) { try decoder.decode(bytes) { _ in count += 1 } }
        #expect(count == 1)
        #expect(error?.code == "ThrottlingException")
        #expect(error?.message == "slow")
    }

    @Test(
        "say what they are",
        arguments: [
            (#"{"contentBlockIndex":3,"delta":{"text":"x"}}"#, ConverseStreamEvent.Kind.text("x", block: 3)),
            (#"{"contentBlockIndex":1,"delta":{"toolUse":{"input":"{"}}}"#, .toolInput("{", block: 1)),
            (#"{"contentBlockIndex":1,"delta":{"reasoningContent":{"text":"m"}}}"#, .reasoning("m", block: 1)),
            (#"{"contentBlockIndex":1,"delta":{"citation":{}}}"#, .other), (#"{}"#, .other),
        ])
    func kinds(json: String, kind: ConverseStreamEvent.Kind) throws {
        let event = RuntimeEvent(type: "contentBlockDelta", json: try JSONValue.parse(json))
        #expect(ConverseStreamEvent(event).kind == kind)
    }
}
