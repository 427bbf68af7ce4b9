import BedrockRuntime
import Ledger
import Logging
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
