import Metrics

/// One series of a registry, as the library for metrics hands it out.
final class MetricSeries: CounterHandler, FloatingPointCounterHandler, RecorderHandler, MeterHandler, TimerHandler {
    private let registry: MetricsRegistry
    private let source: String
    private let values: [String]

    init(registry: MetricsRegistry, source: String, values: [String]) {
        self.registry = registry
        self.source = source
        self.values = values
    }

    func increment(by amount: Int64) { add(Int128(amount) * 1_000_000_000_000) }

    func increment(by amount: Double) { add(MetricsRegistry.trillionths(amount)) }

    func decrement(by amount: Double) { add(-MetricsRegistry.trillionths(amount)) }

    func record(_ value: Int64) { observe(Int128(value) * 1_000_000_000_000) }

    func record(_ value: Double) { observe(MetricsRegistry.trillionths(value)) }

    func recordNanoseconds(_ duration: Int64) { observe(Int128(duration) * 1000) }

    func set(_ value: Int64) { set(Int128(value) * 1_000_000_000_000) }

    func set(_ value: Double) { set(MetricsRegistry.trillionths(value)) }

    /// Nothing: a counter that falls looks like a restart to whoever reads it.
    func reset() {}

    private func add(_ trillionths: Int128) { registry.change(source) { $0.add(trillionths, to: values) } }

    private func observe(_ trillionths: Int128) { registry.change(source) { $0.observe(trillionths, in: values) } }

    private func set(_ trillionths: Int128) { registry.change(source) { $0.set(trillionths, of: values) } }
}
