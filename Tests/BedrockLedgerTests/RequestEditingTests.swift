import AWSSigning
import BedrockRuntime
import Ledger
import LosslessJSON
import Testing

@testable import BedrockLedger

@Suite("What the client changes in a request")
struct RequestEditingTests {
    @Test(
        "is one member; every other byte stays",
        arguments: [
            (#"{"a":1}"#, ["b"], "2", #"{"a":1,"b":2}"#), (#"{ }"#, ["b"], "2", #"{ "b":2}"#),
            (#"{"a" : {"x":1.50 , "y":[]}}"#, ["a", "x"], "7", #"{"a" : {"x":7 , "y":[]}}"#),
            (#"{"a":1}"#, ["b", "c", "d"], "true", #"{"a":1,"b":{"c":{"d":true}}}"#),
            ("  {\"é\":\"\\u00e9\"}\n", ["b"], "2", #"{"é":"\u00e9","b":2}"#),
        ])
    func edits(text: String, path: [String], value: String, expected: String) throws {
        let document = try JSONValue.parse(text)
        let edited = try #require(JSONEdit.setting(path, to: Array(value.utf8), in: document))
        #expect(String(decoding: edited, as: UTF8.self) == expected)
    }

    @Test("is nothing where the path leads through something that is no object")
    func impossible() throws {
        #expect(JSONEdit.setting(["a", "b"], to: [0x31], in: try JSONValue.parse(#"{"a":[1]}"#)) == nil)
        #expect(JSONEdit.setting(["a"], to: [0x31], in: try JSONValue.parse("[1]")) == nil)
    }

    @Test("puts whom the call is charged to among the caller's own labels, which stay")
    func metadata() throws {
        let request = RuntimeRequest(
            operation: .converse, modelID: "m",
            body: Array(#"{"messages":[],"requestMetadata":{"team":"mine","x":"1"}}"#.utf8))
        let attribution = Attribution(
            team: "search", callsite: "App/F.swift#f:x", user: "zoë", tags: ["env (old)": "a{b}"])
        let edited = RequestMetadata.adding(attribution, callID: "id-1", to: request)
        let labels = try #require(try JSONValue.parse(edited.body)["requestMetadata"])
        #expect(labels["team"]?.string == "mine")
        #expect(labels["x"]?.string == "1")
        #expect(labels["callsite"]?.string == "App/F.swift#f:x")
        #expect(labels["ledger_call_id"]?.string == "id-1")
        #expect(labels["user"]?.string == "zo_")
        #expect(labels["env _old_"]?.string == "a_b_")
    }

    @Test("adds no more labels than Bedrock takes, and none longer")
    func metadataLimits() throws {
        var tags: [String: String] = [:]
        for number in 10..<40 { tags["tag-\(number)"] = String(repeating: "v", count: 300) }
        let attribution = Attribution(team: "search", callsite: "c", tags: tags)
        let converse = RequestMetadata.adding(
            attribution, callID: "id", to: RuntimeRequest(operation: .converse, modelID: "m", body: Array("{}".utf8)))
        let labels = try #require(try JSONValue.parse(converse.body)["requestMetadata"])
        #expect(labels.count == 16)
        #expect(labels.members.allSatisfy { ($0.value.string?.count ?? 0) <= 256 })
        let invoke = RequestMetadata.adding(
            attribution, callID: "id", to: RuntimeRequest(operation: .invokeModel, modelID: "m", body: [1, 2]))
        #expect(invoke.body == [1, 2])
        let header = try #require(invoke.headers.value(of: "X-Amzn-Bedrock-Request-Metadata"))
        #expect(header.utf8.count <= 8500)
        #expect(try JSONValue.parse(header)["team"]?.string == "search")
    }

    @Test("leaves a body alone that is no object", arguments: ["[]", "not JSON", "", #"{"requestMetadata":7}"#])
    func foreignBody(body: String) {
        let request = RuntimeRequest(operation: .converseStream, modelID: "m", body: Array(body.utf8))
        #expect(RequestMetadata.adding(Attribution(), callID: "id", to: request).body == request.body)
    }

    @Test(
        "finds the limit on output wherever a family keeps it",
        arguments: [
            (#"{"max_tokens":5}"#, RuntimeOperation.invokeModel, Optional(Int64(5)), #"{"max_tokens":9}"#),
            (
                #"{"textGenerationConfig":{"maxTokenCount":5}}"#, .invokeModel, 5,
                #"{"textGenerationConfig":{"maxTokenCount":9}}"#
            ),
            (
                #"{"inferenceConfig":{"max_new_tokens":5}}"#, .invokeModel, 5,
                #"{"inferenceConfig":{"max_new_tokens":9}}"#
            ),
            (#"{"a":1}"#, .invokeModel, nil, nil),
            (#"{"a":1}"#, .converse, nil, #"{"a":1,"inferenceConfig":{"maxTokens":9}}"#),
        ] as [(String, RuntimeOperation, Int64?, String?)])
    func outputLimit(text: String, operation: RuntimeOperation, stated: Int64?, expected: String?) throws {
        let body = try JSONValue.parse(text)
        #expect(OutputLimit.stated(in: body, operation: operation) == stated)
        let edited = OutputLimit.setting(9, in: body, operation: operation)
        #expect(edited.map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test(
        "names a place in the code by file and function, in Bedrock's character set",
        arguments: [
            ("App/Search.swift", "rank(query:limit:)", "App/Search.swift#rank:query:limit"),
            ("App/Search.swift", "init()", "App/Search.swift#init"),
            ("App/Search.swift", "rank(_:)", "App/Search.swift#rank:_"),
            ("App/main.swift", "App", "App/main.swift#App"),
        ])
    func callsites(fileID: String, function: String, name: String) {
        #expect(Callsite(fileID: fileID, function: function, line: 3).name == name)
    }

    @Test("keeps of a long stream the events that its price depends on, and of running counts the last")
    func usageEvents() throws {
        var usage = UsageEvents()
        func chunk(_ json: String) throws -> RuntimeEvent {
            RuntimeEvent(type: "chunk", json: try JSONValue.parse(json))
        }
        usage.add(try chunk(#"{"generation":"","prompt_token_count":7,"generation_token_count":1}"#))
        for count in 2..<10_000 {
            usage.add(try chunk(#"{"generation":"x","generation_token_count":\#(count),"prompt_token_count":null}"#))
            usage.add(try chunk(#"{"type":"content_block_delta"}"#))
        }
        usage.add(
            try chunk(#"{"generation_token_count":9999,"stop_reason":"stop","amazon-bedrock-invocationMetrics":{}}"#))
        #expect(usage.events.count == 3)
    }
}
