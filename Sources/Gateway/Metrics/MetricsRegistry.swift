public import Metrics
internal import Synchronization

/// Collects what the process reports of itself, for `GET /metrics` of a gateway.
///
/// Make it the factory of the process before anything reports, and give the same one to ``GatewayConfiguration/metrics``:
///
/// ```swift
/// let registry = MetricsRegistry()
/// MetricsSystem.bootstrap(registry)
/// configuration.metrics = registry
/// ```
///
/// It keeps the metrics of this package and no others, and of each a bounded number of series: what has no room is counted
/// under `other`. Values are added in trillionths, so that amounts of money add up to the picodollar. Counters begin with
/// the process and never fall; the ledger has what was before.
public final class MetricsRegistry: MetricsFactory {
    private let families: Mutex<[String: MetricFamily]>

    /// A registry that has seen nothing.
    public init() {
        families = Mutex(
            Dictionary(
                MetricDescription.all.map { ($0.source, MetricFamily($0)) }, uniquingKeysWith: { first, _ in first }))
    }

    /// All metrics as they are now, in the order of the catalogue.
    func snapshot() -> [MetricFamily] {
        families.withLock { families in MetricDescription.all.compactMap { families[$0.source] } }
    }

    /// Changes the metric of a label.
    func change(_ source: String, _ body: (inout MetricFamily) -> Void) {
        families.withLock { families in
            guard var family = families.removeValue(forKey: source) else { return }
            body(&family)
            families[source] = family
        }
    }

    /// A number as so many trillionths; zero for what is no number or has no room.
    static func trillionths(_ value: Double) -> Int128 {
        let scaled = (value * 1e12).rounded()
        return scaled.magnitude < 1e30 ? Int128(scaled) : 0
    }

    private func series(_ source: String, _ dimensions: [(String, String)]) -> MetricSeries? {
        let values = families.withLock { $0[source]?.admit(dimensions) }
        return values.map { MetricSeries(registry: self, source: source, values: $0) }
    }

    // MARK: MetricsFactory

    /// A counter of whole numbers.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    /// A counter of fractions.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    /// A histogram.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        series(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    /// A histogram of seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    /// Nothing: what was counted stays counted.
    public func destroyCounter(_ handler: any CounterHandler) {}

    /// Nothing: what was counted stays counted.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}

    /// Nothing: what was recorded stays recorded.
    public func destroyRecorder(_ handler: any RecorderHandler) {}

    /// Nothing: the last value stays.
    public func destroyMeter(_ handler: any MeterHandler) {}

    /// Nothing: what was recorded stays recorded.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
