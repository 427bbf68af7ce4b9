import CoreMetrics
import Synchronization

/// Listens to the ledger's metrics and keeps how many operations each of its transactions had, so that the others can
/// group alike.
final class CommitSizes: MetricsFactory {
    static let shared = CommitSizes()
    private static let label = "bedrock_ledger.commit_operations"

    private let sizes = Mutex<[Int32]>([])

    /// The sizes since this was asked last.
    func take() -> [Int32] {
        sizes.withLock { sizes in
            defer { sizes = [] }
            return sizes
        }
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        label == Self.label ? Handler(owner: self) : NOOPMetricsHandler.instance
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        NOOPMetricsHandler.instance
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { NOOPMetricsHandler.instance }
    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { NOOPMetricsHandler.instance }
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}

    private final class Handler: RecorderHandler {
        let owner: CommitSizes

        init(owner: CommitSizes) { self.owner = owner }

        func record(_ value: Int64) { owner.sizes.withLock { $0.append(Int32(clamping: value)) } }
        func record(_ value: Double) { record(Int64(value)) }
    }
}
