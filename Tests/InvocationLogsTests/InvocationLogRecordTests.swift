import LosslessJSON
import Pricing
import Testing

@testable import InvocationLogs

@Suite("Reading a record")
struct InvocationLogRecordTests {
    private func record(_ members: [String: String] = [:], loggedAt: Timestamp? = nil) throws -> InvocationLogRecord {
        try InvocationLogRecord(try JSONValue.parse(Sample.record(1, members)), loggedAt: loggedAt)
    }

    @Test("All that the ledger wants stands in the record")
    func whole() throws {
        let record = try record([
            "requestMetadata": "{\"team\":\"growth\",\"build\":7,\"nested\":{}}",
            "input": "{\"inputTokenCount\":100.0,\"cacheReadInputTokenCount\":5e1,\"cacheWriteInputTokenCount\":0}",
            "performanceConfig": "{\"latency\":\"optimized\"}", "newField": "{\"a\":[1]}", "schemaVersion": "1.7",
        ])
        #expect(record.requestID == Sample.requestID(1))
        #expect(record.at.iso8601 == "2026-11-20T10:15:30Z")
        #expect(record.operation == .converse)
        #expect(record.modelID == Sample.model)
        #expect(record.region == "us-east-1")
        #expect(record.identityARN == "arn:aws:sts::111122223333:assumed-role/search-role/i-0a")
        #expect(record.metadata == ["team": "growth", "build": "7"])
        #expect(record.tokens == ReportedTokens(input: 100, output: 10, cacheRead: 50, cacheWrite: 0))
        #expect(record.performance?["latency"]?.string == "optimized")
        #expect(record.error == nil && !record.isFailed)
    }

    @Test("Bodies may be absent or null, and identity, region and request id too")
    func sparse() throws {
        let record = try record([
            "identity": "", "region": "null", "requestId": "\"\"", "schemaVersion": "",
            "input": "{\"inputBodyJson\":null}", "output": "",
        ])
        #expect(record.identityARN == nil && record.region == nil && record.requestID == nil)
        #expect(record.inputBody == nil && record.outputBody == nil)
        #expect(record.tokens == ReportedTokens())
    }

    @Test("The envelope's time serves a record without one")
    func time() throws {
        let at = Timestamp(milliseconds: 1_795_169_730_000)
        #expect(try record(["timestamp": ""], loggedAt: at).at == at)
        #expect(try record(["timestamp": "1795169730000"]).at == at)
    }

    @Test("Metadata may stand in the request's body, where Converse has it")
    func bodyMetadata() throws {
        let record = try record(["input": "{\"inputBodyJson\":{\"requestMetadata\":{\"team\":\"a\"}}}"])
        #expect(record.metadata == ["team": "a"])
    }

    @Test(
        "An error code or a status tells a failed call",
        arguments: [
            (["errorCode": "\"ThrottlingException\""], "ThrottlingException"), (["errorCode": "429"], "429"),
            (["status": "\"FAILED\""], "FAILED"), (["status": "500"], "500"), (["status": "200"], nil),
            (["status": "\"Success\""], nil), (["errorCode": "null"], nil), (["errorCode": "\"\""], nil),
        ])
    func errors(members: [String: String], error: String?) throws {
        let record = try record(members.merging(["output": "{}"]) { first, _ in first })
        #expect(record.error == error)
        #expect(record.isFailed == (error != nil))
    }

    @Test("A failure behind generated tokens is a call that broke off, not one that is free")
    func brokenOff() throws {
        let record = try record(["errorCode": "\"ModelStreamErrorException\""])
        #expect(!record.isFailed && record.hasBrokenOff)
    }

    @Test(
        "What decides the price must be right",
        arguments: [
            (["schemaType": "\"Other\""], "schemaType \"Other\" is not ModelInvocationLog"),
            (["schemaVersion": "\"2.0\""], "schemaVersion \"2.0\" is not known; 1.x is"),
            (["timestamp": ""], "the record has no timestamp"),
            (["timestamp": "\"yesterday\""], "timestamp \"yesterday\" is not an ISO 8601 time"),
            (["timestamp": "9e18"], "timestamp \"9e18\" is not an ISO 8601 time"),
            (["operation": ""], "the record has no operation"),
            (
                ["operation": "\"Rerank\""],
                "operation \"Rerank\" is not known; "
                    + "Converse, ConverseStream, InvokeModel, InvokeModelWithResponseStream are"
            ),
            (["modelId": ""], "the record has no modelId"), (["modelId": "5"], "modelId is not a string"),
            (["requestId": "5"], "requestId is not a string"),
            (["input": "{\"inputTokenCount\":-1}"], "inputTokenCount \"-1\" is not a whole number of tokens"),
            (["input": "{\"inputTokenCount\":1.5}"], "inputTokenCount \"1.5\" is not a whole number of tokens"),
            (["output": "{\"outputTokenCount\":\"9\"}"], "outputTokenCount \"\"9\"\" is not a whole number of tokens"),
            (["output": "{\"outputTokenCount\":1e30}"], "outputTokenCount \"1e30\" is not a whole number of tokens"),
        ])
    func refused(members: [String: String], reason: String) throws {
        #expect { try record(members) } throws: { ($0 as? RecordError)?.reason == reason }
    }

    @Test("The latency is that of the body, or of the last chunk")
    func latency() throws {
        let body = "{\"outputBodyJson\":{\"metrics\":{\"latencyMs\":302}}}"
        #expect(try record(["output": body]).latencyMilliseconds == 302)
        let chunks = "{\"outputBodyJson\":[{},{\"amazon-bedrock-invocationMetrics\":{\"invocationLatency\":41}}]}"
        #expect(try record(["output": chunks]).latencyMilliseconds == 41)
        #expect(try record(["output": body.replacing("302", with: "-1")]).latencyMilliseconds == nil)
    }

    @Test("A record's content has the same hash in every layout, and another for other content")
    func contentHash() throws {
        let text = Sample.record(1)
        let compact = ContentHash.hexadecimal(of: try JSONValue.parse(text))
        let spaced = ContentHash.hexadecimal(of: try JSONValue.parse(text.replacing(",\"", with: " ,\n\t\"")))
        #expect(compact == spaced)
        #expect(compact.count == 32)
        #expect(compact != ContentHash.hexadecimal(of: try JSONValue.parse(Sample.record(2))))
        #expect(ContentHash.hexadecimal(of: try JSONValue.parse(" 1 ")) == "d228cb693f1a8caf78912b704e4a4e54")
    }
}
