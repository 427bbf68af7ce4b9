import Ledger
import Logging
import Pricing

/// Knows whether calls can be taken: whether the ledger can be written.
///
/// To know it takes a write, so an answer holds for a second, and everybody who asks meanwhile waits for the same one.
actor Readiness {
    /// How long an answer holds, in milliseconds.
    static let validMilliseconds: Int64 = 1000

    private let ledger: any LedgerStore
    private let clock: @Sendable () -> Timestamp
    private let logger: Logger
    private var running: Task<Bool, Never>?
    private var last: (isReady: Bool, ended: Timestamp)?

    init(ledger: any LedgerStore, clock: @escaping @Sendable () -> Timestamp, logger: Logger) {
        self.ledger = ledger
        self.clock = clock
        self.logger = logger
    }

    /// Whether calls can be taken.
    var isReady: Bool {
        get async {
            if let last, (0..<Self.validMilliseconds).contains(clock().milliseconds - last.ended.milliseconds) {
                return last.isReady
            }
            // One at a time, however long it takes: on a disk that hangs they would pile up.
            if let running { return await running.value }
            let task = check()
            running = task
            let isReady = await task.value
            running = nil
            last = (isReady, clock())
            return isReady
        }
    }

    private func check() -> Task<Bool, Never> {
        Task { [ledger, logger] in
            do {
                try await ledger.checkWritable()
                return true
            } catch {
                logger.error("not ready: \(error)")
                return false
            }
        }
    }
}
