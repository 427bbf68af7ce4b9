internal import Metrics

/// Tells how the writer keeps up: what waits for it, how much it writes at once, and how long that takes.
///
/// It is made where the ledger is opened, because the writer's own thread knows no task.
struct WriterTelemetry: Sendable {
    private let waiting = Meter(label: "bedrock_ledger.writes_waiting")
    private let operations = Recorder(label: "bedrock_ledger.commit_operations")
    private let duration = Timer(label: "bedrock_ledger.commit_duration")

    /// Notes an operation that waits from now on.
    func noteArrival() { waiting.increment() }

    /// Notes an operation that was not taken in.
    func noteDeparture() { waiting.decrement() }

    /// Notes operations that wait no longer.
    func noteStart(of count: Int) {
        waiting.decrement(by: Double(count))
        operations.record(count)
    }

    /// Notes how long it took to write.
    func noteEnd(after time: Duration) { duration.recordNanoseconds(Int64(time / .nanoseconds(1))) }
}
