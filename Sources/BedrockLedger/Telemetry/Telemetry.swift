import BedrockRuntime
public import Logging
import Pricing
import Tracing

/// Where the events of calls go: a log, and the metrics and traces of the process.
///
/// Metrics and spans have the names of OpenTelemetry's semantic conventions for generative AI, version 1.41.1, and names
/// that begin with `bedrock_ledger` for what those have none for. Neither holds any text of a prompt or an answer.
public struct Telemetry: Sendable {
    /// The log. A call is told at the level `debug`, a retry at `info`, what needs somebody's attention at `warning`.
    public var logger: Logger

    /// The host that is called, for spans.
    public var serverAddress: String?
    /// The port that is called, for spans.
    public var serverPort: Int?

    /// Where the events of calls go.
    public init(
        logger: Logger = Logger(label: "bedrock-ledger"), serverAddress: String? = nil, serverPort: Int? = nil
    ) {
        self.logger = logger
        self.serverAddress = serverAddress
        self.serverPort = serverPort
    }

    /// Runs a call within a span of its own.
    func span(
        of call: MeteredCall, id: String, in metering: Metering, _ body: (CallSpan) async -> ExchangeEnd
    ) async -> ExchangeEnd {
        let operation = CallSpan.operationName(of: call.request.operation)
        return await withSpan("\(operation) \(call.request.modelID)", ofKind: .client) { span in
            // A label has as many values as the rate card has models, whatever callers write.
            let pricer = metering.pricer()
            let model = pricer.modelID(call.request.modelID)
            let callSpan = CallSpan(
                span: span, call: call, id: id, model: pricer.card.models[model] == nil ? "other" : model,
                telemetry: self)
            return await body(callSpan)
        }
    }
}
