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
    private var check: (task: Task<Bool, Never>, began: Timestamp)?

    init(ledger: any LedgerStore, clock: @escaping @Sendable () -> Timestamp, logger: Logger) {
        self.ledger = ledger
        self.clock = clock
        self.logger = logger
    }

    /// Whether calls can be taken.
    var isReady: Bool {
        get async { await current().value }
    }

    private func current() -> Task<Bool, Never> {
        let now = clock()
        if let check, (0..<Self.validMilliseconds).contains(now.milliseconds - check.began.milliseconds) {
            return check.task
        }
        let task = Task { [ledger, logger] in
            do {
                try await ledger.checkWritable()
                return true
            } catch {
                logger.error("not ready: \(error)")
                return false
            }
        }
        check = (task, now)
        return task
    }
}
