package import Ledger
import Metrics
package import Pricing

/// The metrics of one call.
///
/// Labels are operation, model, team and what ended the call: none that a caller could make without number, as callsites,
/// users and ids are. The ledger is the truth; these are for dashboards.
package struct CallMetrics {
    static let provider = "aws.bedrock"

    private let dimensions: [(String, String)]
    private let team: String

    /// The metrics of a call.
    package init(operation: String, model: String, team: String) {
        dimensions = [
            ("gen_ai.operation.name", operation), ("gen_ai.provider.name", Self.provider),
            ("gen_ai.request.model", model),
        ]
        self.team = team
    }

    func recordFirstChunk(seconds: Double) {
        Recorder(label: "gen_ai.client.operation.time_to_first_chunk", dimensions: dimensions).record(seconds)
    }

    func recordDuration(seconds: Double, errorType: String?) {
        let error = errorType.map { [("error.type", $0)] } ?? []
        Recorder(label: "gen_ai.client.operation.duration", dimensions: dimensions + error).record(seconds)
    }

    func countRetry() {
        Counter(label: "bedrock_ledger.retries", dimensions: dimensions).increment()
    }

    func countLedgerFailure() {
        Counter(label: "bedrock_ledger.ledger_failures").increment()
    }

    package func countRefusal(by budget: String, cause: Refusal.Cause) {
        Counter(
            label: "bedrock_ledger.refusals",
            dimensions: [("team", team), ("budget", budget), ("cause", cause.rawValue)]
        ).increment()
    }

    func record(_ record: CallRecord, inputTokens: Int64) {
        let tokens =
            record.isEstimated || record.cost.usage.isEmpty
            ? [] : [("input", inputTokens), ("output", record.cost.usage.tokens(.output))]
        for (type, tokens) in tokens {
            Recorder(
                label: "gen_ai.client.token.usage", dimensions: dimensions + [("gen_ai.token.type", type)]
            ).record(tokens)
        }
        count(
            outcome: record.status?.rawValue ?? "not_sent", usage: record.isEstimated ? Usage() : record.cost.usage,
            charged: record.charged?.total ?? .zero)
        if record.cost.status == .unpriced {
            Counter(label: "bedrock_ledger.unpriced_calls", dimensions: dimensions).increment()
        }
        if record.overshoot > .zero {
            Counter(label: "bedrock_ledger.bound_violations", dimensions: dimensions).increment()
        }
    }

    /// Counts a call, the tokens that are known, and what it was charged with.
    package func count(outcome: String, usage: Usage, charged: Money) {
        let own = dimensions + [("team", team)]
        Counter(label: "bedrock_ledger.calls", dimensions: own + [("outcome", outcome)]).increment()
        for item in usage.items where item.unit == .token {
            Counter(label: "bedrock_ledger.tokens", dimensions: own + [("type", item.rawValue)])
                .increment(by: usage.tokens(item))
        }
        // A counter of a metrics system is a binary fraction whatever is put in; money is exact in the ledger.
        let dollars = Double(charged.picodollars) / Double(Money.picodollarsPerDollar)
        FloatingPointCounter(label: "bedrock_ledger.cost_usd", dimensions: own).increment(by: dollars)
    }
}
