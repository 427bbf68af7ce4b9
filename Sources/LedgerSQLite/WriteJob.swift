internal import Ledger
internal import Synchronization

/// One operation that waits for the writer, with the way to wake whoever asked for it.
///
/// The outcome lies where the waiting task fetches it, so that the writer's thread hands over no more than a signal.
final class WriteJob: Sendable {
    /// Performs the operation and keeps its outcome.
    let attempt: @Sendable (WriteSession) throws -> Void
    /// Keeps that the operation failed, whatever was kept before.
    let note: @Sendable (LedgerError) -> Void
    private let continuation: CheckedContinuation<Void, Never>
    /// Whether abandoned reservations are to be charged first.
    let needsExpiry: Bool
    /// About how many rows it writes.
    let weight: Int
    /// Whether doing it twice is doing it once: by its id, or because it changes nothing.
    let isRepeatable: Bool

    init(
        needsExpiry: Bool, weight: Int, isRepeatable: Bool, continuation: CheckedContinuation<Void, Never>,
        attempt: @escaping @Sendable (WriteSession) throws -> Void, note: @escaping @Sendable (LedgerError) -> Void
    ) {
        self.needsExpiry = needsExpiry
        self.weight = weight
        self.isRepeatable = isRepeatable
        self.continuation = continuation
        self.attempt = attempt
        self.note = note
    }

    /// Wakes whoever waits for the outcome. Call it once, when the outcome is final.
    func answer() {
        continuation.resume()
    }

    /// Tells that the operation failed.
    func fail(_ error: LedgerError) {
        note(error)
        answer()
    }
}

/// Where the outcome of an operation lies until the waiting task fetches it.
final class WriteOutcome<Answer: Sendable>: Sendable {
    private let result = Mutex<Result<Answer, LedgerError>?>(nil)

    /// Keeps an outcome, in place of another one.
    func keep(_ outcome: Result<Answer, LedgerError>) {
        result.withLock { $0 = outcome }
    }

    /// The outcome that was kept last.
    func get() throws(LedgerError) -> Answer {
        let outcome = result.withLock { $0 }
        return try (outcome ?? .failure(LedgerError(.unavailable, "the operation was not performed"))).get()
    }
}
