internal import Foundation

/// A thread of its own, for work that blocks.
///
/// Dispatch would do, but for its limit of threads: where many ledgers are open at once, the threads of a queue that waits
/// are all there are, the next ledger waits for one for ever, and so does everything else that a queue was to do.
enum BlockingThread {
    /// Starts a thread that ends with its work.
    static func start(name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread(block: work)
        thread.name = name
        thread.start()
    }
}
