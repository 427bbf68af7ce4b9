import Ledger
import LosslessJSON
import Pricing

/// Makes the ledger's calls of log records.
struct CallBuilder {
    private let pricer: Pricer
    private var attributions: AttributionResolver

    init(pricer: Pricer, policy: AttributionPolicy) {
        self.pricer = pricer
        attributions = AttributionResolver(policy)
    }

    /// The call of a record, and how many of its names were changed to fit the ledger.
    ///
    /// Its id is made of AWS's request id, so that a request counts once whatever file and form it comes in. A record
    /// without one is known by its content.
    mutating func call(for record: InvocationLogRecord) -> (call: Call, changedNames: Int) {
        let (attribution, changes) = attributions.attribution(of: record)
        let id = record.requestID.map { "aws:\($0)" } ?? "log:\(ContentHash.hexadecimal(of: record.source))"
        let status: CallStatus = record.isFailed ? .failed : record.hasBrokenOff ? .aborted : .succeeded
        let call = Call(
            id: id, requestID: record.requestID, at: record.at, attribution: attribution,
            requestedModel: record.modelID, region: record.region, operation: record.operation, status: status,
            cost: pricer.cost(of: Self.pricingRequest(for: record), now: record.at),
            latencyMilliseconds: record.latencyMilliseconds)
        return (call, changes)
    }

    private static func pricingRequest(for record: InvocationLogRecord) -> PricingRequest {
        var request = PricingRequest(
            model: record.modelID, region: record.region, at: record.at, operation: record.operation)
        if record.isFailed {
            request.response = errorResponse(record.error ?? "")
        } else {
            request.request = requestDocument(for: record)
            request.response = record.outputBody
            request.reportedTokens = record.tokens
        }
        return request
    }

    /// The answer of a service that failed, as the pricer knows it.
    private static func errorResponse(_ code: String) -> JSONValue? {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("errorCode")
        writer.string(code)
        writer.endObject()
        return try? JSONValue.parse(writer.bytes)
    }

    /// The request; around its body what the record states beside it, where it states anything.
    private static func requestDocument(for record: InvocationLogRecord) -> JSONValue? {
        let stated = [("performanceConfig", record.performance), ("serviceTier", record.serviceTier)]
        guard stated.contains(where: { $0.1 != nil }) else { return record.inputBody }
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in stated + [("body", record.inputBody)] {
            guard let value else { continue }
            writer.key(name)
            writer.raw(value)
        }
        writer.endObject()
        return try? JSONValue.parse(writer.bytes)
    }
}
