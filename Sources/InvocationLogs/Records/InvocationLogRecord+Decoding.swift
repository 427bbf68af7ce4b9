import Ledger
import LosslessJSON
import Pricing

extension InvocationLogRecord {
    private static let operations: [String: CallOperation] = [
        "Converse": .converse, "ConverseStream": .converseStream, "InvokeModel": .invokeModel,
        "InvokeModelWithResponseStream": .invokeModelStream,
    ]

    /// Reads a record.
    ///
    /// Unknown members are ignored and whole counts may be written as `100.0`; what decides the price must be right.
    ///
    /// - Parameters:
    ///   - source: The record.
    ///   - loggedAt: The time of the envelope, for a record that has none.
    /// - Throws: ``RecordError`` with what is wrong.
    init(_ source: JSONValue, loggedAt: Timestamp?) throws(RecordError) {
        try Self.checkSchema(source)
        self.source = source
        requestID = try Self.text("requestId", of: source).flatMap { $0.isEmpty ? nil : $0 }
        at = try Self.time(of: source, loggedAt: loggedAt)
        operation = try Self.operation(of: source)
        guard let model = try Self.text("modelId", of: source), !model.isEmpty else {
            throw RecordError(reason: "the record has no modelId")
        }
        modelID = model
        region = try Self.text("region", of: source).flatMap { $0.isEmpty ? nil : $0 }
        identityARN = source["identity"]?["arn"]?.string
        let input = source["input"]
        let output = source["output"]
        inputBody = Self.body(input?["inputBodyJson"])
        outputBody = Self.body(output?["outputBodyJson"])
        metadata = Self.metadata(of: source, body: inputBody)
        tokens = ReportedTokens(
            input: try Self.count("inputTokenCount", of: input), output: try Self.count("outputTokenCount", of: output),
            cacheRead: try Self.count("cacheReadInputTokenCount", of: input),
            cacheWrite: try Self.count("cacheWriteInputTokenCount", of: input))
        performance = Self.present(source["performanceConfig"])
        serviceTier = Self.present(source["serviceTier"])
        error = Self.error(of: source)
    }

    private static func checkSchema(_ source: JSONValue) throws(RecordError) {
        if let type = try text("schemaType", of: source), type != "ModelInvocationLog" {
            throw RecordError(reason: "schemaType \(LedgerError.quoted(type)) is not ModelInvocationLog")
        }
        guard let version = present(source["schemaVersion"]) else { return }
        let text = version.string ?? version.text
        guard text == "1" || text.hasPrefix("1.") else {
            throw RecordError(reason: "schemaVersion \(LedgerError.quoted(text)) is not known; 1.x is")
        }
    }

    private static func time(of source: JSONValue, loggedAt: Timestamp?) throws(RecordError) -> Timestamp {
        guard let value = present(source["timestamp"]) else {
            guard let loggedAt else { throw RecordError(reason: "the record has no timestamp") }
            return loggedAt
        }
        let time =
            value.integer.map { Timestamp(milliseconds: $0) } ?? value.string.flatMap { Timestamp(iso8601: $0) }
        guard let time, (Timestamp.earliest...Timestamp.latest).contains(time) else {
            throw RecordError(
                reason: "timestamp \(LedgerError.quoted(value.string ?? value.text)) is not an ISO 8601 time")
        }
        return time
    }

    private static func operation(of source: JSONValue) throws(RecordError) -> CallOperation {
        guard let name = try text("operation", of: source) else {
            throw RecordError(reason: "the record has no operation")
        }
        guard let operation = operations[name] else {
            let known = operations.keys.sorted().joined(separator: ", ")
            throw RecordError(reason: "operation \(LedgerError.quoted(name)) is not known; \(known) are")
        }
        return operation
    }

    /// A count that is whole and not negative, or absent.
    private static func count(_ name: String, of object: JSONValue?) throws(RecordError) -> Int64? {
        guard let value = present(object?[name]) else { return nil }
        guard let count = value.integer, count >= 0 else {
            throw RecordError(reason: "\(name) \(LedgerError.quoted(value.text)) is not a whole number of tokens")
        }
        return count
    }

    private static func text(_ name: String, of object: JSONValue) throws(RecordError) -> String? {
        guard let value = present(object[name]) else { return nil }
        guard let text = value.string else { throw RecordError(reason: "\(name) is not a string") }
        return text
    }

    /// The metadata of the record, or else of the request itself, where Converse has it.
    private static func metadata(of source: JSONValue, body: JSONValue?) -> [String: String] {
        var metadata: [String: String] = [:]
        guard let object = present(source["requestMetadata"]) ?? body?["requestMetadata"] else { return metadata }
        for (key, value) in object.members.prefix(maximumMetadata) {
            metadata[key] = value.string ?? (value.kind == .number || value.kind == .boolean ? value.text : nil)
        }
        return metadata
    }

    /// AWS takes 16 pairs.
    private static let maximumMetadata = 64

    /// A body; logs of other tools hold it as text.
    private static func body(_ value: JSONValue?) -> JSONValue? {
        guard let value = present(value) else { return nil }
        if let text = value.string { return try? JSONValue.parse(text) }
        return value
    }

    /// The error of a failed call. The form is not documented: `errorCode` and `status` were both seen.
    private static func error(of source: JSONValue) -> String? {
        if let code = present(source["errorCode"]).map({ $0.string ?? $0.text }), !code.isEmpty { return code }
        guard let status = present(source["status"]) else { return nil }
        let text = status.string ?? status.text
        let isSuccess =
            ["", "ok", "success", "succeeded", "successful", "completed", "complete"].contains(text.lowercased())
            || Int(text).map { (200..<300).contains($0) } == true
        return isSuccess ? nil : text
    }

    private static func present(_ value: JSONValue?) -> JSONValue? {
        value.flatMap { $0.isNull ? nil : $0 }
    }
}
