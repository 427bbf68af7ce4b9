import BedrockRuntime
import InMemoryTracing
import Ledger
import Logging
import Metrics
import MetricsTestKit
import Pricing
import Retry
import Synchronization
import Testing
import Tracing

@testable import BedrockLedger

@Suite("Telemetry")
struct TelemetryTests {
    /// Keeps what is logged.
    final class Recorder: LogHandler, Sendable {
        private let state = Mutex<(lines: [String], metadata: Logger.Metadata)>(([], [:]))
        var lines: [String] { state.withLock { $0.lines } }
        var logLevel: Logger.Level {
            get { .trace }
            set {}
        }
        var metadata: Logger.Metadata {
            get { state.withLock { $0.metadata } }
            set { state.withLock { $0.metadata = newValue } }
        }
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { state.withLock { $0.metadata[key] } }
            set { state.withLock { $0.metadata[key] = newValue } }
        }
        func log(event: LogEvent) {
            let own = state.withLock { $0.metadata }
            let all = own.merging(event.metadata ?? [:]) { _, new in new }
            state.withLock { $0.lines.append("\(event.level) \(event.message) \(all)") }
        }
    }

    @Test("tells of a call's end, its retries and its refusal, and never of what was said")
    func log() async throws {
        let recorder = Recorder()
        let sender = ScriptedSender(
            .failure(Answers.throttled), .answer(Answers.converse("a secret answer")), .failure(Answers.refused))
        let pricer = Pricer(card: try RateCard.load(from: Array(Desk.card.utf8), name: "test"))
        let metering = Metering(
            ledger: nil, pricer: { pricer }, region: "us-east-1", sender: sender, options: Desk.options(),
            coordinators: Desk.unpaced(), telemetry: Telemetry(logger: Logger(label: "t") { _ in recorder }))
        let client = BedrockClient(metering: metering, context: CallContext(team: "search"))
        _ = try await client.converse(
            model: Desk.model, messages: [.user("a secret question")], system: "a secret order")
        _ = try? await client.converse(model: Desk.model, messages: [.user("a secret question")])
        await client.close()
        let text = recorder.lines.joined(separator: "\n")
        #expect(text.contains("attempt 1 failed"))
        #expect(text.contains("succeeded"))
        #expect(text.contains("0.0045"))
        #expect(text.contains("search"))
        #expect(!text.contains("secret"))
    }
}

@Suite("Metrics and spans")
struct MeasurementTests {
    private static let metrics: TestMetrics = {
        let metrics = TestMetrics()
        MetricsSystem.bootstrap(metrics)
        return metrics
    }()
    private static let tracer: InMemoryTracer = {
        let tracer = InMemoryTracer()
        InstrumentationSystem.bootstrap(tracer)
        return tracer
    }()

    @Test("have the names of OpenTelemetry, with input tokens that include the cached ones, and no text of the call")
    func names() async throws {
        let metrics = Self.metrics
        let tracer = Self.tracer
        let answer = """
            {"output":{"message":{"role":"assistant","content":[{"text":"a secret answer"}]}},"stopReason":"end_turn",\
            "usage":{"inputTokens":10,"outputTokens":5,"totalTokens":45,"cacheReadInputTokens":20,\
            "cacheWriteInputTokens":10}}
            """
        let sender = ScriptedSender(.answer(answer))
        try await Desk.with(sender) { desk in
            let record = try await desk.client.converse(
                model: Desk.model, messages: [.user("a secret question")], options: .team("measured")
            ).call
            let span = try #require(
                tracer.finishedSpans.first { $0.attributes.get("bedrock_ledger.call.id") == .string(record.id) })
            #expect(span.operationName == "chat acme.reader-1")
            #expect(span.kind == .client)
            #expect(span.attributes.get("gen_ai.provider.name") == .string("aws.bedrock"))
            #expect(span.attributes.get("gen_ai.usage.input_tokens") == .int64(40))
            #expect(span.attributes.get("gen_ai.usage.cache_read.input_tokens") == .int64(20))
            #expect(span.attributes.get("gen_ai.response.finish_reasons") == .stringArray(["end_turn"]))
            #expect(!"\(span)".contains("secret"))
            let cost = try metrics.expectCounter(
                "bedrock_ledger.calls",
                [
                    ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "aws.bedrock"),
                    ("gen_ai.request.model", "acme.reader-1"), ("team", "measured"), ("outcome", "succeeded"),
                ])
            #expect(cost.values == [1])
            let tokens = try metrics.expectRecorder(
                "gen_ai.client.token.usage",
                [
                    ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "aws.bedrock"),
                    ("gen_ai.request.model", "acme.reader-1"), ("gen_ai.token.type", "input"),
                ])
            #expect(tokens.values.contains(40))
        }
    }
}
