import LosslessJSON
import Pricing
import Testing

@Suite("Hostile input")
struct HostileInputTests {
    /// Values that are no token count, as JSON.
    static let noCounts = [
        "-1", "1.5", "9223372036854775808", "1000000000000000000000000000000", "1e30", "1e-9223372036854775808",
        "1e9223372036854775807", "\"12\"", "true", "[]", "{}", "[1]", "\"\"",
    ]

    static let countFields = ["inputTokens", "outputTokens", "cacheReadInputTokens", "cacheWriteInputTokens"]

    @Test("What is no count is never priced", arguments: noCounts, countFields)
    func noCount(value: String, field: String) throws {
        var fields = ["inputTokens": "10", "outputTokens": "10"]
        fields[field] = value
        let usage = fields.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        let cost = try Pricer.shipped.cost(
            ofLine: #"{"model": "global.anthropic.claude-sonnet-5", "response": {"usage": {\#(usage)}}}"#)
        #expect(cost.status == .unknownUsage)
        #expect(cost.total == nil)
        #expect(cost.reason?.contains(field) == true)
    }

    @Test(
        "A whole number is a count however it is written",
        arguments: [("100", "0.0003"), ("1e2", "0.0003"), ("100.0", "0.0003"), ("-0", "0.0001")])
    func wholeNumbers(value: String, amount: String) throws {
        let cost = try Pricer.shipped.cost(
            ofLine: #"""
                {"model": "global.anthropic.claude-sonnet-5",
                 "response": {"usage": {"inputTokens": \#(value), "outputTokens": 10}}}
                """#)
        #expect(cost.total?.usd == amount)
    }

    @Test("The largest counts in every bucket neither overflow nor trap")
    func largest() throws {
        let cost = try Pricer.shipped.cost(
            ofLine: #"""
                {"model": "global.anthropic.claude-fable-5", "response": {"usage": {
                 "inputTokens": 9223372036854775807, "outputTokens": 9223372036854775807,
                 "cacheReadInputTokens": 9223372036854775807, "cacheWriteInputTokens": 9223372036854775807,
                 "cacheDetails": [{"ttl": "1h", "inputTokens": 9223372036854775807}]}}}
                """#)
        #expect(cost.total?.usd == "747093134985236.840367")
    }

    @Test("Of a name that stands twice the last counts, as nearly every reader of JSON has it")
    func duplicates() throws {
        let cost = try Pricer.shipped.cost(
            ofLine: #"""
                {"model": "acme.x", "model": "global.anthropic.claude-sonnet-5",
                 "response": {"usage": {"inputTokens": 10, "inputTokens": 20, "outputTokens": 10}}}
                """#)
        #expect(cost.total?.usd == "0.00014")
    }

    @Test(
        "A field of the wrong type is named",
        arguments: [
            ("{}", "model"), ("[]", "line"), ("\"x\"", "line"), (#"{"model": 5}"#, "model"),
            (#"{"model": ""}"#, "model"),
            (#"{"model": "m", "region": 5}"#, "region"), (#"{"model": "m", "at": "today"}"#, "at"),
            (#"{"model": "m", "at": 5}"#, "at"), (#"{"model": "m", "operation": "guess"}"#, "operation"),
            (#"{"model": "m", "request": []}"#, "request"), (#"{"model": "m", "response": 1.5}"#, "response"),
            (#"{"model": "m", "response": "text"}"#, "response"), (#"{"model": "m", "units": []}"#, "units"),
            (#"{"model": "m", "units": {"apples": 1}}"#, "units.apples"),
            (#"{"model": "m", "units": {"queries": -1}}"#, "units.queries"),
            (#"{"model": "m", "units": {"queries": 1.5}}"#, "units.queries"),
            (#"{"model": "m", "units": {"queries": 1e-9223372036854775808}}"#, "units.queries"),
            (#"{"model": "m", "units": {"input_seconds": 0.0000001}}"#, "units.input_seconds"),
            (#"{"model": "m", "units": {"images": null}}"#, "units.images"),
            (#"{"model": "m", "inference_profiles": {"a": 5}}"#, "inference_profiles.a"),
            (#"{"model": "m", "inference_profiles": []}"#, "inference_profiles"),
        ])
    func wrongTypes(line: String, field: String) throws {
        let json = try JSONValue.parse(line)
        let error = try #require(throws: PricingRequestError.self) { try PricingRequest(json: json) }
        #expect(error.field == field)
        #expect(error.description.hasPrefix("\(field): "))
    }

    @Test("Values of any type in any place: an answer every time, and a price only from a whole usage")
    func anything() throws {
        let values = Self.noCounts + ["null", "7", #"{"usage": {"inputTokens": 1}}"#, #"[{"metadata": 1}]"#, "\"1h\""]
        let places = [
            #"{"usage": %}"#, #"{"usage": {"inputTokens": 1, "outputTokens": 1, "cacheDetails": %}}"#,
            #"{"usage": {"inputTokens": 1, "outputTokens": 1, "cacheDetails": [%]}}"#, #"{"body": %}"#,
            #"{"body": {"usage": {"input_tokens": 1, "output_tokens": %}}}"#, #"{"body": [%], "headers": %}"#,
            #"{"body": {}, "headers": {"x-amzn-bedrock-input-token-count": %}}"#, "[%]", #"[{"metadata": %}]"#,
            #"[{"metadata": {"usage": %}}]"#, #"[{"chunk": %}]"#, #"[{"chunk": {"bytes": %}}]"#, #"{"modelOutput": %}"#,
            #"{"trace": %, "usage": {"inputTokens": 1, "outputTokens": 1}}"#, #"{"stopReason": %, "output": %}"#,
            #"{"trace": {"guardrail": {"inputAssessment": %, "outputAssessments": %}}, "stopReason": "x"}"#,
            #"[{"message": {"usage": %}}, {"type": "message_delta", "usage": %}]"#,
            #"{"body": {"results": %, "inputTextTokenCount": 1}}"#, #"{"meta": {"billed_units": {"search_units": %}}}"#,
        ]
        let models = ["global.anthropic.claude-sonnet-5", "cohere.rerank-v3-5:0", "amazon.nova-canvas-v1:0"]
        for place in places {
            for value in values {
                let response = place.split(separator: "%", omittingEmptySubsequences: false).joined(separator: value)
                guard response.hasPrefix("{") || response.hasPrefix("[") else { continue }
                for model in models {
                    let cost = try Pricer.shipped.cost(ofLine: #"{"model": "\#(model)", "response": \#(response)}"#)
                    #expect((cost.total == nil) == (cost.status != .priced))
                    #expect(cost.status == .priced || cost.reason != nil)
                    #expect(cost.total?.isNegative != true)
                }
            }
        }
    }

    @Test("A cost written as JSON carries exact texts, and null where it is unknown")
    func output() throws {
        func text(_ line: String) throws -> String {
            var writer = JSONWriter()
            writer.beginObject()
            try Pricer.shipped.cost(ofLine: line).writeMembers(into: &writer)
            writer.endObject()
            return String(decoding: writer.bytes, as: UTF8.self)
        }
        let priced = try text(
            #"""
            {"model": "global.anthropic.claude-sonnet-5",
             "response": {"usage": {"inputTokens": 22, "outputTokens": 0, "cacheReadInputTokens": 2492}}}
            """#)
        #expect(
            priced == """
                {"status":"priced","model":"anthropic.claude-sonnet-5","scope":"global","cost_usd":"0.0005424",\
                "cost_breakdown":{"fresh_input":"0.000044","cached_input":"0.0004984","cache_write":"0","output":"0",\
                "other":"0"},"lines":[{"item":"input","quantity":22,"unit":"token","rate_usd":"0.000002",\
                "cost_usd":"0.000044"},{"item":"cache_read","quantity":2492,"unit":"token","rate_usd":"0.0000002",\
                "cost_usd":"0.0004984"}],"rates_version":"2026-11-23","reason":null}
                """)
        let unknown = try text(#"{"model": "acme.x", "response": {"usage": {"inputTokens": 1, "outputTokens": 1}}}"#)
        #expect(
            unknown == """
                {"status":"unpriced","model":"acme.x","scope":"in-region","cost_usd":null,"cost_breakdown":null,\
                "lines":[],"rates_version":"2026-11-23","reason":"the rate card 2026-11-23 has no model acme.x"}
                """)
    }
}
