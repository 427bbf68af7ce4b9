import LosslessJSON

/// One answered call: all that a response states.
struct Outcome: Sendable {
    let requestID: String
    /// The model without geography and ARN.
    let modelID: String
    let answer: Answer
    let usage: BilledTokens
    let latencyMilliseconds: Int64
    /// The tier that was asked for, which is the one that serves.
    var serviceTier: String?
    /// The latency mode that was asked for.
    var performanceLatency: String?
    /// Whether cache counts are stated, even where they are zero.
    var statesCache = false
    /// Whether the usage is stated at all.
    var statesUsage = true
    /// How many numbers an embedding has.
    var dimensions = 0
    /// How many texts are embedded.
    var embeddings = 0
    /// What ids and paddings are made from.
    let random: SplitMix64

    /// How many tokens of text one event of a stream carries.
    static let tokensPerEvent = 3

    /// What the last chunk of a stream says about the call, whatever the model.
    func writeInvocationMetrics(to writer: inout JSONWriter) {
        guard statesUsage else { return }
        writer.object("amazon-bedrock-invocationMetrics") { writer in
            writer.member("inputTokenCount", usage.input)
            writer.member("outputTokenCount", usage.output)
            writer.member("invocationLatency", latencyMilliseconds)
            writer.member("firstByteLatency", latencyMilliseconds)
            guard statesCache else { return }
            writer.member("cacheReadInputTokenCount", usage.cacheRead)
            writer.member("cacheWriteInputTokenCount", usage.cacheWrite)
        }
    }

    /// The headers of InvokeModel's response.
    func invokeHeaders(isStream: Bool) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        if let serviceTier { headers.append(("X-Amzn-Bedrock-Service-Tier", serviceTier)) }
        if let performanceLatency { headers.append(("X-Amzn-Bedrock-PerformanceConfig-Latency", performanceLatency)) }
        guard !isStream else { return headers + [("X-Amzn-Bedrock-Content-Type", "application/json")] }
        headers.append(("X-Amzn-Bedrock-Invocation-Latency", String(latencyMilliseconds)))
        guard statesUsage else { return headers }
        headers.append(("X-Amzn-Bedrock-Input-Token-Count", String(usage.input)))
        headers.append(("X-Amzn-Bedrock-Output-Token-Count", String(usage.output)))
        guard statesCache else { return headers }
        headers.append(("X-Amzn-Bedrock-Cache-Read-Input-Token-Count", String(usage.cacheRead)))
        headers.append(("X-Amzn-Bedrock-Cache-Write-Input-Token-Count", String(usage.cacheWrite)))
        return headers
    }
}
