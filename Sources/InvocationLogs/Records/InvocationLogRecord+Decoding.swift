import Ledger
import LosslessJSON
import Pricing

extension InvocationLogRecord {
    private static let operations: [(name: StaticString, operation: CallOperation)] = [
        ("Converse", .converse), ("InvokeModel", .invokeModel), ("ConverseStream", .converseStream),
        ("InvokeModelWithResponseStream", .invokeModelStream),
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
        identity = source.present("identity")?.present("arn")
        let input = source.present("input")
        let output = source.present("output")
        inputBody = Self.body(input?.present("inputBodyJson"))
        outputBody = Self.body(output?.present("outputBodyJson"))
        attached = source.present("requestMetadata") ?? inputBody?.present("requestMetadata")
        tokens = ReportedTokens(
            input: try Self.count("inputTokenCount", of: input), output: try Self.count("outputTokenCount", of: output),
            cacheRead: try Self.count("cacheReadInputTokenCount", of: input),
            cacheWrite: try Self.count("cacheWriteInputTokenCount", of: input))
        performance = source.present("performanceConfig")
        serviceTier = source.present("serviceTier")
        error = Self.error(of: source)
    }

    private static func checkSchema(_ source: JSONValue) throws(RecordError) {
        if let type = source.present("schemaType"), !type.isText("ModelInvocationLog") {
            guard let text = type.string else { throw RecordError(reason: "schemaType is not a string") }
            throw RecordError(reason: "schemaType \(LedgerError.quoted(text)) is not ModelInvocationLog")
        }
        guard let version = source.present("schemaVersion") else { return }
        let text = version.string ?? version.text
        guard text == "1" || text.hasPrefix("1.") else {
            throw RecordError(reason: "schemaVersion \(LedgerError.quoted(text)) is not known; 1.x is")
        }
    }

    private static func time(of source: JSONValue, loggedAt: Timestamp?) throws(RecordError) -> Timestamp {
        guard let value = source.present("timestamp") else {
            guard let loggedAt else { throw RecordError(reason: "the record has no timestamp") }
            return loggedAt
        }
        let time = value.integer.map { Timestamp(milliseconds: $0) } ?? written(value)
        guard let time, (Timestamp.earliest...Timestamp.latest).contains(time) else {
            throw RecordError(
                reason: "timestamp \(LedgerError.quoted(value.string ?? value.text)) is not an ISO 8601 time")
        }
        return time
    }

    /// A time in ISO 8601, read where it stands; only one with escapes is decoded.
    private static func written(_ value: JSONValue) -> Timestamp? {
        guard value.kind == .string else { return nil }
        return Timestamp(iso8601: value.utf8.dropFirst().dropLast()) ?? value.string.flatMap { Timestamp(iso8601: $0) }
    }

    private static func operation(of source: JSONValue) throws(RecordError) -> CallOperation {
        guard let value = source.present("operation") else {
            throw RecordError(reason: "the record has no operation")
        }
        if let known = operations.first(where: { value.isText($0.name) }) { return known.operation }
        guard let name = value.string else { throw RecordError(reason: "operation is not a string") }
        let known = operations.map { "\($0.name)" }.sorted().joined(separator: ", ")
        throw RecordError(reason: "operation \(LedgerError.quoted(name)) is not known; \(known) are")
    }

    /// A count that is whole and not negative, or absent.
    private static func count(_ name: StaticString, of object: JSONValue?) throws(RecordError) -> Int64? {
        guard let value = object?.present(name) else { return nil }
        guard let count = value.integer, count >= 0 else {
            throw RecordError(reason: "\(name) \(LedgerError.quoted(value.text)) is not a whole number of tokens")
        }
        return count
    }

    private static func text(_ name: StaticString, of object: JSONValue) throws(RecordError) -> String? {
        guard let value = object.present(name) else { return nil }
        guard let text = value.string else { throw RecordError(reason: "\(name) is not a string") }
        return text
    }

    /// A body; logs of other tools hold it as text.
    private static func body(_ value: JSONValue?) -> JSONValue? {
        guard let value else { return nil }
        if let text = value.string { return try? JSONValue.parse(text) }
        return value
    }

    /// The error of a failed call. The form is not documented: `errorCode` and `status` were both seen.
    private static func error(of source: JSONValue) -> String? {
        if let code = source.present("errorCode").map({ $0.string ?? $0.text }), !code.isEmpty { return code }
        guard let status = source.present("status") else { return nil }
        let text = status.string ?? status.text
        let isSuccess =
            ["", "ok", "success", "succeeded", "successful", "completed", "complete"].contains(text.lowercased())
            || Int(text).map { (200..<300).contains($0) } == true
        return isSuccess ? nil : text
    }
}
