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

    /// Where the events of calls go.
    public init(logger: Logger = Logger(label: "bedrock-ledger")) {
        self.logger = logger
    }

    /// Runs a call within a span of its own.
    func span(
        of call: MeteredCall, id: String, in metering: Metering, _ body: (CallSpan) async -> Void
    ) async {
        let operation = CallSpan.operationName(of: call.request.operation)
        await withSpan("\(operation) \(call.request.modelID)", ofKind: .client) { span in
            let callSpan = CallSpan(
                span: span, call: call, id: id, model: metering.pricer().modelID(call.request.modelID),
                logger: logger)
            await body(callSpan)
        }
    }
}
