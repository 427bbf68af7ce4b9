import AWSSigning
import BedrockRuntime
import Ledger
import LosslessJSON

/// Finds the callsite that a request names: a hint that refines what a team spends, and never whose money it is.
struct CallsiteFinder {
    /// The longest name of a callsite.
    static let maximumLength = 128

    /// A name and where it came from, in one word.
    struct Finding: Equatable {
        let name: String
        let origin: String
    }

    let head: ReceivedHead
    /// The body; read for operations that take metadata in it.
    let body: [UInt8]
    let operation: RuntimeOperation
    /// The callsite in the path.
    let path: String?
    let key: GatewayKey?

    /// The first of all places that names one, cleaned of what is no name.
    func find() -> Finding {
        let places: [(origin: String, hint: () -> String?)] = [
            ("metadata", { bodyMetadata }),
            ("header", { head["x-ledger-callsite"] }),
            ("metadata-header", { headerMetadata }),
            ("baggage", { baggage }),
            ("app-id", { applicationID }),
            ("path", { path }),
            ("key", { key?.callsite }),
        ]
        for (origin, hint) in places {
            guard let text = hint() else { continue }
            let name = TextRule.name.sanitized(String(text.prefix(Self.maximumLength))).text
            if !name.isEmpty { return Finding(name: name, origin: origin) }
        }
        return Finding(name: Attribution.unknownCallsite, origin: "none")
    }

    private var bodyMetadata: String? {
        guard operation == .converse || operation == .converseStream, mentionsMetadata else { return nil }
        return (try? JSONValue.parse(body))?["requestMetadata"]?["callsite"]?.string
    }

    /// Whether the body can have metadata: most have none, and need not be read for that.
    private var mentionsMetadata: Bool {
        let name = Array("requestMetadata".utf8)
        return body.withUnsafeBufferPointer { bytes in
            var rest = bytes[...]
            while let start = rest.firstIndex(of: name[0]) {
                rest = rest[start...]
                if rest.starts(with: name) { return true }
                rest = rest.dropFirst()
            }
            return false
        }
    }

    private var headerMetadata: String? {
        guard let text = head["x-amzn-bedrock-request-metadata"] else { return nil }
        return (try? JSONValue.parse(text))?["callsite"]?.string
    }

    /// The member `ledger.callsite` of the baggage that OpenTelemetry hands on (W3C Baggage).
    private var baggage: String? {
        for member in (head["baggage"] ?? "").prefix(8192).split(separator: ",") {
            let pair = member.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, Self.trimmed(pair[0]) == "ledger.callsite" else { continue }
            return PercentEncoding.decodedSegment(Self.trimmed(pair[1]))
        }
        return nil
    }

    /// What SDKs of AWS send as `app/…` in the user agent where `AWS_SDK_UA_APP_ID` is set; `team_` in front is left out.
    private var applicationID: String? {
        for word in (head["user-agent"] ?? "").prefix(4096).split(separator: " ") where word.hasPrefix("app/") {
            let name = word.dropFirst("app/".count)
            guard let team = key?.team, name.hasPrefix("\(team)_") else { return String(name) }
            return String(name.dropFirst(team.count + 1))
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
