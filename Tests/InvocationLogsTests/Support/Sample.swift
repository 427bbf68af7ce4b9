import Foundation

/// Invocation log records written by us: a call costs 100 input and 10 output tokens of a model with known rates.
enum Sample {
    static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"

    /// A record on one line. Members given replace the defaults; an empty one is left out.
    static func record(_ number: Int, _ members: [String: String] = [:]) -> String {
        let defaults: KeyValuePairs = [
            "schemaType": "\"ModelInvocationLog\"", "schemaVersion": "\"1.0\"",
            "timestamp": "\"2026-11-20T10:15:30Z\"", "accountId": "\"111122223333\"",
            "identity": #"{"arn":"arn:aws:sts::111122223333:assumed-role/search-role/i-0a"}"#,
            "region": "\"us-east-1\"", "requestId": "\"00000000-0000-4000-8000-\(padded(number))\"",
            "operation": "\"Converse\"", "modelId": "\"\(model)\"",
            "input": #"{"inputContentType":"application/json","inputTokenCount":100}"#,
            "output": #"{"outputContentType":"application/json","outputTokenCount":10}"#,
        ]
        let names = defaults.map(\.key)
        var parts: [String] = []
        for (name, value) in defaults {
            let value = members[name] ?? value
            if !value.isEmpty { parts.append("\"\(name)\":\(value)") }
        }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
            parts.append("\"\(name)\":\(value)")
        }
        return "{" + parts.joined(separator: ",") + "}"
    }

    static func requestID(_ number: Int) -> String { "00000000-0000-4000-8000-\(padded(number))" }

    /// The text as a JSON string.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    /// A JSON text as pretty printers lay it out.
    static func pretty(_ json: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        let data = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted, .sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}
