import LosslessJSON
import Pricing

/// One record of Bedrock's model invocation log, as far as the ledger wants to know it.
///
/// The bodies are views into the parsed record; they serve the price and are never kept.
struct InvocationLogRecord {
    /// The id that AWS gave the request; `nil` in a record without one.
    let requestID: String?
    let at: Timestamp
    let operation: CallOperation
    /// The model as it was called: an id, a profile or an ARN.
    let modelID: String
    let region: String?
    /// The ARN of who called; absent where the log does not say.
    let identity: JSONValue?
    /// What the caller attached to the request: the object of the record, or else of the request itself, where Converse
    /// has it.
    let attached: JSONValue?
    /// The counts of the record itself, which stand there also where bodies are not logged.
    let tokens: ReportedTokens
    let inputBody: JSONValue?
    let outputBody: JSONValue?
    /// The latency mode and the service tier, where the record states them beside the bodies.
    let performance: JSONValue?
    let serviceTier: JSONValue?
    /// The error that the service answered with.
    let error: String?
    /// The whole record.
    let source: JSONValue

    /// Who called; absent where the log does not say.
    var identityARN: String? { identity?.string }

    /// What the caller attached to the request.
    var metadata: [String: String] {
        var metadata: [String: String] = [:]
        guard let attached else { return metadata }
        for (key, value) in attached.members.prefix(Self.maximumMetadata) {
            metadata[key] = value.string ?? (value.kind == .number || value.kind == .boolean ? value.text : nil)
        }
        return metadata
    }

    /// AWS takes 16 pairs.
    private static let maximumMetadata = 64

    /// Whether the service answered with an error and generated nothing, which AWS does not bill.
    var isFailed: Bool { error != nil && (tokens.output ?? 0) == 0 }

    /// How the call ended. A failure in the middle of an answer leaves tokens that are billed.
    var hasBrokenOff: Bool { error != nil && !isFailed }

    /// How long the call took, where a body says so.
    var latencyMilliseconds: Int64? {
        var latency = outputBody?.present("metrics")?.present("latencyMs")?.integer
        if latency == nil, let events = outputBody, events.kind == .array {
            for event in events.elements {
                guard let metrics = event.present("amazon-bedrock-invocationMetrics") else { continue }
                latency = metrics.present("invocationLatency")?.integer
            }
        }
        return latency.flatMap { (0...Self.maximumLatency).contains($0) ? $0 : nil }
    }

    /// One day: what is longer is no latency.
    private static let maximumLatency: Int64 = 86_400_000
}
