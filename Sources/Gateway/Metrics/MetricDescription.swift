/// A metric as Prometheus gets it: its name, what it is, and what it is told by.
struct MetricDescription: Sendable {
    /// How values are put together.
    enum Kind: Sendable {
        /// A sum that only rises.
        case counter
        /// A value that rises and falls.
        case gauge
        /// How many values are at most as large as each of the bounds, which rise.
        case histogram([Double])
    }

    /// The label under which the program reports it.
    let source: String
    /// The name under which Prometheus gets it.
    let name: String
    let kind: Kind
    let help: String
    /// The dimensions that are passed on, and their names there.
    let labels: [(dimension: String, name: String)]

    private init(
        _ source: String, _ name: String, _ kind: Kind, _ help: String, by labels: KeyValuePairs<String, String> = [:]
    ) {
        self.source = source
        self.name = name
        self.kind = kind
        self.help = help
        self.labels = labels.map { ($0.key, $0.value) }
    }

    private static let call: KeyValuePairs = ["gen_ai.operation.name": "operation", "gen_ai.request.model": "model"]
    /// From a tenth of a second to the ten minutes after which the gateway gives up.
    private static let answerSeconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 120, 300, 600]
    /// Around the milliseconds that a disk takes.
    private static let diskSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 10]

    /// What is collected; everything else that the process reports is not.
    static let all: [MetricDescription] = [
        MetricDescription(
            "bedrock_ledger.calls", "bedrock_ledger_calls_total", .counter, "Calls that ended, by how they ended.",
            by: [
                "gen_ai.operation.name": "operation", "gen_ai.request.model": "model", "team": "team",
                "outcome": "outcome",
            ]),
        MetricDescription(
            "bedrock_ledger.cost_usd", "bedrock_ledger_cost_usd_total", .counter,
            "What calls were charged with in US dollars, estimates included.",
            by: ["gen_ai.operation.name": "operation", "gen_ai.request.model": "model", "team": "team"]),
        MetricDescription(
            "bedrock_ledger.tokens", "bedrock_ledger_tokens_total", .counter,
            "Tokens by kind; input leaves out those read from or written to a cache.",
            by: ["gen_ai.request.model": "model", "team": "team", "type": "type"]),
        MetricDescription(
            "bedrock_ledger.refusals", "bedrock_ledger_refusals_total", .counter, "Calls that a budget refused.",
            by: ["budget": "budget", "team": "team", "cause": "cause"]),
        MetricDescription(
            "bedrock_ledger.retries", "bedrock_ledger_retries_total", .counter, "Attempts that were made again.",
            by: call),
        MetricDescription(
            "bedrock_ledger.unpriced_calls", "bedrock_ledger_unpriced_calls_total", .counter,
            "Calls without a known price.", by: call),
        MetricDescription(
            "bedrock_ledger.bound_violations", "bedrock_ledger_bound_violations_total", .counter,
            "Calls that cost more than was held for them.", by: call),
        MetricDescription(
            "bedrock_ledger.ledger_failures", "bedrock_ledger_ledger_failures_total", .counter,
            "Calls whose end the ledger does not have."),
        MetricDescription(
            "gen_ai.client.operation.duration", "bedrock_ledger_call_duration_seconds", .histogram(answerSeconds),
            "How long calls took.", by: call),
        MetricDescription(
            "gen_ai.client.operation.time_to_first_chunk", "bedrock_ledger_time_to_first_byte_seconds",
            .histogram(answerSeconds), "How long it took until answers began.", by: call),
        MetricDescription(
            "bedrock_ledger.requests_in_flight", "bedrock_ledger_requests_in_flight", .gauge,
            "Requests that are being answered."),
        MetricDescription(
            "bedrock_ledger.connections", "bedrock_ledger_connections", .gauge, "Connections that are open."),
        MetricDescription(
            "bedrock_ledger.writes_waiting", "bedrock_ledger_writes_waiting", .gauge,
            "Operations that wait for the ledger to write them."),
        MetricDescription(
            "bedrock_ledger.commit_operations", "bedrock_ledger_commit_operations",
            .histogram([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]), "Operations that were written together."),
        MetricDescription(
            "bedrock_ledger.commit_duration", "bedrock_ledger_commit_duration_seconds", .histogram(diskSeconds),
            "How long writing took, from the first operation to the disk."),
    ]
}
