import BedrockRuntime
import Ledger
import Logging
import LosslessJSON
import Pricing
import Retry
import Tracing

/// Tells what happens to one call.
///
/// It belongs to the task that runs the call.
final class CallSpan {
    private let span: any Span
    private let call: MeteredCall
    private let id: String
    private let metrics: CallMetrics
    private let telemetry: Telemetry
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant
    private var hasFirstEvent = false
    /// Why the model stopped.
    var finishReason: String?

    init(span: any Span, call: MeteredCall, id: String, model: String, telemetry: Telemetry) {
        self.span = span
        self.call = call
        self.id = id
        self.telemetry = telemetry
        metrics = CallMetrics(
            operation: Self.operationName(of: call.request.operation), model: model, team: call.attribution.team)
        began = clock.now
        guard span.isRecording else { return }
        span.attributes["gen_ai.operation.name"] = Self.operationName(of: call.request.operation)
        span.attributes["gen_ai.provider.name"] = CallMetrics.provider
        span.attributes["gen_ai.request.model"] = call.request.modelID
        span.attributes["gen_ai.request.stream"] = call.request.operation.isStream
        span.attributes["server.address"] = telemetry.serverAddress
        span.attributes["server.port"] = telemetry.serverPort
        span.attributes["bedrock_ledger.call.id"] = id
        span.attributes["bedrock_ledger.team"] = call.attribution.team
        span.attributes["bedrock_ledger.callsite"] = call.attribution.callsite
    }

    /// The log, with what tells this call from others; made when there is something to say.
    private var logger: Logger {
        var logger = telemetry.logger
        logger[metadataKey: "call_id"] = "\(id)"
        logger[metadataKey: "team"] = "\(call.attribution.team)"
        logger[metadataKey: "callsite"] = "\(call.attribution.callsite)"
        logger[metadataKey: "model"] = "\(call.request.modelID)"
        return logger
    }

    /// The operation as OpenTelemetry names it.
    static func operationName(of operation: RuntimeOperation) -> String {
        switch operation {
        case .converse, .converseStream: "chat"
        case .invokeModel, .invokeModelWithResponseStream: "text_completion"
        case .countTokens: "count_tokens"
        }
    }

    /// Notes what the request asks for.
    func note(request body: JSONValue?, _ request: RuntimeRequest) {
        guard let body, span.isRecording else { return }
        span.attributes["gen_ai.request.max_tokens"] = OutputLimit.stated(
            in: request.operation.isInvocation ? body["body"] ?? body : body, operation: request.operation)
        span.attributes["aws.bedrock.guardrail.id"] =
            body["guardrailConfig"]?["guardrailIdentifier"]?.string
            ?? request.headers.value(of: "X-Amzn-Bedrock-GuardrailIdentifier")
    }

    /// Notes that the answer began.
    func noteFirstEvent() {
        guard !hasFirstEvent else { return }
        hasFirstEvent = true
        let seconds = seconds
        span.attributes["gen_ai.response.time_to_first_chunk"] = seconds
        metrics.recordFirstChunk(seconds: seconds)
    }

    /// Notes a decision of the retry policy.
    func note(_ event: RetryEvent) {
        logger.info("\(event.description)")
        if event.delay > .zero { metrics.countRetry() }
    }

    /// Notes that the ledger does not have the end of a call, with all that is needed to record it by hand.
    func note(ledgerFailure error: LedgerError, of call: Call?) {
        var facts: Logger.Metadata = [:]
        if let call {
            facts["entry"] = "\(call.id)"
            facts["request_id"] = "\(call.requestID ?? "-")"
            facts["status"] = "\(call.status.rawValue)"
            facts["cost_picodollars"] = "\(call.cost.total.map { "\($0.picodollars)" } ?? "unknown")"
            for item in call.cost.usage.items { facts[item.rawValue] = "\(call.cost.usage[item].text)" }
        }
        logger.error(
            "the ledger does not have the end of the call; what was held stays charged: \(error.message)",
            metadata: facts)
        metrics.countLedgerFailure()
    }

    /// Notes how the call ended.
    func end(_ end: ExchangeEnd) {
        if let finishReason { span.attributes["gen_ai.response.finish_reasons"] = [finishReason] }
        var errorType: String?
        if let failure = end.failure {
            errorType = Self.errorType(of: failure)
            span.attributes["error.type"] = errorType
            span.setStatus(SpanStatus(code: .error, message: errorType))
        }
        if let refused = end.failure as? BudgetExceeded {
            metrics.countRefusal(by: refused.budget, cause: refused.refusal.cause)
            logger.notice("refused: \(refused.description)")
        }
        metrics.recordDuration(seconds: seconds, errorType: errorType)
        guard let record = end.record else { return }
        note(record)
    }

    private func note(_ record: CallRecord) {
        // Bedrock's input tokens leave the cached ones out, OpenTelemetry's are all of them.
        let input = record.cost.usage.totalInputTokens
        if span.isRecording { describe(record, inputTokens: input) }
        metrics.record(record, inputTokens: input)
        if telemetry.logger.logLevel <= .debug {
            logger.debug(
                "\(record.status?.rawValue ?? "not sent") in \(record.latencyMilliseconds) ms",
                metadata: [
                    "cost_usd": "\(record.costUSD?.usd ?? "unknown")", "attempts": "\(record.attempts.count)",
                    "request_id": "\(record.requestID ?? "-")",
                ])
        }
        if record.cost.status == .unpriced {
            logger.warning("the call has no price: \(record.cost.reason ?? "no rate was found")")
        }
        if record.overshoot > .zero {
            logger.warning("the call cost \(record.overshoot) more than was held for it; its bound did not hold")
        }
        if let adjustment = record.adjustment { logger.notice("\(adjustment)") }
    }

    /// What a trace shows of a call that was recorded.
    private func describe(_ record: CallRecord, inputTokens: Int64) {
        let usage = record.cost.usage
        span.attributes["gen_ai.usage.input_tokens"] = inputTokens
        span.attributes["gen_ai.usage.output_tokens"] = usage.tokens(.output)
        span.attributes["gen_ai.usage.cache_read.input_tokens"] = usage.tokens(.cacheRead)
        span.attributes["gen_ai.usage.cache_creation.input_tokens"] = usage.cacheWriteTokens
        span.attributes["gen_ai.response.id"] = record.requestID
        span.attributes["bedrock_ledger.cost_usd"] = record.costUSD?.usd
        span.attributes["bedrock_ledger.attempts"] = record.attempts.count
        span.attributes["bedrock_ledger.is_estimated"] = record.isEstimated
    }

    private var seconds: Double { began.duration(to: clock.now) / .seconds(1) }

    private static func errorType(of failure: any Error) -> String {
        switch (failure as? RetryExhausted)?.last ?? failure {
        case let error as BedrockError: error.code ?? error.status.map(String.init) ?? "connection"
        case is CancellationError: "cancelled"
        case let error: "\(type(of: error))"
        }
    }
}
