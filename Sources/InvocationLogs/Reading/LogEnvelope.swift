import LosslessJSON
import Pricing

/// Takes a record out of what CloudWatch wraps around it.
///
/// Known are events with `message`, rows of Logs Insights with `@message` (as objects and as lists of fields), lines of
/// text with a timestamp before the record, and records as JSON strings.
struct LogEnvelope {
    /// How many envelopes may be inside of each other.
    private static let maximumDepth = 4
    /// What AWS writes into a log to see whether it may.
    private static let notices = ["Permissions are correctly set for Amazon Bedrock logs", "CWL CONTROL MESSAGE"]

    /// The line where the outermost value starts.
    let line: Int

    /// The entry that a value stands for.
    func entry(_ value: JSONValue) -> LogEntry { open(value, line: line, loggedAt: nil, depth: 0) }

    /// The entry that a line of text stands for: `2026-11-20T10:15:30.000Z {…}`, as CloudWatch exports to S3.
    func entry(text bytes: [UInt8]) -> LogEntry {
        open(text: String(decoding: bytes, as: UTF8.self), line: line, loggedAt: nil, depth: 0)
    }

    /// Whether the text starts as a line of a CloudWatch export does.
    static func startsWithTimestamp(_ bytes: some Collection<UInt8>) -> Bool {
        let word = bytes.prefix(40).prefix { $0 > UInt8(ascii: " ") }
        return Timestamp(iso8601: String(decoding: word, as: UTF8.self)) != nil
    }

    private func open(_ value: JSONValue, line: Int, loggedAt: Timestamp?, depth: Int) -> LogEntry {
        guard depth < Self.maximumDepth else {
            return .broken(line: line, reason: "more than \(Self.maximumDepth) envelopes are inside of each other")
        }
        switch value.kind {
        case .object: return open(object: value, line: line, loggedAt: loggedAt, depth: depth)
        case .array: return open(row: value, line: line, depth: depth)
        case .string: return open(text: value.string ?? "", line: line, loggedAt: loggedAt, depth: depth)
        default: return .broken(line: line, reason: "not an invocation log record: \(value.kind) instead of an object")
        }
    }

    private func open(object: JSONValue, line: Int, loggedAt: Timestamp?, depth: Int) -> LogEntry {
        if object.present("schemaType") != nil || object["schemaType"] != nil || object["modelId"] != nil {
            return .record(object, line: line, loggedAt: loggedAt)
        }
        if let message = object["message"] ?? object["@message"] {
            let time = Self.timestamp(object["timestamp"] ?? object["@timestamp"]) ?? loggedAt
            return open(message, line: self.line(of: message, in: line), loggedAt: time, depth: depth + 1)
        }
        if object["messageType"]?.string == "CONTROL_MESSAGE" { return .notice }
        if object["recordId"] != nil, object["modelInput"] != nil {
            return .broken(line: line, reason: "a record of a batch job, not an invocation log record")
        }
        return .broken(line: line, reason: "not an invocation log record: it has no schemaType")
    }

    /// A row of Logs Insights: `[{"field":"@message","value":"…"},…]`.
    private func open(row: JSONValue, line: Int, depth: Int) -> LogEntry {
        var message: JSONValue?
        var time: Timestamp?
        for cell in row.elements {
            switch cell["field"]?.string {
            case "@message": message = cell["value"]
            case "@timestamp": time = Self.timestamp(cell["value"])
            default: break
            }
        }
        guard let message else { return .broken(line: line, reason: "a list without the field @message") }
        return open(message, line: self.line(of: message, in: line), loggedAt: time, depth: depth + 1)
    }

    private func open(text: String, line: Int, loggedAt: Timestamp?, depth: Int) -> LogEntry {
        let bytes = text.utf8
        guard let brace = bytes.firstIndex(of: UInt8(ascii: "{")) else {
            if Self.notices.contains(where: { text.contains($0) }) { return .notice }
            return .broken(line: line, reason: "not an invocation log record: text instead of an object")
        }
        let prefix = bytes[..<brace]
        let isWrapped = prefix.contains { $0 > UInt8(ascii: " ") }
        guard !isWrapped || Self.startsWithTimestamp(prefix) else {
            return .broken(line: line, reason: "not an invocation log record: text instead of an object")
        }
        let word = prefix.prefix { $0 > UInt8(ascii: " ") }
        do throws(JSONParseError) {
            let time = Timestamp(iso8601: String(decoding: word, as: UTF8.self)) ?? loggedAt
            return open(try JSONValue.parse(bytes[brace...]), line: line, loggedAt: time, depth: depth + 1)
        } catch {
            return .broken(line: line, reason: "the message is not JSON: \(error.reason) (column \(error.column))")
        }
    }

    /// The line of a value within the file. Only the outermost value has line feeds that count.
    private func line(of value: JSONValue, in line: Int) -> Int {
        line == self.line ? line + value.location.line - 1 : line
    }

    /// A time as CloudWatch writes it: milliseconds, or text in UTC.
    private static func timestamp(_ value: JSONValue?) -> Timestamp? {
        if let milliseconds = value?.integer { return Timestamp(milliseconds: milliseconds) }
        return value?.string.flatMap { Timestamp(iso8601: $0) }
    }
}
