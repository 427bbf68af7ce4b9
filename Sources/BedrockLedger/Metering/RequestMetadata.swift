import AWSSigning
import BedrockRuntime
import Ledger
import LosslessJSON

/// Labels that go along with a request and that AWS writes into its invocation log: 1 to 16 pairs, names and values of at
/// most 256 characters out of `a-z A-Z 0-9`, white space and `:_@$#=/+,-.` (API reference, 2026-11).
enum RequestMetadata {
    static let maximumPairs = 16
    static let maximumLength = 256
    /// The header of the InvokeModel operations, which has a limit of its own.
    static let header = "X-Amzn-Bedrock-Request-Metadata"
    static let maximumHeaderBytes = 8500

    /// A text in Bedrock's character set; what is not in it becomes `_`.
    static func sanitized(_ text: String) -> String {
        let allowed = ":_@$#=/+,-. "
        return String(
            text.prefix(maximumLength).map { character in
                guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
                    scalar.isASCII, character.isLetter || character.isNumber || allowed.contains(character)
                else { return "_" }
                return character
            })
    }

    /// The request with the labels of an attribution, as far as there is room beside the caller's own, which stay.
    static func adding(_ attribution: Attribution, callID: String, to request: RuntimeRequest) -> RuntimeRequest {
        var request = request
        switch request.operation {
        case .countTokens: break
        case .converse, .converseStream:
            guard let body = try? JSONValue.parse(request.body), body.kind == .object else { break }
            let own = body["requestMetadata"]
            guard own == nil || own?.kind == .object,
                let edited = JSONEdit.setting(
                    ["requestMetadata"], to: merged(own, attribution, callID), in: body)
            else { break }
            request.body = edited
        case .invokeModel, .invokeModelWithResponseStream:
            let own = request.headers.value(of: header).flatMap { try? JSONValue.parse($0) }
            let value = merged(own, attribution, callID)
            guard value.count <= maximumHeaderBytes else { break }
            request.headers.removeAll { $0.name.lowercased() == header.lowercased() }
            request.headers.append(HeaderField(header, String(decoding: value, as: UTF8.self)))
        }
        return request
    }

    private static func merged(_ own: JSONValue?, _ attribution: Attribution, _ callID: String) -> [UInt8] {
        var pairs = own?.members.map { ($0.key, $0.value.string ?? $0.value.text) } ?? []
        var names = Set(pairs.map(\.0))
        var labels = [("team", attribution.team), ("callsite", attribution.callsite), ("ledger_call_id", callID)]
        if let user = attribution.user { labels.append(("user", user)) }
        labels += attribution.tags.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        for (name, value) in labels where pairs.count < maximumPairs {
            let name = sanitized(name)
            guard !name.isEmpty, names.insert(name).inserted else { continue }
            pairs.append((name, sanitized(value)))
        }
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in pairs {
            writer.key(name)
            writer.string(value)
        }
        writer.endObject()
        return writer.bytes
    }
}
