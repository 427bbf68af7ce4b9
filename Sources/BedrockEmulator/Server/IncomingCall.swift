import LosslessJSON
import Pricing

/// A model call as it is about to be served.
struct IncomingCall: Sendable {
    let requestID: String
    let operation: CallOperation
    /// The model as in the path, without the part that asks for faults.
    let modelID: String
    let head: ReceivedHead
    let faults: FaultPlan
    let body: [UInt8]
    let time: Timestamp

    /// Whether the answer comes as events.
    var isStream: Bool { operation == .converseStream || operation == .invokeModelStream }

    /// Whether the request is one of the Converse API.
    var isConverse: Bool { operation == .converse || operation == .converseStream }

    /// The body as JSON.
    func json() throws(ServiceError) -> JSONValue {
        guard let value = try? JSONValue.parse(body), value.kind == .object else { throw .notAnObject }
        return value
    }

    /// The tier and the latency mode that the request asks for; AWS serves and states the same.
    func performance(_ json: JSONValue) throws(ServiceError) -> (tier: String?, latency: String?) {
        let tier = isConverse ? json["serviceTier"]?["type"]?.string : head["x-amzn-bedrock-service-tier"]
        let latency =
            isConverse
            ? json["performanceConfig"]?["latency"]?.string : head["x-amzn-bedrock-performanceconfig-latency"]
        if let tier, !["default", "flex", "priority", "reserved"].contains(tier) {
            throw .validation("The service tier must be default, flex, priority or reserved.")
        }
        if let latency, !["standard", "optimized"].contains(latency) {
            throw .validation("The latency must be standard or optimized.")
        }
        return (tier, latency)
    }
}

extension ServiceError {
    static let notAnObject = ServiceError.validation("The request body must be a JSON object.")
}
